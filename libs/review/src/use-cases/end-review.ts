import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { AuditLog, type Operation, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { ReviewMovedOn } from '../domain/refusals.js';
import { type Decision, moveReviewCase, type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';

type Ended = ReviewCaseRow | ReviewMovedOn | InvalidInput | NotFound | NotAllowed;

/**
 * The ends of a review without approval: sent back for changes, large or minor, or withdrawn by those who asked. "Approve
 * with minor edits" approves nothing: it says that the reviewer expects to approve the text once these edits are made,
 * and the edited text is another text with another hash.
 */
@Injectable()
export class EndReview {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
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
    return this.end(actor, caseId, {
      to: 'withdrawn',
      decision: 'withdrawn',
      operation: 'review.withdraw',
      note: null,
    });
  }

  private end(
    actor: StaffActor,
    caseId: string,
    how: { to: 'changesRequested' | 'withdrawn'; decision: Decision; operation: Operation; note: string | null },
  ): Promise<Ended> {
    return this.database.transaction(async (tx) => {
      const reviewCase = isId(caseId) ? await reviewCaseById(tx, caseId) : null;
      const article = reviewCase && (await this.articles.articlesByIds([reviewCase.articleId], tx))[0];
      if (!reviewCase || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) {
        return new NotFound('There is no such review at your sites. Open it from the list of reviews.');
      }
      const refused = this.policy.mayAt(actor, how.operation, article.siteId);
      if (refused) return refused;
      const decided = { decision: how.decision, byId: actor.userId, at: this.clock.now(), note: how.note };
      const moved = await moveReviewCase(tx, caseId, how.to, decided);
      const now = (await reviewCaseById(tx, caseId))!;
      if (!moved) return new ReviewMovedOn(now.state);
      await this.audit.record(tx, actor, `review.${how.to}`, { type: 'reviewCase', id: caseId }, article.siteId, {
        decision: how.decision,
      });
      return now;
    });
  }
}
