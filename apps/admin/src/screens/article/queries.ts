import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client';
import {
  ArticleDocument,
  ArticleHistoryDocument,
  type ArticleQuery,
  ChecklistsDocument,
  OlderRevisionDocument,
  ReviewDeskDocument,
  type RevisionTextFragment,
} from '../../gql/operations';

export type Article = NonNullable<ArticleQuery['article']>;
export type Revision = RevisionTextFragment;

/** An article in a locale, in its first one when none is named. */
export const articleQuery = (id: string, locale: string | undefined) =>
  queryOptions({
    queryKey: ['article', id, locale ?? null],
    queryFn: async () => (await request(ArticleDocument, { id, locale })).article,
  });

/** The revisions of an article, newest first, twenty at a time. */
export const historyQuery = (id: string, locale: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['article', id, locale ?? null, 'history'],
    queryFn: async ({ pageParam }) =>
      (await request(ArticleHistoryDocument, { id, locale, after: pageParam })).article?.revisions,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

/** One revision by its id. A pinned one never changes, so it is read once. */
export const olderRevisionQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['revision', id],
    queryFn: async () => (id ? (await request(OlderRevisionDocument, { id })).revision : null),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The checklists of a review: their questions, what the text shows, and the answers kept so far. */
export const checklistsQuery = (caseId: string) =>
  queryOptions({ queryKey: ['checklists', caseId], queryFn: () => request(ChecklistsDocument, { caseId }) });

/** Whom a review waits for, and who else could do it. */
export const deskQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['desk', caseId],
    queryFn: async () => (await request(ReviewDeskDocument, { caseId })).reviewCase,
  });
