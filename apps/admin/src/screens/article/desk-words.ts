import type { DeclineReason, ReviewAssignmentState, ReviewDeskQuery, ReviewerObstacle } from '../../gql/operations';
import { t } from '../../messages/t';

export type Desk = NonNullable<ReviewDeskQuery['reviewCase']>;
export type Assignment = Desk['assignments'][number];
export type Candidate = Desk['candidates'][number];

const STATES = {
  ASSIGNED: () => t('desk.asked'),
  ACCEPTED: () => t('desk.accepted'),
  DECLINED: () => t('desk.declined'),
  HANDED_OVER: () => t('desk.handedOver'),
  DONE: () => t('desk.done'),
  ENDED: () => t('desk.ended'),
} as const satisfies Record<ReviewAssignmentState, () => string>;

const REASONS = {
  CONFLICT_OF_INTEREST: () => t('decline.conflict'),
  NOT_MY_FIELD: () => t('decline.field'),
  NO_TIME: () => t('decline.time'),
  OTHER: () => t('decline.other'),
} as const satisfies Record<DeclineReason, () => string>;

const OBSTACLES = {
  CONTRIBUTOR: () => t('obstacle.contributor'),
  NO_LICENCE: () => t('obstacle.licence'),
  CONFLICT_OF_INTEREST: () => t('obstacle.conflict'),
  ASSIGNED: () => t('obstacle.assigned'),
  APPROVED: () => t('obstacle.approved'),
  NOT_REVIEWER: () => t('obstacle.role'),
} as const satisfies Record<ReviewerObstacle, () => string>;

/** Every reason to decline, the gravest first. */
export const DECLINE_REASONS = Object.keys(REASONS) as DeclineReason[];

export const assignmentWord = (state: ReviewAssignmentState): string => STATES[state]();
export const declineWord = (reason: DeclineReason): string => REASONS[reason]();

/** A reviewer in a list to choose from: the name, and what speaks for or against asking. */
export function candidateWords({ reviewer, specialist, openReviews, obstacle }: Candidate): string {
  if (obstacle) return `${reviewer.name}: ${OBSTACLES[obstacle]()}`;
  const load = t('desk.load', { count: openReviews });
  return specialist ? `${reviewer.name}: ${t('desk.specialist')}, ${load}` : `${reviewer.name}: ${load}`;
}

/** True while the review waits for this person. */
export const isOpen = ({ state }: Assignment): boolean => state === 'ASSIGNED' || state === 'ACCEPTED';

/** How many more reviewers this review needs whom nobody asked yet. */
export function freePlaces(desk: Desk, approved: number): number {
  return Math.max(0, desk.requiredApprovals - approved - desk.assignments.filter(isOpen).length);
}
