import type { ArticleContent } from '#document';
import type { Tx } from '#platform';

/** What an author says an edit is: a slip of the pen, or anything that a reader may act on. */
export type EditClass = 'minor' | 'clinical';

/** One snapshot of an article in one locale, as stored. */
export interface RevisionRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly document: ArticleContent['document'];
  readonly references: ArticleContent['references'];
  readonly contentHash: string;
  readonly schemaVersion: number;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly pinnedAt: Date | null;
  readonly reason: string | null;
  /** Minor only while every save of it said so. */
  readonly editClass: EditClass;
}

type Stored = NonNullable<Awaited<ReturnType<Tx['revision']['findUnique']>>>;

/** A stored revision with its JSON typed: it was parsed against the schema before it was written. */
export function toRevisionRow(stored: Stored): RevisionRow {
  return stored as unknown as RevisionRow;
}

/** What a revision says: the part that the content hash covers. */
export function contentOf(revision: RevisionRow): ArticleContent {
  const { locale, title, summary, document, references } = revision;
  return { locale, title, summary, document, references };
}
