import type { RevisionRow } from '#editing';
import { newId } from '#kernel';
import type { Tx } from '#platform';

/** A tracked change that a language model proposed; decided on by a person, or not yet. */
export interface SuggestionRow {
  readonly id: string;
  readonly articleId: string;
  readonly siteId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly task: string;
  readonly path: string | null;
  readonly original: string;
  readonly proposal: string;
  readonly model: string;
  readonly askedById: string;
  readonly askedAt: Date;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly acceptedRevisionId: string | null;
}

export interface NewSuggestion {
  readonly revision: RevisionRow;
  readonly siteId: string;
  readonly task: string;
  readonly path: string | null;
  readonly original: string;
  readonly proposal: string;
  readonly model: string;
  readonly askedById: string;
  readonly at: Date;
}

export function insertSuggestion(tx: Tx, { revision, at, ...rest }: NewSuggestion): Promise<SuggestionRow> {
  const { articleId, locale, id: revisionId } = revision;
  return tx.suggestion.create({ data: { id: newId(), articleId, locale, revisionId, ...rest, askedAt: at } });
}

export function suggestionById(tx: Tx, id: string): Promise<SuggestionRow | null> {
  return tx.suggestion.findUnique({ where: { id } });
}

/** Writes down who accepted it; false when somebody did before. */
export async function decideSuggestion(
  tx: Tx,
  id: string,
  { byId, at, revisionId }: { byId: string; at: Date; revisionId: string },
): Promise<boolean> {
  const { count } = await tx.suggestion.updateMany({
    where: { id, decidedAt: null },
    data: { decidedById: byId, decidedAt: at, acceptedRevisionId: revisionId },
  });
  return count === 1;
}
