import { createHmac } from 'node:crypto';

/**
 * The three headers of Standard Webhooks 1.0.0, symmetric scheme `v1`: HMAC-SHA-256 over id, time of this attempt and
 * raw body, joined by full stops. While one secret takes over from another there is a signature of each, with a space
 * between: a receiver that knows either one is served.
 *
 * @param secrets `whsec_` and base64, the newer first
 */
export function signatureHeaders(
  id: string,
  secrets: readonly string[],
  body: string,
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
