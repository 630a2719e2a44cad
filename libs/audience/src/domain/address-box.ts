import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AudienceKeys } from './keys.js';

const PREFIX = 'v1.';
const IV = 12;
const TAG = 16;

/** A row with an address: sealed, or in the clear when it is older than sealing. */
export interface SealedAddress {
  readonly id: string;
  readonly email: string | null;
  readonly addressBox: string | null;
}

/**
 * Keeps addresses so that a copy of the database does not give them away: AES-256-GCM (NIST SP 800-38D) under a key of its
 * own. The subscriber's id is bound in, so that an address moved to another row does not open. Whom an address belongs to
 * is found by the keyed hash beside it, never by opening.
 */
@Injectable()
export class AddressBox {
  constructor(private readonly keys: AudienceKeys) {}

  seal(subscriberId: string, address: string): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.keys.bytes('address'), iv).setAAD(Buffer.from(subscriberId));
    const sealed = Buffer.concat([iv, cipher.update(address, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return PREFIX + sealed.toString('base64url');
  }

  /**
   * The address to write to.
   *
   * @throws Error when the instance's secret is another one than at sealing, or the row was tampered with
   */
  open({ id, email, addressBox }: SealedAddress): string {
    if (addressBox === null) return email!;
    const bytes = Buffer.from(addressBox.slice(PREFIX.length), 'base64url');
    try {
      const key = this.keys.bytes('address');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG));
      return decipher.update(bytes.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new Error(`The address of subscriber ${id} does not open. Was CAREPRESS_SECRET changed?`, { cause });
    }
  }
}
