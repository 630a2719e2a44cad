import type { Severity } from '#quality';
import type { InstrumentName } from './checklists/instrument.js';

/** How much harm a mistake in the text could do. */
export type RiskClass = 'low' | 'standard' | 'high';

/** What happens at the channels when a text is past its review date and its grace days. */
export type OverdueAction = 'notice' | 'excludeFromIssues' | 'withdraw';

/** What a clinic asks of a text of one risk class. A clinician should be able to read this table and sign it. */
export interface RiskPolicy {
  /** How many different people must approve. The second never stands in for the first. */
  readonly reviewers: 1 | 2;
  /** `preferred`: a specialist is asked first. `required`: one of the approvers must be a specialist of the topic. */
  readonly specialist: 'preferred' | 'required';
  /** Checklists each approver answers before approving. */
  readonly requiredChecklists: readonly InstrumentName[];
  /** Months until the whole text must be reviewed again. */
  readonly cycleMonths: 36 | 24 | 12;
  /** Days after the review date before `overdueAction` is taken. */
  readonly graceDays: number;
  readonly overdueAction: OverdueAction;
  /** Days a reviewer has, when nobody names a date. */
  readonly answerWithinDays: number;
  /** Severities of findings that must be gone or waived before somebody may ask for a review. */
  readonly clearBeforeRequest: readonly Severity[];
  /** Severities that must be gone or waived before somebody may approve. */
  readonly clearBeforeApproval: readonly Severity[];
  /** Checklists that a confirmed minor edit of an approved text does without. Never the safety checklist, never a reviewer. */
  readonly minorEditMaySkip: readonly InstrumentName[];
}

/**
 * The policy by risk class. Two reviewers with a specialist among them is what the large publishers of patient
 * information promise; 36 months is the longest the PIF TICK allows, 24 what hospital libraries keep, 12 what
 * post-operative and red-flag texts need. A score of PEMAT-P or the Clear Communication Index is shown and kept with the
 * approval, and is no gate by itself: an answer of a person is required, not a number.
 */
export const RISK_POLICY: Readonly<Record<RiskClass, RiskPolicy>> = {
  low: {
    reviewers: 1,
    specialist: 'preferred',
    requiredChecklists: ['safety'],
    cycleMonths: 36,
    graceDays: 60,
    overdueAction: 'notice',
    answerWithinDays: 14,
    clearBeforeRequest: [],
    clearBeforeApproval: ['block'],
    minorEditMaySkip: [],
  },
  standard: {
    reviewers: 1,
    specialist: 'preferred',
    requiredChecklists: ['safety', 'pemat'],
    cycleMonths: 24,
    graceDays: 30,
    overdueAction: 'excludeFromIssues',
    answerWithinDays: 10,
    clearBeforeRequest: [],
    clearBeforeApproval: ['block'],
    minorEditMaySkip: ['pemat'],
  },
  high: {
    reviewers: 2,
    specialist: 'required',
    requiredChecklists: ['safety', 'pemat', 'cci'],
    cycleMonths: 12,
    graceDays: 0,
    overdueAction: 'withdraw',
    answerWithinDays: 7,
    clearBeforeRequest: ['block'],
    clearBeforeApproval: ['block', 'fix'],
    minorEditMaySkip: ['pemat', 'cci'],
  },
};

/** `minor` is a slip of the pen in a text that was approved before; everything else is `clinical`. */
export type EditClass = 'minor' | 'clinical';

/** The checklists an approver of this edit must have answered. */
export function checklistsFor(riskClass: RiskClass, editClass: EditClass): InstrumentName[] {
  const { requiredChecklists, minorEditMaySkip } = RISK_POLICY[riskClass];
  return requiredChecklists.filter((name) => editClass === 'clinical' || !minorEditMaySkip.includes(name));
}
