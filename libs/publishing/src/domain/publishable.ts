import { type PieceGround, PieceNotApproved, type TranslationState, unsoundPiece } from '#editing';
import { NotApproved, ReviewOverdue, RevisionRecalled, TranslationStale } from './refusals.js';

/** What is known of the ground a publication would stand on, at the moment it is asked. */
export interface PublishingGround {
  /** Hash of the revision now. */
  readonly contentHash: string;
  readonly approval: {
    readonly contentHash: string;
    readonly revokedAt: Date | null;
  } | null;
  /** This very text was recalled, as this revision or as another one. */
  readonly recalled: boolean;
  /** Everyone who approved it in the same review, with their review date and their licence now. */
  readonly approvers: readonly {
    readonly approverId: string;
    readonly reviewDueAt: Date;
    readonly credential: { readonly validUntil: Date; readonly revokedAt: Date | null } | null;
  }[];
  /** Everyone whose changes the approval covered. */
  readonly contributorIds: readonly string[];
  /** The shared pieces that it shows. */
  readonly pieces: readonly PieceGround[];
  /** How it stands to its source; null when it is no translation. */
  readonly translation: Pick<TranslationState, 'approved' | 'basis'> | null;
}

export type PublishingObstacle = NotApproved | RevisionRecalled | ReviewOverdue | PieceNotApproved | TranslationStale;

/**
 * May this text be public at this instant? Asked when somebody publishes, when a schedule fires and before each part of
 * a newsletter: a complete approval, in force, of this very hash, by people who did not write it, whose licences hold,
 * not recalled and not past its review date; as much for each piece that it shows; and, for a translation, a source that said nothing
 * clinically new since. The database asks the same of every row, but for the last.
 *
 * @returns null when it may, otherwise the first reason why not
 */
export function publishingObstacle(ground: PublishingGround, at: Date): PublishingObstacle | null {
  const { approval, approvers } = ground;
  if (ground.recalled) return new RevisionRecalled();
  if (!approval || approval.revokedAt !== null || approval.contentHash !== ground.contentHash) return new NotApproved();
  if (approvers.length === 0) return new NotApproved();
  if (approvers.some(({ approverId }) => ground.contributorIds.includes(approverId))) return new NotApproved();
  if (approvers.some(({ reviewDueAt }) => reviewDueAt <= at)) {
    return new ReviewOverdue('The review of this text is overdue. Have it reviewed again, then publish it.');
  }
  if (approvers.some(({ credential }) => !credential || credential.revokedAt !== null || credential.validUntil <= at)) {
    return new ReviewOverdue("An approver's licence is not in force. Have the text approved by another reviewer.");
  }
  const unsound = unsoundPiece(ground.pieces, at);
  if (unsound) return new PieceNotApproved(unsound.pieceId, unsound.version);
  const { translation } = ground;
  if (translation?.approved.severity !== 'clinical') return null;
  return new TranslationStale(translation.basis.sourceLocale, translation.approved.revisionId!);
}
