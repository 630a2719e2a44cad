import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { systemActor } from '#platform';
import { type OverdueAction, overdueTerms } from '#publishing';
import type { RiskClass } from '#review';
import { type Day, dueReminder, REMINDER_DAYS } from '../domain/reminders.js';
import { ClockLedger } from '../persistence/clock-ledger.js';
import { isVouched, type PublishedReview, PublishedReviews, type Vouched } from '../persistence/published-reviews.js';
import { ClockWork } from './clock-work.js';

/** What a run of the review clock would do at this moment. */
export interface ClockPlan {
  readonly at: Date;
  readonly reminders: readonly { readonly review: Vouched; readonly day: Day; readonly covered: readonly Day[] }[];
  readonly actions: readonly { readonly review: PublishedReview; readonly action: OverdueAction }[];
  /** Publications whose readers are told other dates than their approval has now. */
  readonly refreshes: readonly string[];
}

/** What a run did. Less than was planned when another run, or a person, came first. */
export interface ClockReport {
  readonly reminded: number;
  readonly acted: number;
  readonly refreshed: number;
  readonly tasksClosed: number;
}

const WINDOW_MS = REMINDER_DAYS[0]!.day * 86_400_000;

/**
 * One turn of the review clock. It asks Postgres what is due and not in a ledger, so it may be late, run twice, be run
 * by two workers at once or be killed anywhere: each item is a transaction of its own, and what was not done is found again.
 */
@Injectable()
export class ReviewClock {
  constructor(
    private readonly reviews: PublishedReviews,
    private readonly ledger: ClockLedger,
    private readonly work: ClockWork,
    private readonly clock: Clock,
  ) {}

  /** Four statements, whatever the number of articles. Changes nothing. */
  async plan(): Promise<ClockPlan> {
    const at = this.clock.now();
    const due = await this.reviews.dueBy(new Date(at.getTime() + WINDOW_MS));
    const vouched = due.filter(isVouched);
    const days = await this.ledger.remindedDays([...new Set(vouched.map(({ approvalId }) => approvalId))]);
    const acted = await this.ledger.actionsOf(due.map(({ publicationId }) => publicationId));
    return {
      at,
      reminders: remindersOf(vouched, days, at),
      actions: due.flatMap((review) => {
        const { graceEndsAt, whenOverdue: action } = overdueTerms(review.riskClass, review.reviewDueAt);
        const done = acted.some(
          (row) =>
            row.publicationId === review.publicationId &&
            row.action === action &&
            row.reviewDueAt.getTime() === review.reviewDueAt.getTime(),
        );
        return graceEndsAt <= at && !done ? [{ review, action }] : [];
      }),
      refreshes: await this.reviews.withOldDates(servedDaysAfterDue()),
    };
  }

  /**
   * Does what is due. One item that fails does not stop the others.
   *
   * @throws Error of the first item that failed, after all others were tried
   */
  async run(signal: AbortSignal): Promise<ClockReport> {
    const { reminders, actions, refreshes } = await this.plan();
    const failed: unknown[] = [];
    const each = async <T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<number> => {
      let done = 0;
      for (const item of items) {
        if (signal.aborted) break;
        try {
          done += Number(await work(item));
        } catch (error) {
          failed.push(error);
        }
      }
      return done;
    };
    const refreshed = await each(refreshes, (id) => this.work.refresh.run(id));
    const acted = await each(actions, ({ review }) => this.work.act.run(review.publicationId));
    const reminded = await each(reminders, ({ review }) => this.work.remind.run(review));
    const tasksClosed = await this.work.tasks.settle(systemActor('reviewClock'));
    if (failed.length > 0) throw failed[0];
    return { reminded, acted, refreshed, tasksClosed };
  }
}

/** One an approval, however many sites show its text. */
function remindersOf(
  vouched: readonly Vouched[],
  days: ReadonlyMap<string, number[]>,
  at: Date,
): ClockPlan['reminders'] {
  const byApproval = new Map(vouched.map((review) => [review.approvalId, review]));
  return [...byApproval.values()].flatMap((review) => {
    const due = dueReminder(review, days.get(review.approvalId) ?? [], at);
    return due ? [{ review, day: due.send, covered: due.covered }] : [];
  });
}

/** Days after the review date until which each class may be served; null for those that stay, with a notice. */
function servedDaysAfterDue(): Record<RiskClass, number | null> {
  const zero = new Date(0);
  const daysOf = (riskClass: RiskClass) => {
    const { graceEndsAt, whenOverdue } = overdueTerms(riskClass, zero);
    return whenOverdue === 'withdraw' ? graceEndsAt.getTime() / 86_400_000 : null;
  };
  return { low: daysOf('low'), standard: daysOf('standard'), high: daysOf('high') };
}
