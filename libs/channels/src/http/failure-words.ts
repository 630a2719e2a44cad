/** What the code of a failed connection means, in words for the person who looks after the destination. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'Its certificate has run out. Renew the certificate there.'],
  [/^CERT_NOT_YET_VALID$/, 'Its certificate is not valid yet. Check the clock and the certificate there.'],
  [/^CERT_REVOKED$/, 'Its certificate was revoked. Put a new certificate in place there.'],
  [
    /ALTNAME/,
    'Its certificate is for another name. Enter the name that the certificate is for, or put the right one there.',
  ],
  [
    /SELF_SIGNED|UNABLE_TO|SIGNATURE|^CERT_|^ERR_TLS|^ERR_SSL|^EPROTO$/,
    'Its certificate cannot be verified. Put a certificate there that browsers trust, with the whole chain.',
  ],
  [/^ENOTFOUND$|^EAI_/, 'Its name is not known. Check the address, and the entry of the name.'],
  [/^ECONNREFUSED$/, 'Nothing answers at this address and port. Check the address, and whether the server runs.'],
  [
    /^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$/,
    'It ended the connection before it answered. Nobody knows whether it acted.',
  ],
  [/^EHOSTUNREACH$|^ENETUNREACH$/, 'There is no way to this address from here. Check the network.'],
  [/TIMEOUT|^ETIMEDOUT$/, 'It took too long to answer. Nobody knows whether it acted.'],
];

/** A sentence for the code of an error of the network or of TLS, with the code behind it. */
export function failureWords(code: string): string {
  const [, words] = WORDS.find(([form]) => form.test(code)) ?? [null, 'It could not be reached.'];
  return `${words} (${code})`;
}
