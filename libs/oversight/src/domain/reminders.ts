import type { Role } from '#platform';

/** One day before the review date on which people are reminded. */
interface ReminderDay {
  /** Days before the review date. */
  readonly day: 60 | 30 | 7 | 0;
  /** Roles at the article's site that are written to beside the last approver. */
  readonly roles: readonly Role[];
}

/** Who is reminded when: first those who can have it reviewed in peace, in the end everybody who can act. */
export const REMINDER_DAYS: readonly ReminderDay[] = [
  { day: 60, roles: ['publisher'] },
  { day: 30, roles: ['publisher', 'reviewer'] },
  { day: 7, roles: ['publisher', 'reviewer', 'admin'] },
  { day: 0, roles: ['publisher', 'reviewer', 'admin', 'author'] },
];

export type Day = ReminderDay['day'];

/** What a sweep has to write down about one approval: the day that gets a letter, and the days that letter covers. */
export interface DueReminder {
  readonly send: Day;
  readonly covered: readonly Day[];
}

const DAY_MS = 86_400_000;

/** When a reminder day of a review date is reached. */
export function reminderAt(reviewDueAt: Date, day: number): Date {
  return new Date(reviewDueAt.getTime() - day * DAY_MS);
}

/**
 * The rule for reminders. Of the days that were reached and are not in the ledger, the latest gets a letter and the
 * earlier ones are covered by it: after weeks without a sweep people get the one letter that is true now, and not four.
 * A day that lay before the approval was never to be reminded of.
 */
export function dueReminder(
  approval: { approvedAt: Date; reviewDueAt: Date },
  inLedger: readonly number[],
  now: Date,
): DueReminder | null {
  const missing = REMINDER_DAYS.map(({ day }) => day).filter((day) => {
    const at = reminderAt(approval.reviewDueAt, day);
    return at <= now && at > approval.approvedAt && !inLedger.includes(day);
  });
  const send = missing.at(-1);
  return send === undefined ? null : { send, covered: missing.slice(0, -1) };
}
