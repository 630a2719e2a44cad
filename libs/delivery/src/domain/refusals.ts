import { Refusal } from '#kernel';

/** Nothing is or was live under this address. */
export class ArticleNotFound extends Refusal {
  readonly code = 'ARTICLE_NOT_FOUND';
  readonly message = 'Nothing is published under this address. Check the site, the locale and the slug.';
}

/** The article under this address was taken off. */
export class ArticleWithdrawn extends Refusal {
  readonly code = 'ARTICLE_WITHDRAWN';
  readonly message = 'This article was withdrawn. Remove it, and do not show an older copy of it.';
  constructor(
    /** ISO 8601 in UTC. */
    readonly withdrawnAt: string,
    readonly articleId: string,
  ) {
    super();
  }
}
