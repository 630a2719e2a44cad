import type { IssueStatus } from '../../gql/operations';

/** Every state of an issue, in the order in which somebody looks for them. */
export const ISSUE_STATUSES: readonly IssueStatus[] = [
  'COMPOSING',
  'HANDING_OVER',
  'WAITING',
  'PAUSED',
  'ON_HOLD',
  'FINISHED',
  'FINISHED_WITH_UNKNOWN',
  'CANCELLED',
];
