import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Database, systemActor, type Tx } from '#platform';
import { dueReminder, reminderAt } from '../domain/reminders.js';
import { ClockLedger } from '../persistence/clock-ledger.js';
import type { Vouched } from '../persistence/published-reviews.js';
import { ReminderLetters } from './reminder-letters.js';
import { ReviewTasks } from './review-tasks.js';

/** Reminds people of one review date: the ledger, their letters and the task, all or nothing. */
@Injectable()
export class Remind {
  constructor(
    private readonly database: Database,
    private readonly ledger: ClockLedger,
    private readonly letters: ReminderLetters,
    private readonly tasks: ReviewTasks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** False when another sweep did it meanwhile. */
  run(review: Vouched): Promise<boolean> {
    return this.database.transaction((tx) => this.remind(tx, review));
  }

  private async remind(tx: Tx, review: Vouched): Promise<boolean> {
    const at = this.clock.now();
    const { approvalId, reviewDueAt, ownerSiteId } = review;
    const days = (await this.ledger.remindedDays([approvalId], tx)).get(approvalId) ?? [];
    const due = dueReminder(review, days, at);
    if (!due) return false;
    const people = await this.letters.recipients(tx, review, due.send);
    const row = (day: number) => ({ approvalId, day, dueAt: reminderAt(reviewDueAt, day), at });
    // The row first: whoever loses the race for it writes to nobody.
    const first = await this.ledger.addReminder(tx, { ...row(due.send), coveredBy: null, recipients: people.length });
    if (!first) return false;
    for (const day of due.covered) {
      await this.ledger.addReminder(tx, { ...row(day), coveredBy: due.send, recipients: 0 });
    }
    await this.letters.write(tx, review, due.send, people);
    await (due.send === 0 ? this.tasks.overdue(tx, review) : this.tasks.due(tx, review));
    const subject = { type: 'approval', id: approvalId } as const;
    const data = { day: due.send, recipients: people.length };
    await this.audit.record(tx, systemActor('reviewClock'), 'review.reminded', subject, ownerSiteId, data);
    return true;
  }
}
