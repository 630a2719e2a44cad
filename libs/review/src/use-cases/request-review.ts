import { Injectable } from '@nestjs/common';
import { type ArticleRow, contentOf, onlyMinorEdits, pinRevision, type RevisionRow, revisionById } from '#editing';
import { AuditLog } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, type NotFound, newId } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { clinicalChanges } from '#quality';
import type { DueDateInPast, ReviewerNotEligible } from '../domain/refusals.js';
import { checklistsFor, type EditClass, RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { RolledBack } from '../domain/rolled-back.js';
import { specialtiesOf } from '../domain/specialties.js';
import { lastApprovalOf } from '../persistence/approvals.js';
import { endAssignmentsOf } from '../persistence/assignments.js';
import {
  insertReviewCase,
  moveReviewCase,
  openCaseOf,
  type ReviewCaseRow,
  reviewCaseById,
} from '../persistence/review-cases.js';
import { AssignmentDesk, isUnassignable } from './assignment-desk.js';
import { RequestGround, type RequestObstacle, type RevisionPlace, revisionNotFound } from './request-ground.js';

export interface RequestReviewInput {
  readonly revisionId: string;
  readonly note?: string | null;
  /** Somebody by hand; without it a reviewer is chosen by specialty and load. */
  readonly reviewerId?: string | null;
  /** By the policy of the risk class when it is left out. */
  readonly dueAt?: Date | null;
}

type Requested =
  | ReviewCaseRow
  | DueDateInPast
  | InvalidInput
  | NotAllowed
  | NotFound
  | RequestObstacle
  | ReviewerNotEligible;

/**
 * Asks for a review of one exact revision, and gives it to a reviewer. The revision is pinned: what is reviewed cannot
 * change under the reviewer. When nobody can take it the request stands all the same, and the publishers hear of it.
 */
@Injectable()
export class RequestReview {
  constructor(
    private readonly database: Database,
    private readonly grounds: RequestGround,
    private readonly desk: AssignmentDesk,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: RequestReviewInput): Promise<Requested> {
    if (!isId(input.revisionId)) return revisionNotFound();
    if ((input.note ?? '').length > 2_000) return new InvalidInput('note', 'Say it in at most 2,000 characters.');
    try {
      return await this.database.transaction((tx) => this.request(tx, actor, input));
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as Exclude<Requested, ReviewCaseRow>;
      if (!isUniqueViolation(error)) throw error;
      // Two people asked at once: the second meets the first one's case.
      return this.run(actor, input);
    }
  }

  private async request(tx: Tx, actor: StaffActor, input: RequestReviewInput): Promise<Requested> {
    const place = await this.grounds.hold(tx, actor, input.revisionId);
    if (isRefusal(place)) return place;
    const at = this.clock.now();
    const obstacle = await this.grounds.obstacle(tx, place, at);
    if (obstacle) return obstacle;
    const reviewCase = await this.open(tx, actor, { ...place, note: input.note ?? null, at });
    const order = { reviewCase, article: place.article, at, reviewerId: input.reviewerId, dueAt: input.dueAt };
    const assigned = await this.desk.assign(tx, actor, order);
    // A named reviewer who cannot, or a date that is over: nothing was asked for. Nobody free: it waits.
    if (isRefusal(assigned) && !isUnassignable(assigned)) throw new RolledBack(assigned);
    // The second place is given by specialty and load, whoever was named for the first.
    if (!isRefusal(assigned)) await this.desk.assign(tx, actor, { ...order, reviewerId: null });
    return reviewCase;
  }

  private async open(
    tx: Tx,
    actor: StaffActor,
    asked: Pick<RevisionPlace, 'revision' | 'article'> & { note: string | null; at: Date },
  ): Promise<ReviewCaseRow> {
    const { article, note, at } = asked;
    await pinRevision(tx, asked.revision.id, 'review', at);
    // Read again: an autosave may have come between the first look and the lock.
    const pinned = (await revisionById(tx, asked.revision.id))!;
    const { articleId, locale, contentHash } = pinned;
    const waiting = await openCaseOf(tx, articleId, locale);
    const superseded = { decision: 'superseded', byId: actor.userId, at, note: null } as const;
    if (waiting && (await moveReviewCase(tx, waiting.id, 'superseded', superseded))) {
      await endAssignmentsOf(tx, waiting.id, { byId: actor.userId, at, all: true });
    }
    const id = newId();
    await insertReviewCase(tx, {
      ...{ id, articleId, locale, revisionId: pinned.id, contentHash },
      ...{ requestedById: actor.userId, requestedAt: at, note },
      ...needsOf(article, await this.editClass(tx, pinned)),
    });
    await this.audit.record(tx, actor, 'review.requested', { type: 'reviewCase', id }, article.siteId, {
      revisionId: pinned.id,
      contentHash,
    });
    await this.outbox.append(tx, { kind: 'review.requested', payload: { caseId: id } });
    return (await reviewCaseById(tx, id))!;
  }

  /**
   * Minor only when a complete approval stands before, everybody called every change since then minor, and nothing
   * changed that never is.
   */
  private async editClass(tx: Tx, revision: RevisionRow): Promise<EditClass> {
    const last = await lastApprovalOf(tx, revision.articleId, revision.locale);
    const approved = last && (await revisionById(tx, last.revisionId))!;
    if (!approved || approved.number >= revision.number) return 'clinical';
    if (!(await onlyMinorEdits(tx, revision, approved.number, revision.number))) return 'clinical';
    // Asked again of the whole way from the approved text: texts also come in by other doors than a save.
    return clinicalChanges(contentOf(approved), contentOf(revision)).length === 0 ? 'minor' : 'clinical';
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
