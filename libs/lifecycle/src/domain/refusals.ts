import { Refusal } from '#kernel';

export type UseOfArticle = 'live' | 'scheduled' | 'inReview' | 'piece';

const SENTENCES: Readonly<Record<UseOfArticle, string>> = {
  live: 'This article is live. Withdraw it from every site, then archive it.',
  scheduled: 'This article waits for an instant. Cancel its schedule, then archive it.',
  inReview: 'A review of this article is open. Withdraw the review or wait for its end, then archive it.',
  piece: 'Other articles show this one. Take it out of them, then archive it.',
};

/** Something still stands on the article, so it cannot be put away. */
export class ArticleInUse extends Refusal {
  readonly code = 'ARTICLE_IN_USE';
  readonly message: string;
  constructor(
    readonly use: UseOfArticle,
    /** The articles that show this one, when it is a shared piece; at most 50. */
    readonly usedByIds: readonly string[] = [],
  ) {
    super();
    this.message = SENTENCES[use];
  }
}
