import { Injectable } from '@nestjs/common';
import { CreateArticle, newestRevision } from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { ApproveRevision, RequestReview } from '#review';
import { DEMO_ARTICLES, type DemoArticle } from './articles/index.js';

/** Who does what in the demo clinic. */
export interface DemoStaff {
  readonly author: StaffActor;
  readonly reviewer: StaffActor;
  readonly publisher: StaffActor;
}

/** Brings the demo's articles to their places: live on both sites, live on one, in review, and still being written. */
@Injectable()
export class DemoArticles {
  constructor(
    private readonly database: Database,
    private readonly createArticle: CreateArticle,
    private readonly requestReview: RequestReview,
    private readonly approveRevision: ApproveRevision,
    private readonly publishRevision: PublishRevision,
  ) {}

  async make(siteIds: readonly string[], people: DemoStaff): Promise<void> {
    for (const [i, article] of DEMO_ARTICLES.entries()) {
      const revisionId = await this.create(siteIds[0]!, article, people.author);
      // The last is still a working copy, the one before it waits for its review.
      if (i === DEMO_ARTICLES.length - 1) continue;
      const reviewCase = expectOk(await this.requestReview.run(people.author, { revisionId, note: 'First version.' }));
      if (i === DEMO_ARTICLES.length - 2) continue;
      expectOk(
        await this.approveRevision.run(people.reviewer, {
          caseId: reviewCase.id,
          contentHash: reviewCase.contentHash,
          statement: 'I read the whole text and checked red flags, doses and sources.',
          conflictOfInterest: 'none',
        }),
      );
      for (const siteId of i % 2 === 0 ? siteIds : siteIds.slice(0, 1)) {
        expectOk(await this.publishRevision.run(people.publisher, { siteId, revisionId }));
      }
    }
  }

  private async create(siteId: string, article: DemoArticle, author: StaffActor): Promise<string> {
    const { topic, riskClass, slug, content } = article;
    const made = expectOk(await this.createArticle.run(author, { siteId, topic, riskClass, slug, ...content }));
    return (await newestRevision(this.database.client, made.id, content.locale))!.id;
  }
}
