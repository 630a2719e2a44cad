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

  /** Whether anyone stated who owns the text, for each of these articles that was imported; one statement. */
  rightsOf(
    articleIds: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<{ articleId: string; rights: string }[]> {
    return tx.importRecord.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: { createdAt: 'asc' },
      select: { articleId: true, rights: true },
    });
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
