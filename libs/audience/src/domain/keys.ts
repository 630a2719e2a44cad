import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '#platform';

type Purpose = 'address' | 'confirm-link' | 'unsubscribe-link' | 'suppression';

/**
 * One key for each purpose, derived from the instance's secret (HKDF, RFC 5869), so that a link of one kind can never
 * be passed off as another and no key is used twice.
 */
@Injectable()
export class AudienceKeys {
  private readonly keys = new Map<Purpose, Buffer>();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** HMAC-SHA-256 of `text` under the key of this purpose. */
  sign(purpose: Purpose, text: string | Buffer): Buffer {
    return createHmac('sha256', this.bytes(purpose)).update(text).digest();
  }

  /** The key of one purpose, 32 bytes. */
  bytes(purpose: Purpose): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    if (!this.settings.secret)
      throw new Error('There is no secret to sign links and seal addresses with: set CAREPRESS_SECRET.');
    const key = Buffer.from(hkdfSync('sha256', this.settings.secret, '', `carepress audience ${purpose}`, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
