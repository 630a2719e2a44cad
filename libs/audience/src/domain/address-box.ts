import { Injectable } from '@nestjs/common';
import { openText, sealText } from '#platform';
import { AudienceKeys } from './keys.js';

const PREFIX = 'v1.';

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
    const sealed = sealText(address, { key: this.keys.bytes('address'), boundTo: subscriberId });
    return PREFIX + sealed.toString('base64url');
  }

  /**
   * The address to write to.
   *
   * @throws Error when the instance's secret is another one than at sealing, or the row was tampered with
   */
  open({ id, email, addressBox }: SealedAddress): string {
    if (addressBox === null) return email!;
    try {
      const bytes = Buffer.from(addressBox.slice(PREFIX.length), 'base64url');
      return openText(bytes, { key: this.keys.bytes('address'), boundTo: id });
    } catch (cause) {
      throw new Error(`The address of subscriber ${id} does not open. Was CAREPRESS_SECRET changed?`, { cause });
    }
  }
}
