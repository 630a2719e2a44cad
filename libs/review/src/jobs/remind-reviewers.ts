import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { Clock } from '#kernel';
import { StaffNotices } from '#notify';
import { Database, type JobContext, type JobRequest, type Sweep, type Tx } from '#platform';
import { type DueReminder, remindersOf } from '../domain/assignment/reminders.js';
import {
  claimReminded,
  claimUnassigned,
  type RemindedAssignment,
  recordReminder,
  type UnassignedCase,
} from '../persistence/reminders.js';

/**
 * Reminds reviewers before and at the date of their review, and tells the publishers of a site what is overdue or has no
 * reviewer. The ledger says what was done: whoever sweeps, however late or often, each occasion comes once. The message
 * and the row of the ledger are written in one transaction.
 */
@Injectable()
export class RemindReviewers implements Sweep {
  readonly name = 'review.remind-reviewers';
  readonly everyMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly notices: StaffNotices,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    while (!signal.aborted && (await this.next())) {
      // One occasion after another, until nothing is due.
    }
    return [];
  }

  /** Does what is due of one assignment or one case; false when nothing is due. */
  async next(): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const assignment = await claimReminded(tx, now);
      if (assignment) {
        for (const due of remindersOf(assignment, now)) await this.remind(tx, assignment, due, now);
        return true;
      }
      const waiting = await claimUnassigned(tx, now);
      if (waiting) await this.sayUnassigned(tx, waiting, now);
      return waiting !== null;
    });
  }

  private async remind(tx: Tx, assignment: RemindedAssignment, due: DueReminder, now: Date): Promise<void> {
    const { id, caseId, reviewerId, siteId, dueAt } = assignment;
    const occasion = `${due.kind}-${id}`;
    const escalated = due.kind === 'overdue' ? await this.publishers(tx, siteId) : [reviewerId];
    const to = due.send ? escalated : [];
    const row = { occasion, caseId, assignmentId: id, kind: due.kind, dueAt: due.at, recordedAt: now };
    if (!(await recordReminder(tx, { ...row, recipients: to.length }))) return;
    await this.tell(tx, to, { occasion, kind: `review.${due.kind}`, caseId, siteId, at: dueAt });
  }

  private async sayUnassigned(tx: Tx, { caseId, siteId, since, occasion }: UnassignedCase, now: Date): Promise<void> {
    const to = await this.publishers(tx, siteId);
    const row = { occasion, caseId, assignmentId: null, kind: 'unassigned' as const, dueAt: since, recordedAt: now };
    if (!(await recordReminder(tx, { ...row, recipients: to.length }))) return;
    await this.tell(tx, to, { occasion, kind: 'review.unassigned', caseId, siteId, at: since });
  }

  private publishers(tx: Tx, siteId: string): Promise<string[]> {
    return this.people.withRolesAt(tx, siteId, ['publisher', 'admin']);
  }

  private async tell(
    tx: Tx,
    userIds: readonly string[],
    about: {
      readonly occasion: string;
      readonly kind: `review.${DueReminder['kind']}`;
      readonly caseId: string;
      readonly siteId: string;
      readonly at: Date;
    },
  ): Promise<void> {
    const { occasion, kind, caseId, siteId, at } = about;
    for (const userId of userIds) {
      await this.notices.queue(tx, {
        ...{ key: `review-${occasion}-${userId}`, userId, siteId, kind },
        subject: { type: 'reviewCase', id: caseId },
        detail: { at: at.toISOString() },
      });
    }
  }
}
