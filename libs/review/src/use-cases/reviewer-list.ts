import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { Clock } from '#kernel';
import { Database } from '#platform';
import type { Candidate } from '../domain/assignment/choose-reviewer.js';
import type { ReviewCaseRow } from '../persistence/review-cases.js';
import { AssignmentDesk } from './assignment-desk.js';

/** Who could review a case, for the people who assign. The caller has asked whether they may see the case. */
@Injectable()
export class ReviewerList {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly desk: AssignmentDesk,
    private readonly clock: Clock,
  ) {}

  /** Every reviewer of the article's site, those who can be asked first, as the automatic choice would rank them. */
  async of(reviewCase: ReviewCaseRow): Promise<Candidate[]> {
    const tx = this.database.client;
    const [article] = await this.articles.articlesByIds([reviewCase.articleId]);
    const all = await this.desk.candidates(tx, { reviewCase, article: article!, at: this.clock.now() });
    return all.sort(
      (a, b) =>
        Number(a.obstacle !== null) - Number(b.obstacle !== null) ||
        Number(b.specialist) - Number(a.specialist) ||
        a.openReviews - b.openReviews,
    );
  }
}
