import { Injectable } from '@nestjs/common';
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
import { type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';
import { AssignmentDesk } from './assignment-desk.js';
import { CasePlaces } from './case-places.js';

export interface AssignReviewerInput {
  readonly caseId: string;
  /** Somebody by hand; without it the choice is by specialty and load. */
  readonly reviewerId?: string | null;
  readonly dueAt?: Date | null;
}

type Assigned =
  | ReviewCaseRow
  | DueDateInPast
  | NoReviewerFree
  | NotAllowed
  | NotFound
  | ReviewerNotEligible
  | ReviewersComplete
  | ReviewMovedOn
  | RevisionSuperseded;

/** Gives an open place of a review to a reviewer: the one named, or the one whom specialty and load choose. */
@Injectable()
export class AssignReviewer {
  constructor(
    private readonly database: Database,
    private readonly places: CasePlaces,
    private readonly desk: AssignmentDesk,
    private readonly clock: Clock,
  ) {}

  run(actor: StaffActor, input: AssignReviewerInput): Promise<Assigned> {
    return this.database.transaction(async (tx): Promise<ReviewCaseRow | Refusal> => {
      const place = await this.places.holdWaiting(tx, actor, input.caseId, 'review.assign');
      if (isRefusal(place)) return place;
      const { reviewerId, dueAt } = input;
      const assigned = await this.desk.assign(tx, actor, { ...place, at: this.clock.now(), reviewerId, dueAt });
      return isRefusal(assigned) ? assigned : (await reviewCaseById(tx, place.reviewCase.id))!;
    }) as Promise<Assigned>;
  }
}
