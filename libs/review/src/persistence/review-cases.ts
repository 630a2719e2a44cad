import type { Tx } from '#platform';
import type { InstrumentName } from '../domain/checklists/instrument.js';
import { OPEN_STATES, type ReviewCaseState, reviewCaseStates } from '../domain/review-case-states.js';
import type { EditClass, RiskClass } from '../domain/risk-policy.js';

/** How a case ended, or why it was sent back. */
export type Decision = 'approved' | 'minorEdits' | 'changes' | 'withdrawn' | 'superseded';

/** One request to review one exact revision, and what it needs by the policy of the day it was asked for. */
export interface ReviewCaseRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly contentHash: string;
  readonly state: ReviewCaseState;
  readonly requestedById: string;
  readonly requestedAt: Date;
  readonly note: string | null;
  readonly decision: Decision | null;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly riskClass: RiskClass;
  readonly editClass: EditClass;
  readonly requiredApprovals: number;
  readonly requiredSpecialties: string[];
  readonly requiredChecklists: InstrumentName[];
}

export async function reviewCaseById(tx: Tx, id: string): Promise<ReviewCaseRow | null> {
  return (await tx.reviewCase.findUnique({ where: { id } })) as ReviewCaseRow | null;
}

/** The case of an article and locale that is not ended; the database allows one. */
export async function openCaseOf(tx: Tx, articleId: string, locale: string): Promise<ReviewCaseRow | null> {
  const where = { articleId, locale, state: { in: OPEN_STATES } };
  return (await tx.reviewCase.findFirst({ where })) as ReviewCaseRow | null;
}

export type NewReviewCase = Omit<ReviewCaseRow, 'state' | 'decision' | 'decidedById' | 'decidedAt' | 'decisionNote'>;

/** Adds a case in its first state. */
export async function insertReviewCase(tx: Tx, data: NewReviewCase): Promise<void> {
  await tx.reviewCase.create({ data: { ...data, state: reviewCaseStates.initial } });
}

/** What ended a case, or sent it back. */
export interface Decided {
  readonly decision: Decision;
  readonly byId: string;
  readonly at: Date;
  readonly note: string | null;
}

/** Ends a case or sends it back, if it is in a state from which the table allows it. False when another move came first. */
export async function moveReviewCase(tx: Tx, id: string, to: ReviewCaseState, decided: Decided): Promise<boolean> {
  const { count } = await tx.reviewCase.updateMany({
    where: { id, state: { in: reviewCaseStates.sourcesOf(to) } },
    data: {
      state: to,
      decision: decided.decision,
      decidedById: decided.byId,
      decidedAt: decided.at,
      decisionNote: decided.note,
    },
  });
  return count === 1;
}

/** Takes a case up, or puts it back to wait, without a decision. False when it was not in such a state. */
export async function shiftReviewCase(tx: Tx, id: string, to: 'requested' | 'inReview'): Promise<boolean> {
  const { count } = await tx.reviewCase.updateMany({
    where: { id, state: { in: reviewCaseStates.sourcesOf(to) } },
    data: { state: to },
  });
  return count === 1;
}
