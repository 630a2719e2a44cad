import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { AudienceKeys } from '../domain/keys.js';

export type SuppressionReason = 'unsubscribed' | 'complained' | 'bounced' | 'erased' | 'staff';

/** Addresses that get nothing, by keyed hash: the promise outlives the address. */
@Injectable()
export class Suppressions {
  constructor(private readonly keys: AudienceKeys) {}

  /** The keyed hash of a normalised address at one site. */
  hashOf(siteId: string, emailNorm: string): string {
    return this.keys.sign('suppression', `${siteId}\n${emailNorm}`).toString('hex');
  }

  /** Adds an address; the first reason stays. */
  async add(tx: Tx, siteId: string, emailHash: string, reason: SuppressionReason): Promise<void> {
    await tx.suppression.createMany({ data: [{ siteId, emailHash, reason }], skipDuplicates: true });
  }

  /** Lifts what the person did and can undo. A complaint or a dead mailbox stays: asking again does not mend it. */
  async liftOwn(tx: Tx, siteId: string, emailHash: string): Promise<void> {
    await tx.suppression.deleteMany({ where: { siteId, emailHash, reason: 'unsubscribed' } });
  }
}
