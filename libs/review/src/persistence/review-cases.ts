import type { Tx } from '#platform';
import { OPEN_STATES, type ReviewCaseState, reviewCaseStates } from '../domain/review-case-states.js';

/** One request to review one exact revision. */
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
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

export async function reviewCaseById(tx: Tx, id: string): Promise<ReviewCaseRow | null> {
  return (await tx.reviewCase.findUnique({ where: { id } })) as ReviewCaseRow | null;
}

/** The case of an article and locale that is not ended; the database allows one. */
export async function openCaseOf(tx: Tx, articleId: string, locale: string): Promise<ReviewCaseRow | null> {
  const where = { articleId, locale, state: { in: OPEN_STATES } };
  return (await tx.reviewCase.findFirst({ where })) as ReviewCaseRow | null;
}

/** Moves a case, if it is still in a state from which the table allows it. False when another move came first. */
export async function moveReviewCase(
  tx: Tx,
  id: string,
  to: ReviewCaseState,
  decision: { byId: string; at: Date; note: string | null },
): Promise<boolean> {
  const { count } = await tx.reviewCase.updateMany({
    where: { id, state: { in: reviewCaseStates.sourcesOf(to) } },
    data: { state: to, decidedById: decision.byId, decidedAt: decision.at, decisionNote: decision.note },
  });
  return count === 1;
}
