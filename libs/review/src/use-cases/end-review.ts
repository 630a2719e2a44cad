import { Injectable } from '@nestjs/common';
import { commentFault, ThreadWriter, threadsBy } from '#comments';
import { revisionById } from '#editing';
import { AuditLog, type Operation } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { CommentNeeded, ReviewMovedOn } from '../domain/refusals.js';
import { RolledBack } from '../domain/rolled-back.js';
import { endAssignmentsOf } from '../persistence/assignments.js';
import { type Decision, moveReviewCase, type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';
import { type CasePlace, CasePlaces } from './case-places.js';

type Withdrawn = ReviewCaseRow | ReviewMovedOn | NotFound | NotAllowed;
type SentBack = Withdrawn | CommentNeeded | InvalidInput;

/** Characters of a note; it becomes a comment, and stands with the decision. */
const LONGEST_NOTE = 4_000;

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
    private readonly threads: ThreadWriter,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the revision back to its authors, with at least one comment: the note becomes one on the title; without a note,
   * what this reviewer said on the text before stands for it.
   */
  async requestChanges(
    actor: StaffActor,
    input: { caseId: string; note?: string | null; onlyMinorEdits?: boolean | null },
  ): Promise<SentBack> {
    const note = input.note?.trim() || null;
    const fault = note === null ? null : noteFault(note);
    if (fault) return fault;
    const decision = input.onlyMinorEdits ? 'minorEdits' : 'changes';
    const how = { to: 'changesRequested', decision, operation: 'review.decide', note } as const;
    try {
      return await this.end(actor, input.caseId, how, (tx, place) => this.say(tx, actor, place, note));
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as CommentNeeded;
      throw error;
    }
  }

  /** Ends an open case without a decision. */
  withdraw(actor: StaffActor, caseId: string): Promise<Withdrawn> {
    const how = { to: 'withdrawn', decision: 'withdrawn', operation: 'review.withdraw', note: null } as const;
    return this.end(actor, caseId, how);
  }

  private async say(tx: Tx, actor: StaffActor, { reviewCase, article }: CasePlace, note: string | null): Promise<void> {
    const { revisionId } = reviewCase;
    if (note !== null) {
      const revision = (await revisionById(tx, revisionId))!;
      await this.threads.onTitle(tx, actor, { revision, siteId: article.siteId, text: note });
    } else if ((await threadsBy(tx, actor.userId, revisionId)).length === 0) throw new RolledBack(new CommentNeeded());
  }

  private end(
    actor: StaffActor,
    caseId: string,
    { to, decision, operation, note }: End,
    besides?: (tx: Tx, place: CasePlace) => Promise<void>,
  ): Promise<Withdrawn> {
    return this.database.transaction(async (tx) => {
      const place = await this.places.hold(tx, actor, caseId, operation);
      if (isRefusal(place)) return place;
      const at = this.clock.now();
      const byId = actor.userId;
      const moved = await moveReviewCase(tx, caseId, to, { decision, byId, at, note });
      const now = (await reviewCaseById(tx, caseId))!;
      if (!moved) return new ReviewMovedOn(now.state);
      await besides?.(tx, place);
      await endAssignmentsOf(tx, caseId, { byId, at, all: true });
      const subject = { type: 'reviewCase', id: caseId } as const;
      await this.audit.record(tx, actor, `review.${to}`, subject, place.article.siteId, { decision });
      return now;
    });
  }
}

function noteFault(note: string): InvalidInput | null {
  if (note.length < 3 || note.length > LONGEST_NOTE) {
    return new InvalidInput('note', 'Tell the author what must change, in 3 to 4,000 characters.');
  }
  const fault = commentFault(note, []);
  return fault && new InvalidInput('note', fault.message);
}
