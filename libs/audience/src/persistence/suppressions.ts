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

  /** Adds an address on behalf of staff, with their words. False when it got nothing before, for a reason that stays. */
  async addByStaff(
    tx: Tx,
    row: { siteId: string; emailHash: string; note: string; addedById: string | null },
  ): Promise<boolean> {
    if (!(await this.add(tx, row.siteId, row.emailHash, 'staff'))) return false;
    const { siteId, emailHash, ...told } = row;
    await tx.suppression.update({ where: { siteId_emailHash: { siteId, emailHash } }, data: told });
    return true;
  }

  /** Why an address gets nothing; undefined when it may be written to. */
  async reasonOf(tx: Tx, siteId: string, emailHash: string): Promise<SuppressionReason | undefined> {
    const found = await tx.suppression.findUnique({ where: { siteId_emailHash: { siteId, emailHash } } });
    return found?.reason as SuppressionReason | undefined;
  }

  /** Lifts what was added for this reason and no other. False when somebody was faster. */
  async lift(tx: Tx, siteId: string, emailHash: string, reason: SuppressionReason): Promise<boolean> {
    const { count } = await tx.suppression.deleteMany({ where: { siteId, emailHash, reason } });
    return count === 1;
  }

  /** Why these addresses get nothing; who may be written to is missing. */
  async reasonsOf(siteId: string, hashes: readonly string[]): Promise<Map<string, SuppressionReason>> {
    const found = await this.database.client.suppression.findMany({
      where: { siteId, emailHash: { in: [...hashes] } },
      select: { emailHash: true, reason: true },
    });
    return new Map(found.map(({ emailHash, reason }) => [emailHash, reason as SuppressionReason]));
  }

  /**
   * Lifts what the person did and can undo by asking again: leaving, and having been erased. A complaint or a dead mailbox
   * stays: asking again does not mend it.
   */
  async liftOwn(tx: Tx, siteId: string, emailHash: string): Promise<void> {
    await tx.suppression.deleteMany({ where: { siteId, emailHash, reason: { in: ['unsubscribed', 'erased'] } } });
  }
}
