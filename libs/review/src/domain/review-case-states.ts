import { type TransitionTable, transitions } from '#kernel';

export type ReviewCaseState = 'requested' | 'inReview' | 'changesRequested' | 'approved' | 'withdrawn' | 'superseded';

/** One move of a case: by which act, of whom. */
export interface Move {
  readonly from: ReviewCaseState;
  readonly to: ReviewCaseState;
  /** The policy operation of the act. */
  readonly by: 'review.decide' | 'review.request' | 'review.withdraw';
  readonly when: string;
}

/** The life of a review case. A new request supersedes the one that waits; a decision is final. */
export const MOVES: readonly Move[] = [
  {
    from: 'requested',
    to: 'inReview',
    by: 'review.decide',
    when: 'a reviewer takes it up, or is the first of two to approve',
  },
  { from: 'requested', to: 'approved', by: 'review.decide', when: 'every approver it needs has approved' },
  {
    from: 'requested',
    to: 'changesRequested',
    by: 'review.decide',
    when: 'a reviewer asks for changes, small or large',
  },
  { from: 'requested', to: 'withdrawn', by: 'review.withdraw', when: 'those who asked take it back' },
  { from: 'requested', to: 'superseded', by: 'review.request', when: 'a review of a newer revision is asked for' },
  {
    from: 'inReview',
    to: 'requested',
    by: 'review.decide',
    when: 'the only reviewer who took it up declines or hands over',
  },
  { from: 'inReview', to: 'approved', by: 'review.decide', when: 'every approver it needs has approved' },
  {
    from: 'inReview',
    to: 'changesRequested',
    by: 'review.decide',
    when: 'a reviewer asks for changes, small or large',
  },
  { from: 'inReview', to: 'withdrawn', by: 'review.withdraw', when: 'those who asked take it back' },
  { from: 'inReview', to: 'superseded', by: 'review.request', when: 'a review of a newer revision is asked for' },
  { from: 'changesRequested', to: 'withdrawn', by: 'review.withdraw', when: 'those who asked give it up' },
  {
    from: 'changesRequested',
    to: 'superseded',
    by: 'review.request',
    when: 'a review of the changed text is asked for',
  },
];

function tableOf(moves: readonly Move[]): TransitionTable<ReviewCaseState> {
  const table: Record<ReviewCaseState, ReviewCaseState[]> = {
    ...{ requested: [], inReview: [], changesRequested: [], approved: [], withdrawn: [], superseded: [] },
  };
  for (const { from, to } of moves) table[from].push(to);
  return table;
}

/** The same as a state machine, checked when the process starts. */
export const reviewCaseStates = transitions<ReviewCaseState>('requested', tableOf(MOVES));

/** The states of a case that is not ended. The database allows one such case an article and locale. */
export const OPEN_STATES = reviewCaseStates.states.filter((state) => !reviewCaseStates.isFinal(state));

/** The states in which a case waits for its reviewers. */
export const UNDECIDED_STATES: readonly ReviewCaseState[] = ['requested', 'inReview'];
