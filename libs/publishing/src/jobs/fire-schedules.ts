import { Inject, Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { AuditLog } from '#identity';
import { isRefusal, newErrorId, type Refusal } from '#kernel';
import {
  Database,
  isPassing,
  type JobContext,
  type JobRequest,
  LedgerClock,
  LOGGER,
  type Logger,
  type Sweep,
  systemActor,
  type Tx,
} from '#platform';
import { AddressTaken, AlreadyLive } from '../domain/refusals.js';
import { GoLive } from '../go-live.js';
import {
  claimDueSchedules,
  claimForgotten,
  countFault,
  endSchedule,
  endSchedules,
  type ScheduleRow,
} from '../persistence/schedules.js';

/** Schedules that share a transaction: the reads of one serve all, and a site is held for a fraction of a second. */
const BATCH = 25;
/** Past this nobody remembers what was planned: a backup was restored, or the worker was away for a day. */
const LATE_MS = 24 * 3_600_000;
const MOST_FAULTS = 3;
const FIRST_RETRY_MS = 5_000;

const ACTOR = systemActor('scheduler');

/**
 * Puts live what is due. Postgres is the schedule: a worker that was away finds the same rows when it is back. The unique
 * schedule id of a publication makes a second firing impossible. What is due goes in batches; when something throws, each
 * of the batch is tried by itself, so that the one at fault holds up nobody, and is parked after three tries.
 */
@Injectable()
export class FireSchedules implements Sweep {
  readonly name = 'publishing.fire-schedules';
  readonly everyMs = 1_000;
  readonly goesFirst = true;

  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly goLive: GoLive,
    private readonly audit: AuditLog,
    private readonly clock: LedgerClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    await this.parkForgotten();
    while (!signal.aborted && (await this.fireNext())) {
      // Batch after batch, until nothing is due.
    }
    return [];
  }

  /** Fires one batch of what is due; false when nothing is. */
  async fireNext(): Promise<boolean> {
    let due: ScheduleRow[] = [];
    let apart: ScheduleRow[] = [];
    try {
      await this.database.transaction(async (tx) => {
        due = await this.claim(tx);
        apart = await this.fire(tx, due);
      });
    } catch (error) {
      if (isPassing(error) || due.length === 0) throw error;
      apart = due;
    }
    for (const schedule of apart) await this.fireAlone(schedule);
    return due.length > 0;
  }

  private async claim(tx: Tx, only?: string): Promise<ScheduleRow[]> {
    return claimDueSchedules(tx, await this.clock.now(tx), { limit: BATCH, lateMs: LATE_MS, only });
  }

  /** Those that have to be tried by themselves: another one of the batch may free the address that one needs. */
  private async fire(tx: Tx, due: readonly ScheduleRow[]): Promise<ScheduleRow[]> {
    if (due.length === 0) return [];
    const at = await this.clock.now(tx);
    const revisions = await this.articles.revisionsByIds(
      due.map(({ revisionId }) => revisionId),
      tx,
    );
    const orders = due.map((schedule) => {
      const { id: scheduleId, siteId, createdById: publishedById, untilAt, localTime: _, timeZone } = schedule;
      const revision = revisions.find(({ id }) => id === schedule.revisionId)!;
      const until = untilAt ? { at: untilAt, localTime: null, timeZone } : undefined;
      return { siteId, revision, publishedById, at, scheduleId, until };
    });
    const answers = await this.goLive.runAll(tx, ACTOR, orders);
    const apart = due.filter((_, index) => due.length > 1 && answers[index] instanceof AddressTaken);
    // Somebody published exactly this by hand before: what was wanted is so.
    const fired = due.filter((_, index) => !isRefusal(answers[index]) || answers[index] instanceof AlreadyLive);
    await endSchedules(
      tx,
      fired.map(({ id }) => id),
      'fired',
      at,
    );
    for (const [index, schedule] of due.entries()) {
      const answer = answers[index]!;
      if (apart.includes(schedule) || fired.includes(schedule) || !isRefusal(answer)) continue;
      await this.refuse(tx, schedule, answer, at);
    }
    return apart;
  }

  /** Never silently skipped: the reason is kept with the schedule and shown to the people of the site. */
  private async refuse(tx: Tx, { id, siteId }: ScheduleRow, refusal: Refusal, at: Date): Promise<void> {
    if (!(await endSchedule(tx, id, 'refused', at, refusal))) return;
    await this.audit.record(tx, ACTOR, 'schedule.refused', { type: 'schedule', id }, siteId, { code: refusal.code });
  }

  private async fireAlone({ id }: ScheduleRow): Promise<void> {
    try {
      await this.database.transaction(async (tx) => this.fire(tx, await this.claim(tx, id)));
    } catch (error) {
      if (isPassing(error)) throw error;
      await this.countFault(id, error);
    }
  }

  /** A fault of ours: tried again in a while, then parked for a person, with an id by which the log can be asked. */
  private async countFault(id: string, error: unknown): Promise<void> {
    const errorId = newErrorId();
    this.logger.error({ err: error, errorId, scheduleId: id }, 'a schedule failed when it fired');
    await this.database.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      const faults = await countFault(tx, id, new Date(at.getTime() + FIRST_RETRY_MS));
      if (faults < MOST_FAULTS) return;
      await this.park(tx, id, at, {
        code: 'FAULT',
        message: `Something failed here, and not because of the text (error ${errorId}). Try it again; when it fails once more, give that number to the operator.`,
      });
    });
  }

  /** What is due since more than a day is not published unasked: the plan may be as old as the backup it came from. */
  private async parkForgotten(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      for (const { id } of await claimForgotten(tx, at, LATE_MS)) {
        await this.park(tx, id, at, {
          code: 'LONG_OVERDUE',
          message:
            'This was due more than a day ago, while nothing was published. Look whether it is still wanted, then let it go live or cancel it.',
        });
      }
    });
  }

  private async park(tx: Tx, id: string, at: Date, reason: { code: string; message: string }): Promise<void> {
    if (!(await endSchedule(tx, id, 'parked', at, reason))) return;
    const { siteId } = (await tx.publicationSchedule.findUniqueOrThrow({ where: { id }, select: { siteId: true } }))!;
    await this.audit.record(tx, ACTOR, 'schedule.parked', { type: 'schedule', id }, siteId, { code: reason.code });
  }
}
