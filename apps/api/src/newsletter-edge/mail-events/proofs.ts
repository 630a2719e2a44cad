import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time how much was right, nor how long the secret is. */
export function sameText(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

/** HTTP basic authentication, as Postmark does it. @param wanted name:password */
export function isBasic(header: string | undefined, wanted: string): boolean {
  const given = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1];
  return given !== undefined && sameText(Buffer.from(given, 'base64').toString('utf8'), wanted);
}

export function isBearer(header: string | undefined, wanted: string): boolean {
  const given = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  return given !== undefined && sameText(given, wanted);
}

/** Mailgun's signature: hexadecimal HMAC-SHA-256 of timestamp and token under the signing key of the account. */
export function isMailgun(
  { timestamp, token, signature }: { timestamp: string; token: string; signature: string },
  key: string,
): boolean {
  return sameText(signature, createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex'));
}
