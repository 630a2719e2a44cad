import type { ArticleStatus } from '../../../gql/operations';

/** The statuses that tell something about what is live. */
export const LIVE_STATUSES: readonly ArticleStatus[] = [
  'LIVE',
  'LIVE_WITH_NEWER_CHANGES',
  'OVERDUE',
  'APPROVED',
  'WITHDRAWN',
];
