import { type ArticlePage, type ArticleQuery, cursorOf, type PublishedArticle } from '#delivery';

export interface ArticleConnection {
  readonly edges: readonly { readonly cursor: string; readonly node: PublishedArticle }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly siteGeneration: string;
  /** What was asked: the total is counted only when somebody wants it. */
  readonly query: ArticleQuery;
}

/** A page of articles as Relay wants it. */
export function articleConnection(page: ArticlePage, query: ArticleQuery): ArticleConnection {
  const edges = page.articles.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: Boolean(query.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    siteGeneration: page.site.generation,
    query,
  };
}
