import { Injectable } from '@nestjs/common';
import {
  ArticleReader,
  contentOf,
  lockArticle,
  newestRevision,
  pinRevision,
  type RevisionRow,
  revisionById,
} from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId } from '#kernel';
import { type MediaNotReady, mediaObstacle } from '#media';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { AlreadyApproved, ReviewAlreadyOpen, RevisionSuperseded } from '../domain/refusals.js';
import { approvalOfContent } from '../persistence/approvals.js';
import { moveReviewCase, openCaseOf, type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';

type Requested =
  | ReviewCaseRow
  | ReviewAlreadyOpen
  | RevisionSuperseded
  | AlreadyApproved
  | MediaNotReady
  | InvalidInput
  | NotFound
  | NotAllowed;

/** Asks for a review of one exact revision. The revision is pinned: what is reviewed cannot change under the reviewer. */
@Injectable()
export class RequestReview {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: { revisionId: string; note?: string | null }): Promise<Requested> {
    if (!isId(input.revisionId)) return revisionNotFound();
    if ((input.note ?? '').length > 2_000) return new InvalidInput('note', 'Say it in at most 2,000 characters.');
    try {
      return await this.database.transaction((tx) => this.request(tx, actor, input.revisionId, input.note ?? null));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Two people asked at once: the second meets the first one's case.
      return this.run(actor, input);
    }
  }

  private async request(tx: Tx, actor: StaffActor, revisionId: string, note: string | null): Promise<Requested> {
    const revision = await revisionById(tx, revisionId);
    const article = revision && (await this.articles.articlesByIds([revision.articleId], tx))[0];
    if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return revisionNotFound();
    const refused = this.policy.mayAt(actor, 'review.request', article.siteId);
    if (refused) return refused;
    // Two people ask at once, or one asks while another saves: the second looks again at what the first left.
    await lockArticle(tx, article.id);
    const at = this.clock.now();
    const found = (await revisionById(tx, revision.id))!;
    const pictures = { siteId: article.siteId, content: contentOf(found), at };
    const obstacle = (await this.obstacle(tx, found)) ?? (await mediaObstacle(tx, pictures));
    if (obstacle) return obstacle;
    await pinRevision(tx, revision.id, 'review', at);
    // Read again: an autosave may have come between the first look and the lock.
    const pinned = (await revisionById(tx, revision.id))!;
    const waiting = await openCaseOf(tx, revision.articleId, revision.locale);
    if (waiting) await moveReviewCase(tx, waiting.id, 'superseded', { byId: actor.userId, at, note: null });
    const id = newId();
    await tx.reviewCase.create({
      data: {
        id,
        articleId: pinned.articleId,
        locale: pinned.locale,
        revisionId: pinned.id,
        contentHash: pinned.contentHash,
        state: 'requested',
        requestedById: actor.userId,
        requestedAt: at,
        note,
      },
    });
    await this.audit.record(tx, actor, 'review.requested', { type: 'reviewCase', id }, article.siteId, {
      revisionId: pinned.id,
      contentHash: pinned.contentHash,
    });
    await this.outbox.append(tx, { kind: 'review.requested', payload: { caseId: id } });
    return (await reviewCaseById(tx, id))!;
  }

  private async obstacle(tx: Tx, revision: RevisionRow): Promise<Exclude<Requested, ReviewCaseRow> | null> {
    if (revision.title.trim() === '') {
      return new InvalidInput('title', 'The article has no title. Give it one, save, then ask for a review.');
    }
    const newest = await newestRevision(tx, revision.articleId, revision.locale);
    if (newest && newest.id !== revision.id) return new RevisionSuperseded(newest.id);
    const approval = await approvalOfContent(tx, revision);
    if (approval && approval.reviewDueAt > this.clock.now()) return new AlreadyApproved(approval.id);
    const waiting = await openCaseOf(tx, revision.articleId, revision.locale);
    const same = waiting?.revisionId === revision.id && waiting.state !== 'changesRequested';
    return same ? new ReviewAlreadyOpen(waiting.id) : null;
  }
}

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
