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
         AND ($5::timestamptz IS NULL OR (updated_at, article_id) < ($5::timestamptz, $6::uuid))
       ORDER BY updated_at DESC, article_id DESC LIMIT $7`,
      [...filterValues(query), query.after?.updatedAt ?? null, query.after?.articleId ?? null, query.limit + 1],
    );
    return rows;
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
  AND ($2::text IS NULL OR title ILIKE $2) AND ($3::text IS NULL OR status = $3)`;

function filterValues(query: Omit<ArticleListQuery, 'limit' | 'after'>): unknown[] {
  const search = query.search?.trim();
  // Signs that ILIKE reads as wildcards stand for themselves in a search.
  const pattern = search ? `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
  return [query.siteIds, pattern, query.status ?? null, query.archived ?? false];
}
