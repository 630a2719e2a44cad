import { Injectable } from '@nestjs/common';
import { revisionById } from '#editing';
import { AuditLog } from '#identity';
import { Clock, isRefusal } from '#kernel';
import { Database, type JobContext, type JobRequest, type Sweep, systemActor, type Tx } from '#platform';
import { AlreadyLive } from '../domain/refusals.js';
import { GoLive, RefusedInTransaction } from '../go-live.js';
import { claimDueSchedule, endSchedule, type ScheduleRow } from '../persistence/schedules.js';

/**
 * Puts live what is due. Postgres is the schedule: a worker that was away finds the same rows when it is back. Each
 * schedule has a transaction of its own; the unique schedule id of a publication makes a second firing impossible.
 */
@Injectable()
export class FireSchedules implements Sweep {
  readonly name = 'publishing.fire-schedules';
  readonly everyMs = 1_000;

  constructor(
    private readonly database: Database,
    private readonly goLive: GoLive,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    while (!signal.aborted && (await this.fireNext())) {
      // One after another, until nothing is due.
    }
    return [];
  }

  /** Fires one due schedule; false when none is due. */
  async fireNext(): Promise<boolean> {
    let due: ScheduleRow | null = null;
    try {
      await this.database.transaction(async (tx) => {
        due = await claimDueSchedule(tx, this.clock.now());
        if (due) await this.fire(tx, due);
      });
    } catch (error) {
      if (!(error instanceof RefusedInTransaction) || !due) throw error;
      await this.refuse(due, error.refusal);
    }
    return due !== null;
  }

  private async fire(tx: Tx, due: ScheduleRow): Promise<void> {
    const at = this.clock.now();
    const revision = (await revisionById(tx, due.revisionId))!;
    const order = { siteId: due.siteId, revision, publishedById: due.createdById, at, scheduleId: due.id };
    const published = await this.goLive.run(tx, systemActor('scheduler'), order);
    // Somebody published exactly this by hand before: what was wanted is so.
    if (isRefusal(published) && !(published instanceof AlreadyLive)) throw new RefusedInTransaction(published);
    await endSchedule(tx, due.id, 'fired', at);
  }

  /** Never silently skipped: the reason is kept with the schedule and shown to the people of the site. */
  private async refuse(due: ScheduleRow, refusal: { code: string; message: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await endSchedule(tx, due.id, 'refused', this.clock.now(), refusal))) return;
      const subject = { type: 'schedule', id: due.id } as const;
      await this.audit.record(tx, systemActor('scheduler'), 'schedule.refused', subject, due.siteId, {
        code: refusal.code,
      });
    });
  }
}
