import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client';
import { EditorArticleDocument, type EditorArticleQuery, EditorTextKindsDocument } from '../../gql/operations';

export type EditedArticle = NonNullable<EditorArticleQuery['article']>;

/** An article as its editor needs it. Read anew at each visit: an edit begins on the newest text. */
export const articleToEditQuery = (id: string, locale: string | undefined) =>
  queryOptions({
    queryKey: ['article', id, locale ?? null, 'edit'],
    queryFn: async () => (await request(EditorArticleDocument, { id, locale })).article,
    staleTime: 0,
    gcTime: 0,
    // While somebody writes, autosave and not a query says what is newest.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The kinds of text, each with the blocks that a new one begins with. */
export const textKindsQuery = (locale: string) =>
  queryOptions({
    queryKey: ['text-kinds', locale],
    queryFn: async () => (await request(EditorTextKindsDocument, { locale })).contentTypes,
    staleTime: Number.POSITIVE_INFINITY,
  });
