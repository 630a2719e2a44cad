import { InvalidInput } from '#kernel';

/** How long an approval lasts, in months, by how much harm a mistake could do. */
export const REVIEW_CYCLE_MONTHS = { low: 36, standard: 24, high: 12 } as const;

export type RiskClass = keyof typeof REVIEW_CYCLE_MONTHS;

/** Adds calendar months, staying inside the target month: 31 August plus six months is the end of February. */
export function addMonths(date: Date, months: number): Date {
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target;
}

/**
 * When a text must be reviewed again: what the reviewer says, or the cycle of its risk class. Never later than the
 * cycle, never in the past.
 */
export function reviewDueDate(approvedAt: Date, riskClass: RiskClass, wanted?: Date | null): Date | InvalidInput {
  const latest = addMonths(approvedAt, REVIEW_CYCLE_MONTHS[riskClass]);
  if (!wanted) return latest;
  if (wanted.getTime() <= approvedAt.getTime()) {
    return new InvalidInput('reviewDueAt', 'The next review must lie in the future.');
  }
  if (wanted.getTime() > latest.getTime()) {
    const months = REVIEW_CYCLE_MONTHS[riskClass];
    return new InvalidInput('reviewDueAt', `A text of this risk class must be reviewed again within ${months} months.`);
  }
  return wanted;
}
