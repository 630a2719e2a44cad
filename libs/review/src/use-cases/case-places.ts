import { Injectable } from '@nestjs/common';
import { ArticleReader, type ArticleRow, lockArticle, newestRevision } from '#editing';
import { type Operation, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { ReviewMovedOn, RevisionSuperseded } from '../domain/refusals.js';
import { UNDECIDED_STATES } from '../domain/review-case-states.js';
import { type ReviewCaseRow, reviewCaseById } from '../persistence/review-cases.js';

/** A case and the article it is about. */
export interface CasePlace {
  readonly reviewCase: ReviewCaseRow;
  readonly article: ArticleRow;
}

/** Finds a case for somebody who wants to do something to it. */
@Injectable()
export class CasePlaces {
  constructor(
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
  ) {}

  /**
   * The case, when this person may do this to it. Holds the article until the transaction ends: requests, saves and
   * other decisions about it wait, so what is read now stays so.
   */
  async hold(
    tx: Tx,
    actor: StaffActor,
    caseId: string,
    operation: Operation,
  ): Promise<CasePlace | NotFound | NotAllowed> {
    const found = isId(caseId) ? await reviewCaseById(tx, caseId) : null;
    const article = found && (await this.articles.articlesByIds([found.articleId], tx))[0];
    if (!found || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return caseNotFound();
    const refused = this.policy.mayAt(actor, operation, article.siteId);
    if (refused) return refused;
    await lockArticle(tx, article.id);
    return { reviewCase: (await reviewCaseById(tx, found.id))!, article };
  }

  /** The same for a case that still waits for its reviewers; otherwise why it does not any more. */
  async holdWaiting(
    tx: Tx,
    actor: StaffActor,
    caseId: string,
    operation: Operation,
  ): Promise<CasePlace | NotFound | NotAllowed | ReviewMovedOn | RevisionSuperseded> {
    const place = await this.hold(tx, actor, caseId, operation);
    return isRefusal(place) ? place : ((await this.movedOn(tx, place.reviewCase)) ?? place);
  }

  private async movedOn(tx: Tx, reviewCase: ReviewCaseRow): Promise<ReviewMovedOn | RevisionSuperseded | null> {
    if (UNDECIDED_STATES.includes(reviewCase.state)) return null;
    if (reviewCase.state !== 'superseded') return new ReviewMovedOn(reviewCase.state);
    const newest = (await newestRevision(tx, reviewCase.articleId, reviewCase.locale))!;
    return new RevisionSuperseded(newest.id);
  }
}

/** The refusal for a case that does not exist or belongs to somebody else's site: the two look alike. */
export function caseNotFound(): NotFound {
  return new NotFound('There is no such review at your sites. Open it from the list of reviews.');
}
