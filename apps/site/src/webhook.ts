import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;

export interface WebhookHeaders {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** One or several signatures, parted by spaces, each `v1,` and base64. */
  readonly signature: string;
}

/**
 * True when a webhook is signed with our secret and not older or newer than five minutes.
 * Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, secret as `whsec_` and base64
 * (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md).
 */
export function isAuthentic(secret: string, headers: WebhookHeaders, body: Buffer, now = Date.now()): boolean {
  const age = Math.abs(now / 1000 - Number(headers.timestamp));
  if (!headers.id || !(age <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${headers.id}.${headers.timestamp}.`).update(body);
  const expected = hmac.digest();
  return headers.signature.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
