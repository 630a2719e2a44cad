import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** How an article came here. The source's bytes are not in it. */
export interface ImportRecordRow {
  readonly id: string;
  readonly articleId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly report: unknown;
  readonly rights: string;
  readonly importedById: string;
  readonly createdAt: Date;
}

/** What nobody knows of an imported text. */
export interface ImportOrigin {
  readonly articleId: string;
  readonly rightsUnknown: boolean;
  readonly bylineMissing: boolean;
}

const IMPORT_FIELDS = {
  id: true,
  articleId: true,
  fileName: true,
  sha256: true,
  report: true,
  rights: true,
  importedById: true,
  createdAt: true,
} as const;

/** Reads how articles came here, in batches. */
@Injectable()
export class ImportRecords {
  constructor(private readonly database: Database) {}

  /** What is not known of these articles' sources, for those that were imported: the owner, the author. One statement. */
  async origins(articleIds: readonly string[], tx: Tx = this.database.client): Promise<ImportOrigin[]> {
    return tx.$queryRaw<ImportOrigin[]>`
      SELECT article_id AS "articleId", rights = 'unknown' AS "rightsUnknown",
        COALESCE(jsonb_exists(report -> 'warnings', 'BYLINE_MISSING'), false) AS "bylineMissing"
      FROM import_record WHERE article_id = ANY(${[...articleIds]}::uuid[]) ORDER BY created_at`;
  }

  /** The oldest import record of each article. */
  ofArticles(articleIds: readonly string[]): Promise<ImportRecordRow[]> {
    return this.database.client.importRecord.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: { createdAt: 'asc' },
      select: IMPORT_FIELDS,
    });
  }
}
