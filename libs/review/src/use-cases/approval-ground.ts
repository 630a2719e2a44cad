import { Injectable } from '@nestjs/common';
import { ArticleReader, type ArticleRow, revisionById } from '#editing';
import { type CredentialRow, People } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import {
  ApproverIsContributor,
  ConflictDeclared,
  ContentChanged,
  CredentialNotInForce,
  SecondApproverNeeded,
  SpecialistNeeded,
} from '../domain/refusals.js';
import { RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { isSpecialist } from '../domain/specialties.js';
import { type ApprovalRow, approvalsOfCase } from '../persistence/approvals.js';
import { declaredConflict } from '../persistence/assignments.js';
import type { ReviewCaseRow } from '../persistence/review-cases.js';
import { type CasePlace, CasePlaces } from './case-places.js';

/** What an approval rests on, once every rule about the case and the person was asked. */
export interface Ground extends CasePlace {
  readonly credential: CredentialRow;
  /** Approvals of this case that were given before, by other people. */
  readonly before: readonly ApprovalRow[];
}

/** Asks whether this person may approve this case, on which licence. Holds the article until the transaction ends. */
@Injectable()
export class ApprovalGround {
  constructor(
    private readonly places: CasePlaces,
    private readonly articles: ArticleReader,
    private readonly people: People,
  ) {}

  async of(
    tx: Tx,
    actor: StaffActor,
    asked: { readonly caseId: string; readonly contentHash: string; readonly at: Date },
  ): Promise<Ground | Refusal> {
    const place = await this.places.holdWaiting(tx, actor, asked.caseId, 'review.decide');
    if (isRefusal(place)) return place;
    const { reviewCase } = place;
    if (reviewCase.contentHash !== asked.contentHash) return new ContentChanged(reviewCase.contentHash);
    if ((await this.contributors(tx, reviewCase)).includes(actor.userId)) return new ApproverIsContributor();
    if (await declaredConflict(tx, reviewCase.id, actor.userId)) return new ConflictDeclared();
    return this.asWhom(tx, actor, place, asked.at);
  }

  /** Everyone whose changes are in the text under review since its last complete approval. */
  async contributors(tx: Tx, reviewCase: ReviewCaseRow): Promise<string[]> {
    const revision = (await revisionById(tx, reviewCase.revisionId))!;
    return this.articles.contributors(tx, reviewCase, revision.number);
  }

  private async asWhom(tx: Tx, actor: StaffActor, place: CasePlace, at: Date): Promise<Ground | Refusal> {
    const { reviewCase, article } = place;
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
    return { ...place, credential, before };
  }
}

/** How many people must approve: what was asked for, or more if the risk class was raised since. */
export function approversNeeded(reviewCase: ReviewCaseRow, article: ArticleRow): number {
  return Math.max(reviewCase.requiredApprovals, RISK_POLICY[article.riskClass as RiskClass].reviewers);
}
