import { hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { openText, SETTINGS, type Settings, sealText } from '#platform';

const PREFIX = 'v1';
/** The random bytes at the beginning stand by themselves in what is stored. */
const IV = 12;

/** A new signing secret in the form of Standard Webhooks 1.0.0: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * Keeps secrets of destinations so that a copy of the database does not give them away: AES-256-GCM (NIST SP 800-38D)
 * under a key derived from the instance's secret (HKDF, RFC 5869). The id of the destination is bound in, so that a
 * secret moved to another row does not open.
 */
@Injectable()
export class SecretBox {
  private key: Buffer | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  seal(destinationId: string, secret: string): string {
    const sealed = sealText(secret, { key: this.keyBytes(), boundTo: destinationId });
    return [PREFIX, sealed.subarray(0, IV).toString('base64url'), sealed.subarray(IV).toString('base64url')].join('.');
  }

  /** @throws Error when the instance's secret is another one than at sealing, or the row was tampered with */
  open(destinationId: string, sealed: string): string {
    const [prefix, iv, body] = sealed.split('.');
    if (prefix !== PREFIX || !iv || !body) throw cannotOpen(destinationId);
    try {
      const bytes = Buffer.concat([Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url')]);
      return openText(bytes, { key: this.keyBytes(), boundTo: destinationId });
    } catch (error) {
      throw cannotOpen(destinationId, error);
    }
  }

  private keyBytes(): Buffer {
    if (!this.settings.secret) throw new Error('There is no secret to keep others under: set CAREPRESS_SECRET.');
    this.key ??= Buffer.from(hkdfSync('sha256', this.settings.secret, '', 'carepress channels destination-secret', 32));
    return this.key;
  }
}

function cannotOpen(destinationId: string, cause?: unknown): Error {
  return new Error(
    `The secret of destination ${destinationId} does not open. Was CAREPRESS_SECRET changed? Add the destination again.`,
    { cause },
  );
}
