import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** Where an article stands in a locale, from the view `article_overview`. */
export interface OverviewRow {
  readonly articleId: string;
  readonly locale: string;
  readonly status: string;
  readonly updatedAt: Date;
}

export interface ArticleListQuery {
  readonly siteIds: readonly string[];
  readonly search?: string | null;
  readonly status?: string | null;
  readonly archived?: boolean | null;
  readonly topic?: string | null;
  readonly riskClass?: string | null;
  /** State of the open review case. */
  readonly openReview?: string | null;
  /** Id of the person whose own the newest text is. */
  readonly changedBy?: string | null;
  readonly limit: number;
  readonly after?: { updatedAt: string; articleId: string };
}

const COLUMNS = 'article_id AS "articleId", locale, status, updated_at AS "updatedAt"';

/**
 * The article list: the one place that reads over several rooms' tables, through a view. Prisma has no models for views
 * of this kind, so these are two statements of SQL.
 */
@Injectable()
export class ArticleOverviews {
  constructor(private readonly database: Database) {}

  /** Every locale of these articles. */
  async ofArticles(ids: readonly string[]): Promise<OverviewRow[]> {
    const { rows } = await this.database.pool.query<OverviewRow>(
      `SELECT ${COLUMNS} FROM article_overview WHERE article_id = ANY($1::uuid[])`,
      [ids],
    );
    return rows;
  }

  /** One page, newest change first, with one row more than asked, each article once. */
  async list(query: ArticleListQuery): Promise<OverviewRow[]> {
    const { rows } = await this.database.pool.query<OverviewRow>(
      `SELECT ${COLUMNS} FROM article_overview
       WHERE ${FILTER}
         AND ($9::timestamptz IS NULL OR (updated_at, article_id) < ($9::timestamptz, $10::uuid))
       ORDER BY updated_at DESC, article_id DESC LIMIT $11`,
      [...filterValues(query), query.after?.updatedAt ?? null, query.after?.articleId ?? null, query.limit + 1],
    );
    return rows;
  }

  /** The topics that articles of these sites have, by name. */
  async topics(siteIds: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ topic: string }>(
      'SELECT DISTINCT topic FROM article WHERE archived_at IS NULL AND site_id = ANY($1::uuid[]) ORDER BY topic',
      [siteIds],
    );
    return rows.map(({ topic }) => topic);
  }

  /** How many there are on all pages. */
  async count(query: Omit<ArticleListQuery, 'limit' | 'after'>): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM article_overview WHERE ${FILTER}`,
      filterValues(query),
    );
    return rows[0]!.count;
  }
}

const FILTER = `is_first_locale AND (archived_at IS NOT NULL) = $4 AND site_id = ANY($1::uuid[])
  AND ($2::text IS NULL OR title ILIKE $2) AND ($3::text IS NULL OR status = $3)
  AND ($5::text IS NULL OR topic = $5) AND ($6::text IS NULL OR risk_class = $6)
  AND ($7::text IS NULL OR case_state = $7) AND ($8::uuid IS NULL OR created_by_id = $8)`;

function filterValues(query: Omit<ArticleListQuery, 'limit' | 'after'>): unknown[] {
  const search = query.search?.trim();
  // Signs that ILIKE reads as wildcards stand for themselves in a search.
  const pattern = search ? `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
  const { siteIds, status, archived, topic, riskClass, openReview, changedBy } = query;
  return [siteIds, pattern, status, archived ?? false, topic, riskClass, openReview, changedBy].map((it) => it ?? null);
}
