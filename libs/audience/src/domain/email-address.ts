import { domainToASCII } from 'node:url';
import { type AddressFault, InvalidEmailAddress } from './refusals.js';

/** An address as the person gave it, and the form that tells two people apart. */
export interface EmailAddress {
  /** Trimmed and in Unicode NFC; this is what a message is sent to. */
  readonly address: string;
  /**
   * The same with the domain in small letters and in its ASCII form. The part before the @ is kept to the letter: only
   * its own server knows whether Anna@ and anna@ are one person, or what a dot or a plus means there.
   */
  readonly norm: string;
}

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 255 for the domain, 254 for an address in a path of 256. */
const LONGEST = { address: 254, local: 64, domain: 253, label: 63 } as const;

/** RFC 5322 atext, and with it every letter that RFC 6531 adds. Quoted local parts are refused: nobody signs up so. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

const octets = (text: string) => Buffer.byteLength(text, 'utf8');
const refuse = (fault: AddressFault, why: string) =>
  new InvalidEmailAddress(`${why} Write one address, such as name@example.org.`, fault);

function asciiDomain(domain: string): string | undefined {
  const ascii = domainToASCII(domain).toLowerCase();
  const labels = ascii.split('.');
  const good =
    octets(ascii) <= LONGEST.domain &&
    labels.length >= 2 &&
    labels.every((label) => octets(label) <= LONGEST.label && LABEL.test(label)) &&
    /[a-z]/.test(labels.at(-1)!);
  return good ? ascii : undefined;
}

/**
 * Reads exactly one address. What could be a second address, a header or a command is refused, never repaired.
 *
 * Spaces around it are forgiven, because phones add them; everything else stays as it was given.
 */
export function parseEmailAddress(given: unknown): EmailAddress | InvalidEmailAddress {
  if (typeof given !== 'string' || given.trim() === '')
    return refuse('ADDRESS_MISSING', 'The e-mail address is missing.');
  // Before any other work: ten thousand addresses in one field must not cost more than looking at their length.
  if (given.length > 400) return refuse('ADDRESS_LONG', 'This is longer than an e-mail address can be.');
  // Asked before trimming, which would take a line break at the end away silently.
  if (/\p{Cc}/u.test(given))
    return refuse('ADDRESS_INVISIBLE', 'The e-mail address holds a line break or another invisible character.');
  const address = given.trim().normalize('NFC');
  if (/\p{Cf}|\p{Zs}|\p{Zl}|\p{Zp}/u.test(address)) return refuse('ADDRESS_SPACE', 'The e-mail address holds a space.');
  if (/[,;<>"()[\]:\\]/.test(address)) return refuse('ADDRESS_MORE', 'This is more than an e-mail address.');
  const at = address.lastIndexOf('@');
  if (at < 1 || address.indexOf('@') !== at)
    return refuse('ADDRESS_AT', 'An e-mail address has one @, with a name before it.');
  const local = address.slice(0, at);
  if (octets(address) > LONGEST.address || octets(local) > LONGEST.local) {
    return refuse('ADDRESS_LONG', 'This is longer than an e-mail address can be.');
  }
  if (!LOCAL.test(local)) return refuse('ADDRESS_LOCAL', 'The part before the @ is not complete.');
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === undefined) return refuse('ADDRESS_DOMAIN', 'The part after the @ is not the name of a mail server.');
  return { address, norm: `${local}@${domain}` };
}
