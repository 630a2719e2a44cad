import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** A withdrawal by one person, and what a second one said about it. */
export interface WithdrawalCheckRow {
  readonly publicationId: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly withdrawnById: string;
  readonly withdrawnAt: Date;
  /** 24 hours later: from then on it is raised. */
  readonly dueAt: Date;
  readonly raisedAt: Date | null;
  readonly decision: string | null;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
}

/** Reads and decides the second look at withdrawals. The database adds the rows itself. */
@Injectable()
export class WithdrawalChecks {
  constructor(private readonly database: Database) {}

  byId(publicationId: string, tx: Tx = this.database.client): Promise<WithdrawalCheckRow | null> {
    return tx.withdrawalCheck.findUnique({ where: { publicationId } });
  }

  /** Those of a site that nobody decided, the oldest first; at most 200. */
  waiting(siteId: string): Promise<WithdrawalCheckRow[]> {
    return this.database.client.withdrawalCheck.findMany({
      where: { siteId, decision: null },
      orderBy: [{ withdrawnAt: 'asc' }, { publicationId: 'asc' }],
      take: 200,
    });
  }

  /** Those past their time that were not raised. */
  toRaise(at: Date): Promise<WithdrawalCheckRow[]> {
    return this.database.client.withdrawalCheck.findMany({
      where: { decision: null, raisedAt: null, dueAt: { lte: at } },
      orderBy: [{ dueAt: 'asc' }, { publicationId: 'asc' }],
    });
  }

  /** Writes down that it was raised; false when another sweep did, or somebody decided. */
  async raise(tx: Tx, publicationId: string, at: Date): Promise<boolean> {
    const { count } = await tx.withdrawalCheck.updateMany({
      where: { publicationId, decision: null, raisedAt: null },
      data: { raisedAt: at },
    });
    return count === 1;
  }

  /** Decides it; false when somebody did before. */
  async decide(
    tx: Tx,
    publicationId: string,
    by: { decision: 'confirmed' | 'reinstated'; byId: string; at: Date },
  ): Promise<boolean> {
    const { count } = await tx.withdrawalCheck.updateMany({
      where: { publicationId, decision: null },
      data: { decision: by.decision, decidedById: by.byId, decidedAt: by.at },
    });
    return count === 1;
  }
}
