import { request } from '../../../api/client';
import { EditorPieceDocument } from '../../../gql/operations';

/** The revisions of a shared piece in a language: the one that a text names by its number never changes. */
export const pieceQuery = (id: string, locale: string | undefined) => ({
  queryKey: ['piece', id, locale ?? null],
  queryFn: async () => (await request(EditorPieceDocument, { id, locale })).article,
  staleTime: 60_000,
});
