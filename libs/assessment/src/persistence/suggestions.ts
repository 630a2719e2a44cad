import { Injectable } from '@nestjs/common';
import type { ArticleLocale, RevisionRow } from '#editing';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';

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

/** Writes down who decided, and the revision that took it over, or none; false when somebody decided before. */
export async function decideSuggestion(
  tx: Tx,
  id: string,
  { byId, at, revisionId }: { byId: string; at: Date; revisionId: string | null },
): Promise<boolean> {
  const { count } = await tx.suggestion.updateMany({
    where: { id, decidedAt: null },
    data: { decidedById: byId, decidedAt: at, acceptedRevisionId: revisionId },
  });
  return count === 1;
}

/** Reads suggestions, in batches. */
@Injectable()
export class Suggestions {
  constructor(private readonly database: Database) {}

  /** Those of these texts that nobody decided on yet, the newest first, at most 20 a text. One statement. */
  async open(keys: readonly ArticleLocale[]): Promise<SuggestionRow[]> {
    if (keys.length === 0) return [];
    return this.database.client.suggestion.findMany({
      where: { decidedAt: null, OR: keys.map(({ articleId, locale }) => ({ articleId, locale })) },
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      take: 20 * keys.length,
    });
  }
}
