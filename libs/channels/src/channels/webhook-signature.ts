import { createHmac } from 'node:crypto';

/**
 * The three headers of Standard Webhooks 1.0.0, symmetric scheme `v1`: HMAC-SHA-256 over id, time of this attempt and
 * raw body, joined by full stops.
 *
 * @param secret `whsec_` and base64
 */
export function signatureHeaders(id: string, secret: string, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
