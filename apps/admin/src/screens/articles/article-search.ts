import type { ArticleStatus, ReviewCaseState, RiskClass } from '../../gql/operations';

/** What the address of the list asks for. Anything else in it is left out. */
export interface ArticleSearch {
  readonly q?: string;
  readonly status?: ArticleStatus;
  readonly topic?: string;
  readonly risk?: RiskClass;
  readonly review?: OpenReview;
  readonly mine?: boolean;
  readonly archived?: boolean;
  /** The columns shown, parted by spaces. */
  readonly cols?: string;
}

export type OpenReview = Extract<ReviewCaseState, 'REQUESTED' | 'IN_REVIEW' | 'CHANGES_REQUESTED'>;
export const OPEN_REVIEWS: readonly OpenReview[] = ['REQUESTED', 'IN_REVIEW', 'CHANGES_REQUESTED'];
export const RISKS: readonly RiskClass[] = ['LOW', 'STANDARD', 'HIGH'];
const STATUSES: readonly ArticleStatus[] = [
  'WORKING_COPY',
  'IN_REVIEW',
  'CHANGES_REQUESTED',
  'APPROVED',
  'LIVE',
  'LIVE_WITH_NEWER_CHANGES',
  'OVERDUE',
  'WITHDRAWN',
];

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const yes = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

/** Reads the search part of an address. */
export function articleSearch(search: Record<string, unknown>): ArticleSearch {
  return {
    q: text(search.q),
    status: STATUSES.find((one) => one === search.status),
    topic: text(search.topic),
    risk: RISKS.find((one) => one === search.risk),
    review: OPEN_REVIEWS.find((one) => one === search.review),
    mine: yes(search.mine),
    archived: yes(search.archived),
    cols: text(search.cols),
  };
}
