import { Injectable } from '@nestjs/common';
import { UsesReader } from '#editing';
import type { Tx } from '#platform';
import { PublicationReader } from '#publishing';
import { ReviewReader } from '#review';
import { ArticleInUse } from './domain/refusals.js';

const MOST_USERS = 50;

/** Finds what still stands on an article. */
@Injectable()
export class ArchiveObstacles {
  constructor(
    private readonly uses: UsesReader,
    private readonly publications: PublicationReader,
    private readonly reviews: ReviewReader,
  ) {}

  async of(tx: Tx, articleId: string): Promise<ArticleInUse | null> {
    const { live, scheduled } = await this.publications.busy([articleId], tx);
    if (live > 0) return new ArticleInUse('live');
    if (scheduled > 0) return new ArticleInUse('scheduled');
    if ((await this.reviews.openCasesOfArticle(articleId, tx)).length > 0) return new ArticleInUse('inReview');
    const users = await this.uses.usersOf('piece', [articleId], { limit: MOST_USERS }, tx);
    return users.length > 0 ? new ArticleInUse('piece', [...new Set(users.map((it) => it.articleId))]) : null;
  }
}
