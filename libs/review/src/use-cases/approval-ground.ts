import { Injectable } from '@nestjs/common';
import { ArticleReader, type ArticleRow, lockArticle, newestRevision, revisionById } from '#editing';
import { type CredentialRow, People, Policy } from '#identity';
import { NotFound, type Refusal } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import {
  ApproverIsContributor,
  ContentChanged,
  CredentialNotInForce,
  ReviewMovedOn,
  RevisionSuperseded,
  SecondApproverNeeded,
  SpecialistNeeded,
} from '../domain/refusals.js';
import { UNDECIDED_STATES } from '../domain/review-case-states.js';
import { RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { isSpecialist } from '../domain/specialties.js';
import { type ApprovalRow, approvalsOfCase } from '../persistence/approvals.js';
import { type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';

/** What an approval rests on, once every rule about the case and the person was asked. */
export interface Ground {
  readonly reviewCase: ReviewCaseRow;
  readonly article: ArticleRow;
  readonly credential: CredentialRow;
  /** Approvals of this case that were given before, by other people. */
  readonly before: readonly ApprovalRow[];
}

/** Asks whether this person may decide this case, on which licence. Holds the article until the transaction ends. */
@Injectable()
export class ApprovalGround {
  constructor(
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly policy: Policy,
  ) {}

  async of(
    tx: Tx,
    actor: StaffActor,
    asked: { readonly caseId: string; readonly contentHash: string; readonly at: Date },
  ): Promise<Ground | Refusal> {
    const found = await reviewCaseById(tx, asked.caseId);
    const article = found && (await this.articles.articlesByIds([found.articleId], tx))[0];
    if (!found || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return caseNotFound();
    const refused = this.policy.mayAt(actor, 'review.decide', article.siteId);
    if (refused) return refused;
    // Requests, saves and other decisions about this article wait from here on, so what is read now stays so.
    await lockArticle(tx, article.id);
    const reviewCase = (await reviewCaseById(tx, found.id))!;
    const moved = await this.movedOn(tx, reviewCase);
    if (moved) return moved;
    if (reviewCase.contentHash !== asked.contentHash) return new ContentChanged(reviewCase.contentHash);
    if (await this.contributed(tx, actor, reviewCase)) return new ApproverIsContributor();
    return this.asWhom(tx, actor, { reviewCase, article, at: asked.at });
  }

  /** Everyone whose changes are in the text under review since its last complete approval. */
  async contributors(tx: Tx, reviewCase: ReviewCaseRow): Promise<string[]> {
    const revision = (await revisionById(tx, reviewCase.revisionId))!;
    return this.articles.contributors(tx, reviewCase, revision.number);
  }

  private async contributed(tx: Tx, actor: StaffActor, reviewCase: ReviewCaseRow): Promise<boolean> {
    return (await this.contributors(tx, reviewCase)).includes(actor.userId);
  }

  private async movedOn(tx: Tx, reviewCase: ReviewCaseRow): Promise<Refusal | null> {
    if (UNDECIDED_STATES.includes(reviewCase.state)) return null;
    if (reviewCase.state !== 'superseded') return new ReviewMovedOn(reviewCase.state);
    const newest = (await newestRevision(tx, reviewCase.articleId, reviewCase.locale))!;
    return new RevisionSuperseded(newest.id);
  }

  private async asWhom(
    tx: Tx,
    actor: StaffActor,
    { reviewCase, article, at }: { reviewCase: ReviewCaseRow; article: ArticleRow; at: Date },
  ): Promise<Ground | Refusal> {
    const before = await approvalsOfCase(tx, reviewCase.id);
    if (before.some(({ approverId }) => approverId === actor.userId)) return new SecondApproverNeeded();
    const held = await this.people.credentialsInForce(tx, actor.userId, at);
    const wanted = reviewCase.requiredSpecialties;
    // Of several licences the one that makes a specialist: it is what the approval will be known by.
    const credential = held.find(({ specialties }) => isSpecialist(specialties, wanted)) ?? held[0];
    if (!credential) return new CredentialNotInForce();
    const specialist =
      isSpecialist(credential.specialties, wanted) ||
      before.some(({ credentialSnapshot }) => isSpecialist(credentialSnapshot.specialties, wanted));
    const isLast = before.length + 1 >= approversNeeded(reviewCase, article);
    if (isLast && wanted.length > 0 && !specialist) return new SpecialistNeeded(wanted);
    return { reviewCase, article, credential, before };
  }
}

/** How many people must approve: what was asked for, or more if the risk class was raised since. */
export function approversNeeded(reviewCase: ReviewCaseRow, article: ArticleRow): number {
  return Math.max(reviewCase.requiredApprovals, RISK_POLICY[article.riskClass as RiskClass].reviewers);
}

/** The refusal for a case that does not exist or belongs to somebody else's site: the two look alike. */
export function caseNotFound(): NotFound {
  return new NotFound('There is no such review at your sites. Open it from the list of reviews.');
}
