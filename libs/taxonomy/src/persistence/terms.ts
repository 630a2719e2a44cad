import { newId } from '#kernel';
import type { Tx } from '#platform';
import type { TermCode } from '../domain/codes.js';
import type { TermKind, TermLabel } from '../domain/terms.js';
import { foldLabel } from '../domain/terms.js';
import { type TermRow, toTermRow, WITH_ALL } from './term-row.js';

export interface NewTerm {
  readonly siteId: string;
  readonly kind: TermKind;
  readonly key: string;
  readonly parentId: string | null;
  readonly createdById: string;
  readonly at: Date;
}

/** Adds a term; null when the site has one of this kind with this key. */
export async function insertTerm(tx: Tx, { at, ...term }: NewTerm): Promise<string | null> {
  const id = newId();
  // ON CONFLICT and not a caught error: an error would end the transaction.
  const added = await tx.$executeRaw`
    INSERT INTO taxonomy_term (id, site_id, kind, key, parent_id, created_by_id, created_at)
    VALUES (${id}::uuid, ${term.siteId}::uuid, ${term.kind}, ${term.key}, ${term.parentId}::uuid,
      ${term.createdById}::uuid, ${at})
    ON CONFLICT DO NOTHING`;
  return added === 1 ? id : null;
}

/** Puts these labels in the place of those the term has. */
export async function writeLabels(tx: Tx, termId: string, labels: readonly TermLabel[]): Promise<void> {
  await tx.taxonomyLabel.deleteMany({ where: { termId } });
  await tx.taxonomyLabel.createMany({ data: labels.map((it) => ({ ...it, termId, synonyms: [...it.synonyms] })) });
}

/** Puts these codes in the place of those the term has. */
export async function writeCodes(tx: Tx, termId: string, codes: readonly TermCode[]): Promise<void> {
  await tx.taxonomyCode.deleteMany({ where: { termId } });
  await tx.taxonomyCode.createMany({ data: codes.map((it) => ({ ...it, termId, replacedBy: [...it.replacedBy] })) });
}

export async function setParent(tx: Tx, id: string, parentId: string | null): Promise<void> {
  await tx.taxonomyTerm.update({ where: { id }, data: { parentId }, select: { id: true } });
}

/** A term that stands: one that was merged is none any more. */
export async function termById(tx: Tx, id: string): Promise<TermRow | null> {
  const stored = await tx.taxonomyTerm.findUnique({ where: { id, mergedIntoId: null }, include: WITH_ALL });
  return stored && toTermRow(stored);
}

/** Holds other changes of a site's own terms back until the transaction ends: two of them could close a circle. */
export async function lockVocabulary(tx: Tx, siteId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('taxonomy ' || ${siteId}, 0))::text`;
}

/** The ids from a term up to its root, itself first. A circle that somebody made by hand ends the walk. */
export async function ancestorsOf(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM taxonomy_term WHERE id = ${id}::uuid
      UNION SELECT t.id, t.parent_id FROM taxonomy_term t JOIN up ON t.id = up.parent_id)
    SELECT id FROM up`;
  return rows.map((row) => row.id);
}

/**
 * The terms of a kind that a site can use and that are called so, in any language; its own ones after the common. One
 * that was merged is answered by what it became.
 */
export async function termsCalled(
  tx: Tx,
  where: { siteId: string; kind: TermKind; text: string; synonymsToo?: boolean },
): Promise<TermRow[]> {
  const folded = foldLabel(where.text);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT COALESCE(t.merged_into_id, t.id) AS id FROM taxonomy_term t JOIN taxonomy_label l ON l.term_id = t.id
    WHERE t.kind = ${where.kind} AND (t.site_id IS NULL OR t.site_id = ${where.siteId}::uuid)
      AND (lower(l.label) = ${folded} OR (${where.synonymsToo ?? false} AND EXISTS (
        SELECT 1 FROM unnest(l.synonyms) s WHERE lower(s) = ${folded})))
    GROUP BY 1
    ORDER BY bool_or(lower(l.label) = ${folded}) DESC, bool_or(t.site_id IS NULL) DESC, 1`;
  const stored = await tx.taxonomyTerm.findMany({ where: { id: { in: rows.map((it) => it.id) } }, include: WITH_ALL });
  return rows.map((row) => toTermRow(stored.find((it) => it.id === row.id)!));
}

/** The topics that a site can use and that are called like one of these, by their folded label or synonym. */
export async function topicIds(tx: Tx, siteId: string, texts: readonly string[]): Promise<Map<string, string>> {
  const folded = [...new Set(texts.map(foldLabel))];
  if (folded.length === 0) return new Map();
  // A label before a synonym and a common term before the site's own, as for a topic that is typed.
  const rows = await tx.$queryRaw<{ name: string; id: string }[]>`
    SELECT DISTINCT ON (called.name) called.name, COALESCE(t.merged_into_id, t.id) AS id
    FROM taxonomy_term t JOIN taxonomy_label l ON l.term_id = t.id
    CROSS JOIN LATERAL (SELECT lower(l.label) AS name, 0 AS rank UNION ALL SELECT lower(s), 1 FROM unnest(l.synonyms) s) called
    WHERE t.kind = 'topic' AND (t.site_id IS NULL OR t.site_id = ${siteId}::uuid) AND called.name = ANY(${folded})
    ORDER BY called.name, called.rank, t.site_id NULLS FIRST, t.id`;
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** Takes a term out of what a site offers; false when it was out already. */
export async function archiveTermAt(
  tx: Tx,
  row: { siteId: string; termId: string; archivedById: string; archivedAt: Date },
): Promise<boolean> {
  const { count } = await tx.taxonomyArchive.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Offers a term again at a site; false when it was offered. */
export async function offerTermAgain(tx: Tx, siteId: string, termId: string): Promise<boolean> {
  const { count } = await tx.taxonomyArchive.deleteMany({ where: { siteId, termId } });
  return count === 1;
}

/** Which of these terms the site does not offer any more. */
export async function archivedAmong(tx: Tx, siteId: string, termIds: readonly string[]): Promise<string[]> {
  const rows = await tx.taxonomyArchive.findMany({
    where: { siteId, termId: { in: [...termIds] } },
    select: { termId: true },
  });
  return rows.map((row) => row.termId);
}
