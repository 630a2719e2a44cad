import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** Whose name a message is signed in, and with what. */
export interface DkimKey {
  /** As in clinic.example; the sender's domain must be it or below it, or the signature would vouch for nothing. */
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyObject;
}

/** Not the main thread: node does this on its pool of threads, and a signature of 2,048 bits costs most of a message. */
const signElsewhere = promisify(sign) as (algorithm: string | null, data: Buffer, key: KeyObject) => Promise<Buffer>;

/** What a reader or a mail program goes by. RFC 8058 section 4 wants both headers of the one-click unsubscribing in it. */
const SIGNED = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
  'content-language',
  'auto-submitted',
];
/** Named once more than it is there: a second one, added later, breaks the signature. */
const ONLY_ONE = ['from', 'subject', 'date', 'to'];

/** Reads a private key of RSA or Ed25519 in PEM. @throws when it is neither, or RSA with fewer than 1,024 bits (RFC 8301) */
export function dkimKey(domain: string, selector: string, pem: string): DkimKey {
  const key = createPrivateKey(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const good = key.asymmetricKeyType === 'ed25519' || (key.asymmetricKeyType === 'rsa' && bits >= 1_024);
  if (!good) throw new Error('A DKIM key is a private key of RSA with at least 1,024 bits, or of Ed25519.');
  return { domain: domain.toLowerCase(), selector, key };
}

/** The TXT record that belongs under the name of the key (RFC 6376 section 3.6.1; RFC 8463 section 4 for Ed25519). */
export function dkimRecord({ key }: DkimKey): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // An Ed25519 key stands there without the frame of ASN.1: its last 32 bytes.
  const edwards = key.asymmetricKeyType === 'ed25519';
  return `v=DKIM1; k=${edwards ? 'ed25519' : 'rsa'}; p=${(edwards ? der.subarray(-32) : der).toString('base64')}`;
}

/** True when a signature of this key vouches for this sender (RFC 7489 section 3.1.1, relaxed alignment). */
export function vouchesFor({ domain }: DkimKey, sender: string): boolean {
  const from = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  return from === domain || from.endsWith(`.${domain}`);
}

const relaxedLine = (line: string) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '');

/** RFC 6376 section 3.4.2. The message is ASCII or eight-bit bytes, one character each. */
function relaxedHeader(field: string): string {
  const colon = field.indexOf(':');
  const value = relaxedLine(field.slice(colon + 1).replace(/\r\n(?=[ \t])/g, '')).replace(/^ /, '');
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** RFC 6376 section 3.4.4. */
function relaxedBody(body: string): string {
  const text = body
    .split('\r\n')
    .map(relaxedLine)
    .join('\r\n')
    .replace(/(?:\r\n)+$/, '');
  return text === '' ? '' : `${text}\r\n`;
}

/** Folded where RFC 6376 allows it: anywhere in the base64 of the signature. */
const folded = (base64: string) => base64.replace(/.{70}(?=.)/g, '$&\r\n ');

/**
 * The message with a DKIM signature in front (RFC 6376, relaxed/relaxed, SHA-256). The same message gives the same bytes:
 * the signature carries no time of its own.
 */
export async function signed(message: Buffer, { domain, selector, key }: DkimKey): Promise<Buffer> {
  const text = message.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = text.slice(0, end).split(/\r\n(?![ \t])/);
  const bodyHash = createHash('sha256')
    .update(relaxedBody(text.slice(end + 4)), 'latin1')
    .digest('base64');
  const ofName = (name: string) => fields.filter((field) => field.slice(0, field.indexOf(':')).toLowerCase() === name);
  const present = SIGNED.filter((name) => ofName(name).length > 0);
  const names = [...present, ...ONLY_ONE.filter((name) => present.includes(name))];
  const edwards = key.asymmetricKeyType === 'ed25519';
  const head =
    `DKIM-Signature: v=1; a=${edwards ? 'ed25519' : 'rsa'}-sha256; c=relaxed/relaxed; d=${domain};\r\n` +
    ` s=${selector}; h=${names.join(':').replace(/(.{60}[^:]*:)(?=.)/g, '$1\r\n  ')};\r\n bh=${bodyHash};\r\n b=`;
  const lines = [...present.map((name) => relaxedHeader(ofName(name).at(-1)!)), relaxedHeader(head)];
  const data = Buffer.from(lines.join('\r\n'), 'latin1');
  const signature = edwards
    ? await signElsewhere(null, createHash('sha256').update(data).digest(), key)
    : await signElsewhere('RSA-SHA256', data, key);
  return Buffer.concat([Buffer.from(`${head}${folded(signature.toString('base64'))}\r\n`, 'latin1'), message]);
}
