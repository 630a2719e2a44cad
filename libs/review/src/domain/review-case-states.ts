import { transitions } from '#kernel';

export type ReviewCaseState = 'requested' | 'inReview' | 'changesRequested' | 'approved' | 'withdrawn' | 'superseded';

/** The life of a review case. A new request supersedes the one that waits; a decision is final. */
export const reviewCaseStates = transitions<ReviewCaseState>('requested', {
  requested: ['inReview', 'changesRequested', 'approved', 'withdrawn', 'superseded'],
  inReview: ['changesRequested', 'approved', 'withdrawn', 'superseded'],
  changesRequested: ['withdrawn', 'superseded'],
  approved: [],
  withdrawn: [],
  superseded: [],
});

/** The states of a case that is not ended. The database allows one such case an article and locale. */
export const OPEN_STATES = reviewCaseStates.states.filter((state) => !reviewCaseStates.isFinal(state));
