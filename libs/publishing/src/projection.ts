import type { ArticleContent, SharedPieces } from '#document';
import type { Tx } from '#platform';
import type { OverdueAction } from './domain/overdue.js';

/** A publication with everything a reader of it may be told: what is live, and on what ground. */
export interface LivePublication {
  readonly id: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly topic: string;
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly contentHash: string;
  readonly content: ArticleContent;
  /** What the shared pieces in it say, at the versions it shows. */
  readonly pieces: SharedPieces;
  readonly liveFrom: Date;
  /** Counts the changes of the site: a later change has a larger number. */
  readonly sequence: bigint;
  /** When it is to be taken off; null: when somebody says so. */
  readonly endsAt: Date | null;
  readonly approval: ApprovalGround;
}

/** Who vouches for the text, under which credential, and until when. */
export interface ApprovalGround {
  readonly id: string;
  readonly approverName: string;
  /** As printed behind the name: "DPT". */
  readonly credentialTitle: string;
  /** When this text was approved first. */
  readonly approvedAt: Date;
  /** When it was approved last: a review without change renews it. */
  readonly lastReviewedAt: Date;
  readonly reviewDueAt: Date;
  /** When the policy of its risk class acts, unless it was reviewed again. */
  readonly graceEndsAt: Date;
  readonly whenOverdue: OverdueAction;
}

/**
 * Told inside the publishing transaction, so that what the public reads and what the ledger says change together.
 * The room that keeps the read model implements it; the process that publishes wires it.
 */
export abstract class PublicationProjection {
  /** The publications went live; each replaces an earlier one of the same article, locale and site. */
  abstract wentLive(tx: Tx, publications: readonly LivePublication[]): Promise<void>;

  /** Another approval vouches for the same text now, or a date changed: the dates are other ones, the text is not. */
  abstract groundChanged(tx: Tx, publication: LivePublication): Promise<void>;

  /** The publication was withdrawn at `at`. */
  abstract withdrawn(
    tx: Tx,
    publication: { siteId: string; articleId: string; locale: string; slug: string; sequence: bigint; at: Date },
  ): Promise<void>;
}
