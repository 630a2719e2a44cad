import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client';
import {
  AboutArticleDocument,
  type AboutArticleQuery,
  AboutRelatedDocument,
  AboutSlugDocument,
  AboutTopicsDocument,
  FindNeighboursDocument,
  type NeighbourPartsFragment,
} from '../../gql/operations';

export type AboutArticle = NonNullable<AboutArticleQuery['article']>;
export type Neighbour = NeighbourPartsFragment;

export const aboutQuery = (id: string) =>
  queryOptions({
    queryKey: ['article', id, 'about'],
    queryFn: async () => (await request(AboutArticleDocument, { id })).article ?? null,
  });

/** The address of an article in one language. */
export const slugQuery = (id: string, locale: string) =>
  queryOptions({
    queryKey: ['article', id, 'slug', locale],
    queryFn: async () => (await request(AboutSlugDocument, { id, locale })).article?.slug ?? '',
  });

export const topicsQuery = (site: string) =>
  queryOptions({
    queryKey: ['topics', site],
    queryFn: async () => (await request(AboutTopicsDocument, { site })).articleTopics,
  });

export const relatedQuery = (id: string, locale: string) =>
  queryOptions({
    queryKey: ['article', id, 'related', locale],
    queryFn: async () => (await request(AboutRelatedDocument, { id, locale })).relatedArticles,
  });

/** Articles of a site by part of a title, to choose from. */
export const neighboursQuery = (site: string, search: string | undefined) =>
  queryOptions({
    queryKey: ['articles', 'neighbours', site, search],
    queryFn: async () =>
      (await request(FindNeighboursDocument, { site, search: search ?? '' })).articles.edges.map(({ node }) => node),
    enabled: search !== undefined,
  });
