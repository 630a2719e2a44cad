import { RISK_POLICY, type RiskClass } from '#review';

/** What happens to a live text past its review date and its grace. Each one includes those before it. */
export type OverdueAction = 'notice' | 'excludeFromIssues' | 'withdraw';

const DAY_MS = 86_400_000;

/** When the policy of a risk class acts on a text whose review is due at an instant, and how. */
export function overdueTerms(
  riskClass: RiskClass,
  reviewDueAt: Date,
): { graceEndsAt: Date; whenOverdue: OverdueAction } {
  const { graceDays, overdueAction } = RISK_POLICY[riskClass];
  return { graceEndsAt: new Date(reviewDueAt.getTime() + graceDays * DAY_MS), whenOverdue: overdueAction };
}
