import { Injectable } from '@nestjs/common';
import { isId } from '#kernel';
import { Database, type Tx } from '#platform';
import type { StoredDrop } from '../domain/prepare.js';

/** How an article came here. The source's bytes are not in it. */
export interface ImportRecordRow {
  readonly id: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly revisionId: string;
  readonly fileName: string;
  readonly format: string;
  readonly sha256: string;
  readonly outcome: string;
  readonly report: unknown;
  readonly provenance: unknown;
  readonly rights: string;
  readonly rightsNote: string | null;
  readonly importedById: string;
  readonly createdAt: Date;
}

/** What nobody knows of an imported text. */
export interface ImportOrigin {
  readonly articleId: string;
  readonly rightsUnknown: boolean;
  readonly bylineMissing: boolean;
  /** The properties of its file name people. */
  readonly namesPeople: boolean;
}

const IMPORT_FIELDS = {
  id: true,
  siteId: true,
  articleId: true,
  revisionId: true,
  fileName: true,
  format: true,
  sha256: true,
  outcome: true,
  report: true,
  provenance: true,
  rights: true,
  rightsNote: true,
  importedById: true,
  createdAt: true,
} as const;

/** Imports that gave an article its text; a conflict that nobody took did not. */
const IN_THE_TEXT = ['created', 'revised', 'unchanged', 'taken'];

export function recordById(tx: Tx, id: string): Promise<ImportRecordRow | null> {
  return tx.importRecord.findUnique({ where: { id }, select: IMPORT_FIELDS });
}

/** A record with what was left out, and the locale of the text it made. */
export interface RecordWithDrops {
  readonly id: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly contentHash: string | null;
  readonly locale: string;
  readonly drops: readonly StoredDrop[];
}

/** A record with what was left out. Null when there is none of this id. */
export async function recordWithDrops(tx: Tx, id: string): Promise<RecordWithDrops | null> {
  const rows = await tx.$queryRaw<(Omit<RecordWithDrops, 'drops'> & { drops: StoredDrop[] | null })[]>`
    SELECT i.id, i.site_id AS "siteId", i.article_id AS "articleId", i.content_hash AS "contentHash", r.locale,
      i.report -> 'drops' AS drops
    FROM import_record i JOIN revision r ON r.id = i.revision_id WHERE i.id = ${id}::uuid`;
  const [row] = rows;
  return row ? { ...row, drops: row.drops ?? [] } : null;
}

/** Reads how articles came here, in batches. */
@Injectable()
export class ImportRecords {
  constructor(private readonly database: Database) {}

  /**
   * What is not known of these articles' sources, for those that were imported: the owner, the author. One statement.
   * One import of unknown rights makes those of its article unknown; one that nobody took did not give it any text.
   */
  origins(articleIds: readonly string[], tx: Tx = this.database.client): Promise<ImportOrigin[]> {
    return tx.$queryRaw<ImportOrigin[]>`
      SELECT article_id AS "articleId", bool_or(rights = 'unknown') AS "rightsUnknown",
        bool_and(COALESCE(jsonb_exists(report -> 'warnings', 'BYLINE_MISSING'), false)) AS "bylineMissing",
        bool_or(COALESCE(report -> 'notices', '[]') @> '[{"code": "PRIVATE_METADATA"}]') AS "namesPeople"
      FROM import_record WHERE article_id = ANY(${[...articleIds]}::uuid[]) AND outcome = ANY(${IN_THE_TEXT})
      GROUP BY article_id`;
  }

  /** The oldest import record of each article. */
  ofArticles(articleIds: readonly string[]): Promise<ImportRecordRow[]> {
    return this.database.client.importRecord.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: { createdAt: 'asc' },
      select: IMPORT_FIELDS,
    });
  }

  byIds(ids: readonly string[]): Promise<ImportRecordRow[]> {
    return this.database.client.importRecord.findMany({ where: { id: { in: [...ids] } }, select: IMPORT_FIELDS });
  }

  byId(id: string): Promise<ImportRecordRow | null> {
    return isId(id) ? recordById(this.database.client, id) : Promise.resolve(null);
  }
}
