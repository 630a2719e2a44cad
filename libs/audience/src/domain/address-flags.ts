/** What an address may be beside a person's own. Flagged, never refused: a small clinic may read at info@. */
export type AddressFlag =
  /** Read by several people or by none (RFC 2142): whose consent it is cannot be known. */
  | 'role'
  /** Of a service that gives addresses for ten minutes: it will bounce soon. */
  | 'disposable';

const ROLES = new Set(
  `abuse admin administrator billing booking bookings careers clinic contact contacto contabilidad desk enquiries
   ventas feedback finance frontdesk hello help helpdesk hostmaster hr info information informacion jobs legal mail
   marketing newsletter no-reply noc noreply office orders postmaster press privacy recepcion reception root sales
   secretary security service soporte spam staff subscribe support team unsubscribe usenet webmaster www`.split(/\s+/),
);

const DISPOSABLE = new Set(
  `10minutemail.com 20minutemail.com anonbox.net burnermail.io discard.email dispostable.com dropmail.me emailondeck.com
   fakeinbox.com getairmail.com getnada.com grr.la guerrillamail.com guerrillamail.net guerrillamail.org inboxkitten.com
   mailcatch.com maildrop.cc mailinator.com mailnesia.com mailsac.com minuteinbox.com mintemail.com moakt.com
   mohmal.com mytemp.email sharklasers.com spam4.me spamgourmet.com temp-mail.io temp-mail.org tempail.com tempmail.com
   tempmailo.com tempr.email throwawaymail.com trashmail.com trashmail.de yopmail.com yopmail.fr yopmail.net`.split(
    /\s+/,
  ),
);

/** @param norm a normalised address */
export function flagsOf(norm: string): AddressFlag[] {
  const at = norm.lastIndexOf('@');
  const local = norm.slice(0, at).toLowerCase().split('+')[0]!;
  const labels = norm.slice(at + 1).split('.');
  const domains = labels.map((_label, from) => labels.slice(from).join('.'));
  return [
    ...(ROLES.has(local) ? (['role'] as const) : []),
    ...(domains.some((domain) => DISPOSABLE.has(domain)) ? (['disposable'] as const) : []),
  ];
}
