import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { AudienceKeys } from '../domain/keys.js';

export type SuppressionReason = 'unsubscribed' | 'complained' | 'bounced' | 'erased' | 'staff';

/** Addresses that get nothing, by keyed hash: the promise outlives the address. */
@Injectable()
export class Suppressions {
  constructor(
    private readonly keys: AudienceKeys,
    private readonly database: Database,
  ) {}

  /** The keyed hash of a normalised address at one site. */
  hashOf(siteId: string, emailNorm: string): string {
    return this.keys.sign('suppression', `${siteId}\n${emailNorm}`).toString('hex');
  }

  /**
   * Adds an address, and answers whether anything changed. The first reason stays, but for the person's own leaving: what
   * they can take back must not hide what they cannot.
   */
  async add(tx: Tx, siteId: string, emailHash: string, reason: SuppressionReason): Promise<boolean> {
    const changed = await tx.$executeRaw`
      INSERT INTO suppression (site_id, email_hash, reason) VALUES (${siteId}::uuid, ${emailHash}, ${reason})
      ON CONFLICT (site_id, email_hash) DO UPDATE SET reason = EXCLUDED.reason
        WHERE suppression.reason = 'unsubscribed' AND EXCLUDED.reason <> 'unsubscribed'`;
    return changed > 0;
  }

  /** Why these addresses get nothing; who may be written to is missing. */
  async reasonsOf(siteId: string, hashes: readonly string[]): Promise<Map<string, SuppressionReason>> {
    const found = await this.database.client.suppression.findMany({
      where: { siteId, emailHash: { in: [...hashes] } },
      select: { emailHash: true, reason: true },
    });
    return new Map(found.map(({ emailHash, reason }) => [emailHash, reason as SuppressionReason]));
  }

  /** Lifts what the person did and can undo. A complaint or a dead mailbox stays: asking again does not mend it. */
  async liftOwn(tx: Tx, siteId: string, emailHash: string): Promise<void> {
    await tx.suppression.deleteMany({ where: { siteId, emailHash, reason: 'unsubscribed' } });
  }
}
