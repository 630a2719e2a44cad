import type { ComposedArticle } from '#newsletter';

const MODES = { TEASER: 'teaser', FULL: 'full', CORRECTION: 'correction' } as const;

/** An article of an issue as the schema names it. */
export interface ArticleArgument {
  readonly publicationId: string;
  readonly mode: keyof typeof MODES;
}

/** The articles that an editor chose. */
export function articlesFrom(articles: readonly ArticleArgument[]): ComposedArticle[] {
  return articles.map(({ publicationId, mode }) => ({ publicationId, mode: MODES[mode] }));
}
