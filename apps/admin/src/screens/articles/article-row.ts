import type { ArticlesQuery } from '../../gql/operations';

/** A row of the list. */
export type ArticleRow = ArticlesQuery['articles']['edges'][number]['node'];
