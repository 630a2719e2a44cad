import { Inject, Injectable } from '@nestjs/common';
import { isRefusal, newErrorId } from '#kernel';
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
} from '#platform';
import { type IssueScheduleRow, IssueSchedules } from '../persistence/issue-schedules.js';
import { FreezeIssue } from '../use-cases/freeze-issue.js';
import { ScheduleRefusals } from './schedule-refusals.js';

const BATCH = 25;
/** Past this nobody remembers what was planned: a backup was restored, or the worker was away for a day. */
const LATE_MS = 24 * 3_600_000;
const MOST_FAULTS = 3;
const RETRY_MS = 30_000;

const ACTOR = systemActor('newsletter');
const LONG_OVERDUE = {
  code: 'LONG_OVERDUE',
  message:
    'This was due more than a day ago, while nothing was sent. Look whether it is still wanted, then send or schedule it again.',
};

/**
 * Sends what is due. Freezing asks every gate again, and takes the schedule in its own transaction: run twice or by two
 * workers, an issue goes out once. What is refused then says why, and waits for a person.
 */
@Injectable()
export class FireIssueSchedules implements Sweep {
  readonly name = 'newsletter.fire-schedules';
  readonly everyMs = 5_000;

  constructor(
    private readonly database: Database,
    private readonly schedules: IssueSchedules,
    private readonly freeze: FreezeIssue,
    private readonly refusals: ScheduleRefusals,
    private readonly clock: LedgerClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    const now = await this.clock.now();
    for (const schedule of await this.schedules.due(now, BATCH)) {
      if (signal.aborted) break;
      if (now.getTime() - schedule.sendAt.getTime() > LATE_MS) await this.refusals.run(schedule, LONG_OVERDUE, now);
      else await this.fire(schedule, now);
    }
    return [];
  }

  private async fire(schedule: IssueScheduleRow, now: Date): Promise<void> {
    try {
      const take = (tx: Parameters<IssueSchedules['end']>[0]) => this.schedules.end(tx, schedule.id, 'fired', now);
      const answer = await this.freeze.run(ACTOR, schedule.issueId, take);
      if (isRefusal(answer)) await this.refusals.run(schedule, answer, now);
    } catch (error) {
      if (isPassing(error)) throw error;
      await this.countFault(schedule, now, error);
    }
  }

  /** A fault of ours: tried again in a while, then left to a person, with an id by which the log can be asked. */
  private async countFault(schedule: IssueScheduleRow, now: Date, error: unknown): Promise<void> {
    const errorId = newErrorId();
    this.logger.error({ err: error, errorId, scheduleId: schedule.id }, 'a scheduled issue failed when it fired');
    const retryAt = new Date(now.getTime() + RETRY_MS);
    const faults = await this.database.transaction((tx) => this.schedules.countFault(tx, schedule.id, retryAt));
    if (faults < MOST_FAULTS) return;
    const message = `Something failed here, and not because of the text (error ${errorId}). Nothing was sent. Send it again; when it fails once more, give that number to the operator.`;
    await this.refusals.run(schedule, { code: 'FAULT', message }, now);
  }
}
