import { Injectable } from '@nestjs/common';
import { ArticleReader, ClassifyArticle, type ClassifyArticleInput } from '#editing';
import { NotFound } from '#kernel';
import type { StaffActor } from '#platform';
import { RequestReview } from '#review';
import { BulkRun, type Reported } from '../bulk-run.js';
import { ArchiveArticle } from './archive-article.js';
import { UnarchiveArticle } from './unarchive-article.js';

/**
 * The same step for many articles, each in a transaction of its own and asked for by itself: one that cannot be done is
 * reported, and stops none of the others. What is done already stays as it is, so a call can be sent again.
 */
@Injectable()
export class BulkArticles {
  constructor(
    private readonly archiveOne: ArchiveArticle,
    private readonly unarchiveOne: UnarchiveArticle,
    private readonly classifyOne: ClassifyArticle,
    private readonly requestOne: RequestReview,
    private readonly articles: ArticleReader,
    private readonly run: BulkRun,
  ) {}

  archive(actor: StaffActor, siteId: string, articleIds: readonly string[]): Promise<Reported> {
    return this.run.each(actor, { siteId, articleIds, operation: 'article.archive' }, (id) =>
      this.archiveOne.run(actor, id),
    );
  }

  unarchive(actor: StaffActor, siteId: string, articleIds: readonly string[]): Promise<Reported> {
    return this.run.each(actor, { siteId, articleIds, operation: 'article.archive' }, (id) =>
      this.unarchiveOne.run(actor, id),
    );
  }

  classify(
    actor: StaffActor,
    siteId: string,
    articleIds: readonly string[],
    to: Omit<ClassifyArticleInput, 'articleId'>,
  ): Promise<Reported> {
    const step = (articleId: string) => this.classifyOne.run(actor, { ...to, articleId });
    return this.run.each(actor, { siteId, articleIds, operation: 'article.classify' }, step);
  }

  /** Asks for a review of the newest revision of each in this locale. */
  requestReview(
    actor: StaffActor,
    siteId: string,
    articleIds: readonly string[],
    { locale, note }: { locale: string; note?: string | null },
  ): Promise<Reported> {
    return this.run.each(actor, { siteId, articleIds, operation: 'review.request' }, async (articleId) => {
      const [newest] = await this.articles.newestRevisions([{ articleId, locale }]);
      return newest ? this.requestOne.run(actor, { revisionId: newest.id, note }) : notInLocale();
    });
  }
}

function notInLocale(): NotFound {
  return new NotFound('This article has no text in this language. Choose one that it has.');
}
