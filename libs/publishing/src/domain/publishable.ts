import { NotApproved, ReviewOverdue } from './refusals.js';

/** What is known of the ground a publication would stand on, at the moment it is asked. */
export interface PublishingGround {
  /** Hash of the revision now. */
  readonly contentHash: string;
  readonly approval: {
    readonly contentHash: string;
    readonly approverId: string;
    readonly reviewDueAt: Date;
    readonly revokedAt: Date | null;
  } | null;
  /** The approver's licence now. */
  readonly credential: { readonly validUntil: Date; readonly revokedAt: Date | null } | null;
  /** Everyone whose changes the approval covered. */
  readonly contributorIds: readonly string[];
}

/**
 * May this text be public at this instant? Asked when somebody publishes, when a schedule fires and before each part of
 * a newsletter: an approval, in force, of this very hash, by somebody who did not write it, whose licence holds, and
 * not past its review date. The database asks the same of every row.
 *
 * @returns null when it may, otherwise the first reason why not
 */
export function publishingObstacle(ground: PublishingGround, at: Date): NotApproved | ReviewOverdue | null {
  const { approval, credential } = ground;
  if (!approval || approval.revokedAt !== null || approval.contentHash !== ground.contentHash) return new NotApproved();
  if (ground.contributorIds.includes(approval.approverId)) return new NotApproved();
  if (approval.reviewDueAt <= at) {
    return new ReviewOverdue('The review of this text is overdue. Have it reviewed again, then publish it.');
  }
  if (!credential || credential.revokedAt !== null || credential.validUntil <= at) {
    return new ReviewOverdue("The approver's licence is not in force. Have the text approved by another reviewer.");
  }
  return null;
}
