import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, type NotFound, type Refusal } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import {
  type NoReviewerFree,
  NotYourReview,
  type ReviewerNotEligible,
  type ReviewersComplete,
  type ReviewMovedOn,
  type RevisionSuperseded,
} from '../domain/refusals.js';
import { RolledBack } from '../domain/rolled-back.js';
import { approvalsOfCase } from '../persistence/approvals.js';
import {
  type AssignmentRow,
  assignmentsOf,
  type DeclineReason,
  endAssignment,
  OPEN_ASSIGNMENTS,
} from '../persistence/assignments.js';
import { type ReviewCaseRow, reviewCaseById, shiftReviewCase } from '../persistence/review-cases.js';
import { AssignmentDesk, isUnassignable } from './assignment-desk.js';
import { type CasePlace, CasePlaces } from './case-places.js';

type Left =
  | ReviewCaseRow
  | InvalidInput
  | NotAllowed
  | NotFound
  | NotYourReview
  | NoReviewerFree
  | ReviewerNotEligible
  | ReviewersComplete
  | ReviewMovedOn
  | RevisionSuperseded;

/** How a reviewer leaves: with a reason, or to somebody by name. */
type Leaving =
  | { readonly state: 'declined'; readonly reason: DeclineReason; readonly note: string | null }
  | { readonly state: 'handedOver'; readonly toId: string; readonly note: string | null };

/**
 * A reviewer who was asked does not review: declines with a reason, or hands over. The place goes to somebody else in the
 * same step. Who declares a conflict of interest cannot approve this review any more, on any path.
 */
@Injectable()
export class LeaveReview {
  constructor(
    private readonly database: Database,
    private readonly places: CasePlaces,
    private readonly desk: AssignmentDesk,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Declines. The next reviewer is chosen by specialty and load; when nobody is free the case waits. */
  decline(actor: StaffActor, input: { caseId: string; reason: DeclineReason; note?: string | null }): Promise<Left> {
    const note = input.note?.trim() || null;
    const mustSay = input.reason === 'conflictOfInterest' || input.reason === 'other';
    if ((note ?? '').length > 1_000 || (mustSay && (note ?? '').length < 3)) {
      return Promise.resolve(new InvalidInput('note', 'Say what it is, in 3 to 1,000 characters.'));
    }
    return this.leave(actor, input.caseId, { state: 'declined', reason: input.reason, note });
  }

  /** Hands over to a reviewer by name, who gets the time that is left, or the usual time when none is. */
  handOver(actor: StaffActor, input: { caseId: string; toReviewerId: string; note?: string | null }): Promise<Left> {
    const note = input.note?.trim() || null;
    if ((note ?? '').length > 1_000) {
      return Promise.resolve(new InvalidInput('note', 'Say it in at most 1,000 characters.'));
    }
    return this.leave(actor, input.caseId, { state: 'handedOver', toId: input.toReviewerId, note });
  }

  private async leave(actor: StaffActor, caseId: string, leaving: Leaving): Promise<Left> {
    try {
      return (await this.database.transaction((tx) => this.step(tx, actor, caseId, leaving))) as Left;
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as Left;
      throw error;
    }
  }

  private async step(tx: Tx, actor: StaffActor, caseId: string, leaving: Leaving): Promise<ReviewCaseRow | Refusal> {
    const place = await this.places.holdWaiting(tx, actor, caseId, 'review.decide');
    if (isRefusal(place)) return place;
    const { reviewCase, article } = place;
    const mine = await openAssignmentOf(tx, reviewCase.id, actor.userId);
    if (!mine) return new NotYourReview();
    const at = this.clock.now();
    const { note } = leaving;
    const reason = leaving.state === 'declined' ? leaving.reason : undefined;
    await endAssignment(tx, mine.id, { state: leaving.state, at, reason, note });
    await this.audit.record(tx, actor, `review.${leaving.state}`, { type: 'reviewCase', id: caseId }, article.siteId, {
      assignmentId: mine.id,
      reason: reason ?? null,
    });
    await this.giveOn(tx, actor, { place, mine, at, leaving });
    await this.backToWaiting(tx, reviewCase);
    return (await reviewCaseById(tx, reviewCase.id))!;
  }

  private async giveOn(
    tx: Tx,
    actor: StaffActor,
    { place, mine, at, leaving }: { place: CasePlace; mine: AssignmentRow; at: Date; leaving: Leaving },
  ): Promise<void> {
    const reviewerId = leaving.state === 'handedOver' ? leaving.toId : null;
    const dueAt = mine.dueAt > at ? mine.dueAt : null;
    const assigned = await this.desk.assign(tx, actor, { ...place, at, reviewerId, dueAt });
    if (!isRefusal(assigned)) return;
    if (leaving.state === 'handedOver' || !isUnassignable(assigned)) throw new RolledBack(assigned);
  }

  /** A case that nobody is on, and nobody has approved, waits again. */
  private async backToWaiting(tx: Tx, reviewCase: ReviewCaseRow): Promise<void> {
    if (reviewCase.state !== 'inReview') return;
    const accepted = (await assignmentsOf(tx, reviewCase.id)).some(({ state }) => state === 'accepted');
    const approved = (await approvalsOfCase(tx, reviewCase.id)).length > 0;
    if (!accepted && !approved) await shiftReviewCase(tx, reviewCase.id, 'requested');
  }
}

async function openAssignmentOf(tx: Tx, caseId: string, userId: string): Promise<AssignmentRow | undefined> {
  const all = await assignmentsOf(tx, caseId);
  return all.find(({ reviewerId, state }) => reviewerId === userId && OPEN_ASSIGNMENTS.includes(state));
}
