import { type ArticleContent, SCHEMA_VERSION } from '#document';
import { newId } from '#kernel';
import type { Tx } from '#platform';
import { type EditClass, type RevisionRow, toRevisionRow } from './revision-row.js';

/** Why a revision can no longer change. */
export type PinReason =
  | 'review'
  | 'approval'
  | 'publication'
  | 'handover'
  | 'comment'
  | 'namedVersion'
  | 'reference'
  | 'translation';

/** What is known of a revision before it is written. */
export interface NewRevision {
  readonly articleId: string;
  readonly number: number;
  readonly content: ArticleContent;
  readonly contentHash: string;
  readonly baseRevisionId: string | null;
  readonly origin: 'edit' | 'import' | 'restore' | 'translation';
  readonly createdById: string;
  readonly reason: string | null;
  /** Of a restore: the revision whose text came back. Its authors count as contributors. */
  readonly restoredFromId?: string;
  /** Clinical when left out. */
  readonly editClass?: EditClass;
  readonly at: Date;
}

/** Prisma's type for JSON columns does not take read-only objects. */
type Json = never;

/** Adds a revision. Numbers are unique in an article and locale, so a race ends in a unique violation. */
export async function insertRevision(tx: Tx, revision: NewRevision): Promise<RevisionRow> {
  const { content, at, ...rest } = revision;
  const stored = await tx.revision.create({
    data: {
      id: newId(),
      ...rest,
      locale: content.locale,
      title: content.title,
      summary: content.summary,
      document: content.document as Json,
      references: content.references as Json,
      schemaVersion: SCHEMA_VERSION,
      createdAt: at,
      updatedAt: at,
    },
  });
  return toRevisionRow(stored);
}

/** An article that nobody else changes until the transaction ends. */
export interface LockedArticle {
  readonly id: string;
  readonly siteId: string;
  readonly contentType: string;
  readonly archivedAt: Date | null;
}

/** Holds every other save of this article back until the transaction ends; null when there is no such article. */
export async function lockArticle(tx: Tx, articleId: string): Promise<LockedArticle | null> {
  const rows = await tx.$queryRaw<LockedArticle[]>`
    SELECT id, site_id AS "siteId", content_type AS "contentType", archived_at AS "archivedAt"
    FROM article WHERE id = ${articleId}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** As `lockArticle`, for several: always in the order of their ids, so that two who hold some never wait for each other. */
export function lockArticles(tx: Tx, articleIds: readonly string[]): Promise<LockedArticle[]> {
  return tx.$queryRaw<LockedArticle[]>`
    SELECT id, site_id AS "siteId", content_type AS "contentType", archived_at AS "archivedAt"
    FROM article WHERE id = ANY(${[...articleIds]}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** The newest revision of an article in a locale. */
export async function newestRevision(tx: Tx, articleId: string, locale: string): Promise<RevisionRow | null> {
  const stored = await tx.revision.findFirst({ where: { articleId, locale }, orderBy: { number: 'desc' } });
  return stored && toRevisionRow(stored);
}

export async function revisionById(tx: Tx, id: string): Promise<RevisionRow | null> {
  const stored = await tx.revision.findUnique({ where: { id } });
  return stored && toRevisionRow(stored);
}

/**
 * Makes a revision immutable, because something now stands on it. False when it already was. Pin inside the
 * transaction of whatever stands on it: an autosave either comes before, or finds it pinned and makes a new revision.
 */
export async function pinRevision(tx: Tx, id: string, reason: PinReason, at: Date): Promise<boolean> {
  const { count } = await tx.revision.updateMany({
    where: { id, pinnedAt: null },
    data: { pinnedAt: at, pinnedBy: reason },
  });
  return count === 1;
}

/** As `pinRevision`, for several. */
export async function pinRevisions(tx: Tx, ids: readonly string[], reason: PinReason, at: Date): Promise<void> {
  await tx.revision.updateMany({
    where: { id: { in: [...ids] }, pinnedAt: null },
    data: { pinnedAt: at, pinnedBy: reason },
  });
}

/**
 * Writes the working copy over, if it still has the content the edit began from. One that was clinical once stays so: a
 * slip of the pen on top of it does not make the whole edit one.
 */
export async function updateWorkingCopy(
  tx: Tx,
  id: string,
  baseHash: string,
  next: { content: ArticleContent; contentHash: string; reason: string | null; editClass: EditClass; at: Date },
): Promise<boolean> {
  const { count } = await tx.revision.updateMany({
    where: { id, contentHash: baseHash, pinnedAt: null },
    data: {
      title: next.content.title,
      summary: next.content.summary,
      document: next.content.document as Json,
      references: next.content.references as Json,
      schemaVersion: SCHEMA_VERSION,
      contentHash: next.contentHash,
      reason: next.reason,
      ...(next.editClass === 'clinical' ? { editClass: next.editClass } : {}),
      updatedAt: next.at,
    },
  });
  return count === 1;
}

/** Makes a minor working copy a clinical one; false when it is that already, or pinned. */
export async function callClinical(tx: Tx, id: string): Promise<boolean> {
  const where = { id, pinnedAt: null, editClass: 'minor' };
  return (await tx.revision.updateMany({ where, data: { editClass: 'clinical' } })).count === 1;
}

/** True when every revision after number `from`, up to `upTo`, was saved as a minor edit. */
export async function onlyMinorEdits(
  tx: Tx,
  { articleId, locale }: { articleId: string; locale: string },
  from: number,
  upTo: number,
): Promise<boolean> {
  const clinical = await tx.revision.count({
    where: { articleId, locale, number: { gt: from, lte: upTo }, editClass: { not: 'minor' } },
  });
  return clinical === 0;
}
