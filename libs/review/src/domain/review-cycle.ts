import { InvalidInput } from '#kernel';
import { DueDateInPast } from './refusals.js';
import { RISK_POLICY, type RiskClass } from './risk-policy.js';

/** How long an approval lasts, in months, by how much harm a mistake could do. */
export const REVIEW_CYCLE_MONTHS = {
  low: RISK_POLICY.low.cycleMonths,
  standard: RISK_POLICY.standard.cycleMonths,
  high: RISK_POLICY.high.cycleMonths,
} as const;

/** Adds calendar months, staying inside the target month: 31 August plus six months is the end of February. */
export function addMonths(date: Date, months: number): Date {
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target;
}

/** What limits the next review date of a text. */
export interface DueTerms {
  readonly approvedAt: Date;
  readonly riskClass: RiskClass;
  /** No later than this: the date of a co-approver, or of the review that a minor edit leaves standing. */
  readonly notAfter?: Date | null;
  /** What the reviewer asks for. */
  readonly wanted?: Date | null;
}

/**
 * When a text must be reviewed again: what the reviewer says, or the cycle of its risk class. Never later than the
 * cycle, never in the past.
 */
export function reviewDueDate({
  approvedAt,
  riskClass,
  notAfter,
  wanted,
}: DueTerms): Date | InvalidInput | DueDateInPast {
  const cycle = addMonths(approvedAt, REVIEW_CYCLE_MONTHS[riskClass]);
  const latest = notAfter && notAfter < cycle ? notAfter : cycle;
  if (!wanted) return latest > approvedAt ? latest : new DueDateInPast('reviewDueAt');
  if (wanted <= approvedAt) return new DueDateInPast('reviewDueAt');
  if (wanted <= latest) return wanted;
  if (latest < cycle) {
    const day = latest.toISOString().slice(0, 10);
    return new InvalidInput(
      'reviewDueAt',
      `The review that this approval builds on ends on ${day}. Choose that day or an earlier one.`,
    );
  }
  const months = REVIEW_CYCLE_MONTHS[riskClass];
  return new InvalidInput('reviewDueAt', `A text of this risk class must be reviewed again within ${months} months.`);
}

/**
 * The review date of a text under the risk class that its article has now: the approval's own, or the one this class
 * would have given, whichever comes first. The view `published_review` says the same.
 *
 * @param reviewedAt when the whole text was last reviewed
 */
export function dueUnder(riskClass: RiskClass, reviewedAt: Date, reviewDueAt: Date): Date {
  const cycle = addMonths(reviewedAt, REVIEW_CYCLE_MONTHS[riskClass]);
  return cycle < reviewDueAt ? cycle : reviewDueAt;
}

/** What was approved last may be reviewed again without a change from this long before its review date on. */
export const RENEWAL_WINDOW_MS = 60 * 86_400_000;
