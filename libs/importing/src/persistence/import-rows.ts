import { newId } from '#kernel';
import type { Tx } from '#platform';
import type { Prepared } from '../domain/prepare.js';

/** What an import did to the library. */
export type ImportOutcome = 'created' | 'revised' | 'unchanged' | 'conflict';

export interface NewRecord {
  readonly prepared: Prepared;
  readonly siteId: string;
  readonly articleId: string;
  readonly revisionId: string;
  readonly outcome: ImportOutcome;
  readonly importedById: string;
  readonly at: Date;
}

/** The last import of a source whose text became its article's. */
export interface LastImport {
  readonly sourceKey: string;
  readonly articleId: string;
  readonly contentHash: string | null;
}

/** Writes import records. The ids stand in the order given. One statement, however many there are. */
export async function insertRecords(tx: Tx, records: readonly NewRecord[]): Promise<string[]> {
  const rows = records.map(({ prepared, at, ...rest }) => ({
    id: newId(),
    ...rest,
    fileName: prepared.unit.name,
    format: prepared.unit.format,
    sha256: prepared.unit.sha256,
    report: prepared.report,
    provenance: prepared.provenance,
    sourceKey: prepared.sourceKey,
    contentHash: prepared.contentHash,
    proposal: rest.outcome === 'conflict' ? prepared.content : null,
    at,
  }));
  const sources = records.map(({ prepared }) => prepared.unit.bytes);
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw`
    INSERT INTO import_record (id, site_id, article_id, revision_id, file_name, format, sha256, source, report, provenance,
      source_key, content_hash, outcome, proposal, imported_by_id, created_at)
    SELECT given.id, "siteId", "articleId", "revisionId", "fileName", format, sha256, source, report, provenance,
      "sourceKey", "contentHash", outcome, nullif(proposal, 'null'), "importedById", at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (id uuid, "siteId" uuid, "articleId" uuid,
      "revisionId" uuid, "fileName" text, format text, sha256 text, report jsonb, provenance jsonb, "sourceKey" text,
      "contentHash" text, outcome text, proposal jsonb, "importedById" uuid, at timestamptz)
    JOIN unnest(${ids}::uuid[], ${sources}::bytea[]) AS sources (id, source) ON sources.id = given.id`;
  return ids;
}

/** The imports of these bytes that a site has already, by SHA-256. */
export async function knownImports(
  tx: Tx,
  siteId: string,
  sha256: readonly string[],
): Promise<Map<string, { id: string; articleId: string }>> {
  const rows = await tx.importRecord.findMany({
    where: { siteId, sha256: { in: [...sha256] } },
    select: { id: true, articleId: true, sha256: true },
  });
  return new Map(rows.map(({ sha256: hash, ...row }) => [hash, row]));
}

/** The last imports of these sources at a site. */
export async function lastImports(tx: Tx, siteId: string, keys: readonly string[]): Promise<Map<string, LastImport>> {
  const rows = await tx.$queryRaw<LastImport[]>`
    SELECT DISTINCT ON (source_key) source_key AS "sourceKey", article_id AS "articleId", content_hash AS "contentHash"
    FROM import_record
    WHERE site_id = ${siteId}::uuid AND source_key = ANY(${[...keys]}::text[]) AND outcome IN ('created', 'revised', 'unchanged', 'taken')
    ORDER BY source_key, created_at DESC, id DESC`;
  return new Map(rows.map((row) => [row.sourceKey, row]));
}
