import { Injectable } from '@nestjs/common';
import { AuditLog, type Operation } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { ReviewMovedOn } from '../domain/refusals.js';
import { endAssignmentsOf } from '../persistence/assignments.js';
import { type Decision, moveReviewCase, type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';
import { CasePlaces } from './case-places.js';

type Ended = ReviewCaseRow | ReviewMovedOn | InvalidInput | NotFound | NotAllowed;

interface End {
  readonly to: 'changesRequested' | 'withdrawn';
  readonly decision: Decision;
  readonly operation: Operation;
  readonly note: string | null;
}

/**
 * The ends of a review without approval: sent back for changes, large or minor, or withdrawn by those who asked. "Approve
 * with minor edits" approves nothing: it says that the reviewer expects to approve the text once these edits are made,
 * and the edited text is another text with another hash.
 */
@Injectable()
export class EndReview {
  constructor(
    private readonly database: Database,
    private readonly places: CasePlaces,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Sends the revision back to its authors. The note is for them, so it must say something. */
  requestChanges(
    actor: StaffActor,
    input: { caseId: string; note: string; onlyMinorEdits?: boolean | null },
  ): Promise<Ended> {
    const length = input.note.trim().length;
    if (length < 3 || length > 4_000) {
      return Promise.resolve(new InvalidInput('note', 'Tell the author what must change, in 3 to 4,000 characters.'));
    }
    return this.end(actor, input.caseId, {
      to: 'changesRequested',
      decision: input.onlyMinorEdits ? 'minorEdits' : 'changes',
      operation: 'review.decide',
      note: input.note.trim(),
    });
  }

  /** Ends an open case without a decision. */
  withdraw(actor: StaffActor, caseId: string): Promise<Ended> {
    const how = { to: 'withdrawn', decision: 'withdrawn', operation: 'review.withdraw', note: null } as const;
    return this.end(actor, caseId, how);
  }

  private end(actor: StaffActor, caseId: string, { to, decision, operation, note }: End): Promise<Ended> {
    return this.database.transaction(async (tx) => {
      const place = await this.places.hold(tx, actor, caseId, operation);
      if (isRefusal(place)) return place;
      const at = this.clock.now();
      const byId = actor.userId;
      const moved = await moveReviewCase(tx, caseId, to, { decision, byId, at, note });
      const now = (await reviewCaseById(tx, caseId))!;
      if (!moved) return new ReviewMovedOn(now.state);
      await endAssignmentsOf(tx, caseId, { byId, at, all: true });
      const subject = { type: 'reviewCase', id: caseId } as const;
      await this.audit.record(tx, actor, `review.${to}`, subject, place.article.siteId, { decision });
      return now;
    });
  }
}
