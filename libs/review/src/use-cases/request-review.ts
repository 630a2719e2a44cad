import { Injectable } from '@nestjs/common';
import {
  type ArticleArchived,
  ArticleReader,
  type ArticleRow,
  contentOf,
  lockArticle,
  newestRevision,
  onlyMinorEdits,
  pinRevision,
  type RevisionRow,
  revisionById,
} from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId } from '#kernel';
import { type MediaNotReady, mediaObstacle } from '#media';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { notReady } from '../domain/not-ready.js';
import {
  AlreadyApproved,
  type RequiredBlockMissing,
  ReviewAlreadyOpen,
  RevisionSuperseded,
} from '../domain/refusals.js';
import { checklistsFor, type EditClass, RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { specialtiesOf } from '../domain/specialties.js';
import { type ApprovalRow, approvalOfContent, approvalsOfCase, lastApprovalOf } from '../persistence/approvals.js';
import {
  insertReviewCase,
  moveReviewCase,
  openCaseOf,
  type ReviewCaseRow,
  reviewCaseById,
} from '../persistence/review-cases.js';

type Requested =
  | ReviewCaseRow
  | ReviewAlreadyOpen
  | RevisionSuperseded
  | AlreadyApproved
  | MediaNotReady
  | ArticleArchived
  | RequiredBlockMissing
  | InvalidInput
  | NotFound
  | NotAllowed;

/** From 60 days before its review date on, the day of the first reminder, a text may be reviewed again as it is. */
const RENEWAL_WINDOW_MS = 60 * 86_400_000;

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
    const locked = (await lockArticle(tx, article.id))!;
    const at = this.clock.now();
    const found = (await revisionById(tx, revision.id))!;
    const pictures = { siteId: article.siteId, content: contentOf(found), at };
    const obstacle = notReady(locked, found) ?? (await this.obstacle(tx, found)) ?? (await mediaObstacle(tx, pictures));
    if (obstacle) return obstacle;
    await pinRevision(tx, revision.id, 'review', at);
    // Read again: an autosave may have come between the first look and the lock.
    const pinned = (await revisionById(tx, revision.id))!;
    const waiting = await openCaseOf(tx, revision.articleId, revision.locale);
    const superseded = { decision: 'superseded', byId: actor.userId, at, note: null } as const;
    if (waiting) await moveReviewCase(tx, waiting.id, 'superseded', superseded);
    const { id: revisionOfCase, articleId, locale, contentHash } = pinned;
    const id = newId();
    await insertReviewCase(tx, {
      ...{ id, articleId, locale, revisionId: revisionOfCase, contentHash },
      ...{ requestedById: actor.userId, requestedAt: at, note },
      ...needsOf(article, await this.editClass(tx, pinned)),
    });
    await this.audit.record(tx, actor, 'review.requested', { type: 'reviewCase', id }, article.siteId, {
      revisionId: pinned.id,
      contentHash: pinned.contentHash,
    });
    await this.outbox.append(tx, { kind: 'review.requested', payload: { caseId: id } });
    return (await reviewCaseById(tx, id))!;
  }

  /** Minor only when a complete approval stands before, and everybody called every change since then minor. */
  private async editClass(tx: Tx, revision: RevisionRow): Promise<EditClass> {
    const last = await lastApprovalOf(tx, revision.articleId, revision.locale);
    const approved = last && (await revisionById(tx, last.revisionId))!;
    if (!approved || approved.number >= revision.number) return 'clinical';
    return (await onlyMinorEdits(tx, revision, approved.number, revision.number)) ? 'minor' : 'clinical';
  }

  /** The text that was approved last may be reviewed again without a change once its review date is near. */
  private async mayRenew(tx: Tx, approval: ApprovalRow): Promise<boolean> {
    const last = await lastApprovalOf(tx, approval.articleId, approval.locale);
    const due = Math.min(...(await approvalsOfCase(tx, approval.caseId)).map((one) => one.reviewDueAt.getTime()));
    return last?.contentHash === approval.contentHash && due - RENEWAL_WINDOW_MS <= this.clock.now().getTime();
  }

  private async obstacle(tx: Tx, revision: RevisionRow): Promise<Exclude<Requested, ReviewCaseRow> | null> {
    if (revision.title.trim() === '') {
      return new InvalidInput('title', 'The article has no title. Give it one, save, then ask for a review.');
    }
    const newest = await newestRevision(tx, revision.articleId, revision.locale);
    const superseded = newest && newest.id !== revision.id ? newest : null;
    const approval = await approvalOfContent(tx, revision);
    const renewal = approval !== null && (await this.mayRenew(tx, approval));
    if (superseded && !renewal) return new RevisionSuperseded(superseded.id);
    if (approval && !renewal) return new AlreadyApproved(approval.id);
    const waiting = await openCaseOf(tx, revision.articleId, revision.locale);
    const same = waiting?.revisionId === revision.id && waiting.state !== 'changesRequested';
    // A renewal of what is live does not push the review of newer text aside.
    return waiting && (same || superseded) ? new ReviewAlreadyOpen(waiting.id) : null;
  }
}

/** What the policy of its risk class asks of this review. Kept with the case: a later policy does not loosen it. */
function needsOf(article: ArticleRow, editClass: EditClass) {
  const riskClass = article.riskClass as RiskClass;
  const { reviewers, specialist } = RISK_POLICY[riskClass];
  return {
    ...{ riskClass, editClass, requiredApprovals: reviewers },
    requiredSpecialties: specialist === 'required' ? specialtiesOf(article.topic) : [],
    requiredChecklists: checklistsFor(riskClass, editClass),
  };
}

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
