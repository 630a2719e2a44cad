import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import { CHECKS_VERSION, type CheckReport, LIBRARY_VERSION } from '#quality';

/** What a report is about: one content of an article, judged with one knowledge of what stands around it. */
export interface ReportKey {
  readonly articleId: string;
  readonly locale: string;
  readonly contentHash: string;
  /** Fingerprint of what the checks knew beside the text. */
  readonly basis: string;
}

export interface StoredReport extends ReportKey {
  readonly report: CheckReport;
}

/** A work list entry for whoever assesses in the background. */
export interface Unassessed {
  readonly revisionId: string;
}

const MOST_AT_ONCE = 200;

/** Keeps reports of today's checks. A report can always be made again, so older ones are deleted. */
@Injectable()
export class StoredReports {
  constructor(private readonly database: Database) {}

  /** The reports of today's checks that are stored for these contents; one statement. */
  async find(keys: readonly ReportKey[], tx: Tx = this.database.client): Promise<StoredReport[]> {
    if (keys.length === 0) return [];
    const rows = await tx.assessment.findMany({
      where: {
        checksVersion: CHECKS_VERSION,
        OR: keys.map(({ articleId, locale, contentHash, basis }) => ({ articleId, locale, contentHash, basis })),
      },
    });
    return rows.map(({ articleId, locale, contentHash, basis, findings, readability }) => ({
      articleId,
      locale,
      contentHash,
      basis,
      report: { findings, readability } as unknown as CheckReport,
    }));
  }

  /**
   * Stores reports; those that somebody stored meanwhile stay. One statement. The articles are held first, in one order:
   * whoever approves holds the article before it stores, and a report that waited for the article while it held the
   * report's key would bring both to a standstill.
   */
  async add(reports: readonly StoredReport[], tx: Tx = this.database.client): Promise<void> {
    if (reports.length === 0) return;
    const rows = reports.map(({ report, ...key }) => ({ id: newId(), ...key, ...report }));
    await tx.$executeRaw`
      WITH held AS MATERIALIZED (
        SELECT id FROM article WHERE id = ANY(${[...new Set(reports.map(({ articleId }) => articleId))]}::uuid[])
        ORDER BY id FOR KEY SHARE)
      INSERT INTO assessment
        (id, article_id, locale, content_hash, checks_version, basis, findings, readability)
      SELECT r.id, held.id, r.locale, r."contentHash", ${CHECKS_VERSION}, r.basis, r.findings, r.readability
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "articleId" uuid, locale text,
        "contentHash" text, basis text, findings jsonb, readability jsonb)
      JOIN held ON held.id = r."articleId" ORDER BY held.id, r.locale, r."contentHash", r.basis
      ON CONFLICT DO NOTHING`;
  }

  /** Deletes reports of texts that no revision holds any more, and those of earlier checks. */
  async prune(articleId: string, locale: string): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM assessment a WHERE a.article_id = ${articleId}::uuid AND a.locale = ${locale}
        AND (a.checks_version <> ${CHECKS_VERSION} OR NOT EXISTS (
          SELECT 1 FROM revision r WHERE r.article_id = a.article_id AND r.locale = a.locale
            AND r.content_hash = a.content_hash))`;
  }

  /** Newest revisions that today's checks did not look at yet, or that others are not compared with, the latest change first. */
  async unassessed(): Promise<Unassessed[]> {
    return this.database.client.$queryRaw<Unassessed[]>`
      SELECT r.id AS "revisionId" FROM revision r
      WHERE NOT EXISTS (SELECT 1 FROM revision later
          WHERE later.article_id = r.article_id AND later.locale = r.locale AND later.number > r.number)
        AND (NOT EXISTS (SELECT 1 FROM assessment a WHERE a.article_id = r.article_id AND a.locale = r.locale
            AND a.content_hash = r.content_hash AND a.checks_version = ${CHECKS_VERSION})
          OR NOT EXISTS (SELECT 1 FROM library_entry e WHERE e.article_id = r.article_id AND e.locale = r.locale
            AND e.content_hash = r.content_hash AND e.library_version = ${LIBRARY_VERSION}))
      ORDER BY r.updated_at DESC LIMIT ${MOST_AT_ONCE}`;
  }
}
