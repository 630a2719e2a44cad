import { request } from '../../../api/client';
import { ApprovedPieceDocument, EditorPieceDocument } from '../../../gql/operations';

/** The revisions of a shared piece in a language: the one that a text names by its number never changes. */
export const pieceQuery = (id: string, locale: string | undefined) => ({
  queryKey: ['piece', id, locale ?? null],
  queryFn: async () => (await request(EditorPieceDocument, { id, locale })).article,
  staleTime: 60_000,
});

/** The revision of a shared piece that was approved last in a language; null when none is. */
export const approvedPieceQuery = (id: string, locale: string) => ({
  queryKey: ['piece', 'approved', id, locale],
  queryFn: async () => (await request(ApprovedPieceDocument, { id, locale })).article?.approval?.revision ?? null,
  staleTime: 60_000,
});
