import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { type IssueRow, Issues } from './issues.js';

export type IssueScheduleState = 'scheduled' | 'fired' | 'refused' | 'cancelled';

/** When an issue is to go out by itself. */
export interface IssueScheduleRow {
  readonly id: string;
  readonly issueId: string;
  readonly sendAt: Date;
  /** What was asked for, as the clock on the clinic's wall shows it; null where a program named the instant. */
  readonly localTime: string | null;
  readonly timeZone: string | null;
  readonly state: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly refusalCode: string | null;
  readonly refusalMessage: string | null;
}

/** The schedules of issues: at most one of an issue waits. */
@Injectable()
export class IssueSchedules {
  constructor(
    private readonly database: Database,
    private readonly issues: Issues,
  ) {}

  /** The issue of a schedule, locked until the transaction ends: what fires waits for it, as freezing does. */
  lockIssue(tx: Tx, issueId: string): Promise<IssueRow> {
    return this.issues.lock(tx, issueId);
  }

  /** The newest schedule of each issue, by the issue's id. One statement. */
  async newestOf(issueIds: readonly string[]): Promise<Map<string, IssueScheduleRow>> {
    const rows = await this.database.client.issueSchedule.findMany({
      where: { issueId: { in: [...issueIds] } },
      orderBy: [{ issueId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
      distinct: ['issueId'],
    });
    return new Map(rows.map((row) => [row.issueId, row]));
  }

  async create(
    tx: Tx,
    schedule: Pick<
      IssueScheduleRow,
      'id' | 'issueId' | 'sendAt' | 'localTime' | 'timeZone' | 'createdById' | 'createdAt'
    >,
  ): Promise<void> {
    await tx.issueSchedule.create({ data: { ...schedule, state: 'scheduled' } });
  }

  /** Ends what waits for an issue; false when nothing does. */
  async cancel(tx: Tx, issueId: string, at: Date): Promise<boolean> {
    const where = { issueId, state: 'scheduled' };
    return (await tx.issueSchedule.updateMany({ where, data: { state: 'cancelled', finishedAt: at } })).count > 0;
  }

  /** Ends one that waits; false when something else ended it first. */
  async end(
    tx: Tx,
    id: string,
    to: Exclude<IssueScheduleState, 'scheduled'>,
    at: Date,
    refusal?: { readonly code: string; readonly message: string },
  ): Promise<boolean> {
    const data = { state: to, finishedAt: at, refusalCode: refusal?.code, refusalMessage: refusal?.message };
    return (await tx.issueSchedule.updateMany({ where: { id, state: 'scheduled' }, data })).count === 1;
  }

  /** What is due, the earliest first. */
  due(at: Date, limit: number): Promise<IssueScheduleRow[]> {
    return this.database.client.issueSchedule.findMany({
      where: { state: 'scheduled', sendAt: { lte: at }, OR: [{ retryAt: null }, { retryAt: { lte: at } }] },
      orderBy: [{ sendAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
  }

  /** Counts a fault of ours and waits until `retryAt`; how many there were. */
  async countFault(tx: Tx, id: string, retryAt: Date): Promise<number> {
    const data = { faults: { increment: 1 }, retryAt };
    return (await tx.issueSchedule.update({ where: { id }, data, select: { faults: true } })).faults;
  }
}
