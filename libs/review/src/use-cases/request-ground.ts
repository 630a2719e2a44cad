import { Injectable } from '@nestjs/common';
import { Assessments, type FindingsOpen } from '#assessment';
import {
  type ArticleArchived,
  ArticleReader,
  type ArticleRow,
  contentOf,
  isUntranslated,
  type LockedArticle,
  lockArticle,
  newestRevision,
  PieceNotApproved,
  pieceGrounds,
  type RevisionRow,
  revisionById,
  unsoundPiece,
} from '#editing';
import { People, Policy } from '#identity';
import { InvalidInput, type NotAllowed, NotFound } from '#kernel';
import { type MediaNotReady, mediaObstacle } from '#media';
import type { StaffActor, Tx } from '#platform';
import { notReady } from '../domain/not-ready.js';
import {
  AlreadyApproved,
  type RequiredBlockMissing,
  ReviewAlreadyOpen,
  RevisionSuperseded,
} from '../domain/refusals.js';
import { RENEWAL_WINDOW_MS } from '../domain/review-cycle.js';
import { RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { type ApprovalRow, approvalOfContent, approvalsOfCase, lastApprovalOf } from '../persistence/approvals.js';
import { openCaseOf } from '../persistence/review-cases.js';

/** A revision that somebody wants reviewed, and its article. */
export interface RevisionPlace {
  readonly revision: RevisionRow;
  readonly article: ArticleRow;
  readonly locked: LockedArticle;
}

export type RequestObstacle =
  | AlreadyApproved
  | ArticleArchived
  | FindingsOpen
  | InvalidInput
  | MediaNotReady
  | PieceNotApproved
  | RequiredBlockMissing
  | ReviewAlreadyOpen
  | RevisionSuperseded;

/** Asks whether a review of this revision can be asked for. */
@Injectable()
export class RequestGround {
  constructor(
    private readonly articles: ArticleReader,
    private readonly assessments: Assessments,
    private readonly people: People,
    private readonly policy: Policy,
  ) {}

  /** The revision, when this person may ask for its review. Holds the article until the transaction ends. */
  async hold(tx: Tx, actor: StaffActor, revisionId: string): Promise<RevisionPlace | NotFound | NotAllowed> {
    const found = await revisionById(tx, revisionId);
    const article = found && (await this.articles.articlesByIds([found.articleId], tx))[0];
    if (!found || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return revisionNotFound();
    const refused = this.policy.mayAt(actor, 'review.request', article.siteId);
    if (refused) return refused;
    // Two people ask at once, or one asks while another saves: the second looks again at what the first left.
    const locked = (await lockArticle(tx, article.id))!;
    return { revision: (await revisionById(tx, found.id))!, article, locked };
  }

  /** Why nobody should review this text yet, or needs to; null when somebody should. */
  async obstacle(tx: Tx, { revision, article, locked }: RevisionPlace, at: Date): Promise<RequestObstacle | null> {
    if (revision.title.trim() === '') {
      return new InvalidInput('title', 'The article has no title. Give it one, save, then ask for a review.');
    }
    const unready =
      notReady(locked, revision) ?? (await unfinished(tx, revision, at)) ?? (await this.standing(tx, revision, at));
    if (unready) return unready;
    const pictures = { siteId: article.siteId, content: contentOf(revision), at };
    const { clearBeforeRequest } = RISK_POLICY[article.riskClass as RiskClass];
    return (await mediaObstacle(tx, pictures)) ?? (await this.assessments.gate(tx, revision, clearBeforeRequest));
  }

  /** What stands already: newer text, an approval that still holds, another open review. */
  private async standing(
    tx: Tx,
    revision: RevisionRow,
    at: Date,
  ): Promise<AlreadyApproved | ReviewAlreadyOpen | RevisionSuperseded | null> {
    const newest = await newestRevision(tx, revision.articleId, revision.locale);
    const superseded = newest && newest.id !== revision.id ? newest : null;
    const approval = await approvalOfContent(tx, revision);
    const until = approval && (await this.carriesUntil(tx, approval));
    const renewal =
      approval !== null && until! - RENEWAL_WINDOW_MS <= at.getTime() && (await this.isLast(tx, approval));
    if (superseded && !renewal) return new RevisionSuperseded(superseded.id);
    // Overdue text that was approved before the last one is no renewal, and cannot be published either.
    if (approval && !renewal && until! > at.getTime()) return new AlreadyApproved(approval.id);
    const waiting = await openCaseOf(tx, revision.articleId, revision.locale);
    const same = waiting?.revisionId === revision.id && waiting.state !== 'changesRequested';
    // A renewal of what is live does not push the review of newer text aside.
    return waiting && (same || superseded) ? new ReviewAlreadyOpen(waiting.id) : null;
  }

  /** Until when an approval carries a publication: its review date, or before it the end of a licence it was given on. */
  private async carriesUntil(tx: Tx, approval: ApprovalRow): Promise<number> {
    const given = await approvalsOfCase(tx, approval.caseId);
    const licences = await this.people.credentialsByIds(
      given.map(({ credentialId }) => credentialId),
      tx,
    );
    const ends = licences.map(({ revokedAt, validUntil }) =>
      Math.min((revokedAt ?? validUntil).getTime(), +validUntil),
    );
    return Math.min(...ends, ...given.map((one) => one.reviewDueAt.getTime()));
  }

  private async isLast(tx: Tx, approval: ApprovalRow): Promise<boolean> {
    return (await lastApprovalOf(tx, approval.articleId, approval.locale))?.contentHash === approval.contentHash;
  }
}

/** A translation with the words of its source, or a piece that the public may not be shown. */
async function unfinished(tx: Tx, revision: RevisionRow, at: Date): Promise<InvalidInput | PieceNotApproved | null> {
  if (await isUntranslated(tx, revision)) {
    return new InvalidInput('document', 'The text is still in the language of its source. Translate it, then ask.');
  }
  const unsound = unsoundPiece(await pieceGrounds(tx, revision.id), at);
  return unsound && new PieceNotApproved(unsound.pieceId, unsound.version);
}

/** The refusal for a revision that does not exist or belongs to somebody else's site: the two look alike. */
export function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
