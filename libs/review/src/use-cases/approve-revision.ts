import { Injectable } from '@nestjs/common';
import { ArticleReader, type ArticleRow, revisionById } from '#editing';
import { AuditLog, type CredentialRow, People, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, NotFound, newId, type Refusal } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { ApproverIsContributor, ContentChanged, CredentialNotInForce, ReviewMovedOn } from '../domain/refusals.js';
import { type RiskClass, reviewDueDate } from '../domain/review-cycle.js';
import { type ApprovalRow, approvalById } from '../persistence/approvals.js';
import { moveReviewCase, type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';

export interface ApproveRevisionInput {
  readonly caseId: string;
  /** What the reviewer saw. An approval covers this hash and nothing else. */
  readonly contentHash: string;
  readonly statement: string;
  readonly conflictOfInterest: string;
  readonly reviewDueAt?: Date | null;
}

type Approved =
  | ApprovalRow
  | ApproverIsContributor
  | CredentialNotInForce
  | ReviewMovedOn
  | ContentChanged
  | InvalidInput
  | NotFound
  | NotAllowed;

/** What an approval rests on, once every rule was asked. */
interface Ground {
  readonly reviewCase: ReviewCaseRow;
  readonly siteId: string;
  readonly credential: CredentialRow;
  readonly at: Date;
  readonly reviewDueAt: Date;
}

/**
 * Approves one exact content hash. The approver is a reviewer of the article's site, holds a licence in force, and
 * contributed nothing since the last approval. The database asks the same again.
 */
@Injectable()
export class ApproveRevision {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: ApproveRevisionInput): Promise<Approved> {
    if (!isId(input.caseId)) return caseNotFound();
    const fault = lineFault('statement', input.statement) ?? lineFault('conflictOfInterest', input.conflictOfInterest);
    if (fault) return fault;
    return this.database.transaction(async (tx) => {
      const ground = await this.ground(tx, actor, input);
      return isRefusal(ground) ? (ground as Exclude<Approved, ApprovalRow>) : this.approve(tx, actor, input, ground);
    });
  }

  private async ground(tx: Tx, actor: StaffActor, input: ApproveRevisionInput): Promise<Ground | Refusal> {
    const reviewCase = await reviewCaseById(tx, input.caseId);
    const article = reviewCase && (await this.articles.articlesByIds([reviewCase.articleId], tx))[0];
    if (!reviewCase || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return caseNotFound();
    const refused = this.policy.mayAt(actor, 'review.decide', article.siteId);
    if (refused) return refused;
    if (reviewCase.contentHash !== input.contentHash) return new ContentChanged(reviewCase.contentHash);
    if (await this.contributed(tx, actor, reviewCase)) return new ApproverIsContributor();
    return this.terms(tx, actor, { reviewCase, article, wanted: input.reviewDueAt });
  }

  private async terms(
    tx: Tx,
    actor: StaffActor,
    asked: { reviewCase: ReviewCaseRow; article: ArticleRow; wanted?: Date | null },
  ): Promise<Ground | Refusal> {
    const at = this.clock.now();
    const credential = await this.people.credentialInForce(tx, actor.userId, at);
    if (!credential) return new CredentialNotInForce();
    const reviewDueAt = reviewDueDate(at, asked.article.riskClass as RiskClass, asked.wanted);
    if (isRefusal(reviewDueAt)) return reviewDueAt;
    return { reviewCase: asked.reviewCase, siteId: asked.article.siteId, credential, at, reviewDueAt };
  }

  private async contributed(tx: Tx, actor: StaffActor, reviewCase: ReviewCaseRow): Promise<boolean> {
    const revision = await revisionById(tx, reviewCase.revisionId);
    const contributors = await this.articles.contributors(tx, reviewCase, revision!.number);
    return contributors.includes(actor.userId);
  }

  private async approve(tx: Tx, actor: StaffActor, input: ApproveRevisionInput, ground: Ground): Promise<Approved> {
    const { reviewCase, credential, at, reviewDueAt, siteId } = ground;
    const moved = await moveReviewCase(tx, reviewCase.id, 'approved', { byId: actor.userId, at, note: null });
    if (!moved) return new ReviewMovedOn((await reviewCaseById(tx, reviewCase.id))!.state);
    const id = newId();
    await tx.approval.create({
      data: {
        id,
        caseId: reviewCase.id,
        articleId: reviewCase.articleId,
        locale: reviewCase.locale,
        revisionId: reviewCase.revisionId,
        contentHash: reviewCase.contentHash,
        approverId: actor.userId,
        credentialId: credential.id,
        credentialSnapshot: snapshotOf(credential),
        statement: input.statement.trim(),
        conflictOfInterest: input.conflictOfInterest.trim(),
        approvedAt: at,
        reviewDueAt,
      },
    });
    await this.audit.record(tx, actor, 'revision.approved', { type: 'approval', id }, siteId, {
      revisionId: reviewCase.revisionId,
      contentHash: reviewCase.contentHash,
      credentialId: credential.id,
    });
    await this.outbox.append(tx, { kind: 'approval.given', payload: { approvalId: id } });
    return (await approvalById(tx, id))!;
  }
}

function snapshotOf({ title, licenceNumber, region, specialties, validUntil }: CredentialRow) {
  return { title, licenceNumber, region, specialties, validUntil: validUntil.toISOString() };
}

function lineFault(field: string, text: string): InvalidInput | null {
  const length = text.trim().length;
  if (length >= 3 && length <= 1_000) return null;
  const hint = field === 'statement' ? 'Say what you vouch for' : 'Write "none", or say what it is';
  return new InvalidInput(field, `${hint}, in 3 to 1,000 characters.`);
}

function caseNotFound(): NotFound {
  return new NotFound('There is no such review at your sites. Open it from the list of reviews.');
}
