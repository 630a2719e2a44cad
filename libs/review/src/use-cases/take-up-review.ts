import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, isRefusal, type NotAllowed, type NotFound, type Refusal } from '#kernel';
import { Database, type StaffActor } from '#platform';
import type {
  DueDateInPast,
  NoReviewerFree,
  ReviewerNotEligible,
  ReviewersComplete,
  ReviewMovedOn,
  RevisionSuperseded,
} from '../domain/refusals.js';
import { acceptAssignment, assignmentsOf, OPEN_ASSIGNMENTS } from '../persistence/assignments.js';
import { type ReviewCaseRow, reviewCaseById, shiftReviewCase } from '../persistence/review-cases.js';
import { AssignmentDesk } from './assignment-desk.js';
import { CasePlaces } from './case-places.js';

type TakenUp =
  | ReviewCaseRow
  | DueDateInPast
  | NoReviewerFree
  | NotAllowed
  | NotFound
  | ReviewerNotEligible
  | ReviewersComplete
  | ReviewMovedOn
  | RevisionSuperseded;

/** A reviewer says: I am on it. Takes a free place where none was given. Twice is as good as once. */
@Injectable()
export class TakeUpReview {
  constructor(
    private readonly database: Database,
    private readonly places: CasePlaces,
    private readonly desk: AssignmentDesk,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run(actor: StaffActor, caseId: string): Promise<TakenUp> {
    return this.database.transaction(async (tx): Promise<ReviewCaseRow | Refusal> => {
      const place = await this.places.holdWaiting(tx, actor, caseId, 'review.decide');
      if (isRefusal(place)) return place;
      const { reviewCase, article } = place;
      const mine = (await assignmentsOf(tx, reviewCase.id)).find(
        ({ reviewerId, state }) => reviewerId === actor.userId && OPEN_ASSIGNMENTS.includes(state),
      );
      if (!mine) {
        const order = { ...place, at: this.clock.now(), reviewerId: actor.userId, accepted: true };
        const taken = await this.desk.assign(tx, actor, order);
        if (isRefusal(taken)) return taken;
      }
      const accepted = mine ? await acceptAssignment(tx, mine.id) : true;
      await shiftReviewCase(tx, reviewCase.id, 'inReview');
      const subject = { type: 'reviewCase', id: reviewCase.id } as const;
      if (accepted) await this.audit.record(tx, actor, 'review.taken-up', subject, article.siteId);
      return (await reviewCaseById(tx, reviewCase.id))!;
    }) as Promise<TakenUp>;
  }
}
