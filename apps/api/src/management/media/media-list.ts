import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

export interface MediaListQuery {
  readonly siteId: string;
  readonly kind?: string | null;
  readonly search?: string | null;
  readonly unused?: boolean | null;
  readonly missingRights?: boolean | null;
  readonly missingAlt?: boolean | null;
  readonly archived?: boolean | null;
}

interface Place {
  readonly at: Date;
  readonly id: string;
}

/**
 * What counts as use: the newest revision of an article in a locale, what an approval in force covers, and what is live.
 * The same three as in "where used", and for a PDF, which texts link to by its address, a live article that shows it.
 */
const USED = `EXISTS (
    SELECT 1 FROM revision_use u JOIN revision r ON r.id = u.revision_id
    WHERE u.kind = 'media' AND u.target_id = a.id::text AND (
      NOT EXISTS (SELECT 1 FROM revision n
        WHERE n.article_id = r.article_id AND n.locale = r.locale AND n.number > r.number)
      OR r.content_hash = (SELECT ap.content_hash FROM approval ap
        WHERE ap.article_id = r.article_id AND ap.locale = r.locale AND ap.revoked_at IS NULL
        ORDER BY ap.approved_at DESC LIMIT 1)
      OR EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = r.id AND p.state = 'live')))
  OR EXISTS (SELECT 1 FROM media_showing s JOIN publication p ON p.id = s.publication_id
    WHERE s.asset_id = a.id AND s.hidden_at IS NULL AND p.state = 'live')`;

const FILTER = `a.site_id = $1 AND (a.archived_at IS NOT NULL) = $2
  AND ($3::text IS NULL OR a.kind = $3)
  AND ($4::text IS NULL OR a.file_name ILIKE $4 OR a.alt ILIKE $4 OR a.alt_texts::text ILIKE $4)
  AND (NOT $5 OR a.rights_status = 'unknown' OR a.rights_until <= now())
  AND (NOT $6 OR NOT (${USED}))
  AND (NOT $7 OR (a.kind = 'image' AND NOT a.decorative AND a.alt IS NULL))`;

function valuesOf(query: MediaListQuery): unknown[] {
  const search = query.search?.trim();
  // Signs that ILIKE reads as wildcards stand for themselves in a search.
  const pattern = search ? `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
  const { siteId, archived, kind, missingRights, missingAlt, unused } = query;
  const flags = [missingRights, unused, missingAlt].map((flag) => flag === true);
  return [siteId, archived === true, kind ?? null, pattern, ...flags];
}

/** The list of files, and who shows one: the place that reads files and articles together. */
@Injectable()
export class MediaList {
  constructor(private readonly database: Database) {}

  /** Ids of one page, newest first, one more than asked. One statement. */
  async page(query: MediaListQuery, limit: number, after?: Place): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT a.id FROM media_asset a WHERE ${FILTER}
         AND ($8::timestamptz IS NULL OR (a.created_at, a.id) < ($8::timestamptz, $9::uuid))
       ORDER BY a.created_at DESC, a.id DESC LIMIT $10`,
      [...valuesOf(query), after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map(({ id }) => id);
  }

  /** How many there are on all pages. */
  async count(query: MediaListQuery): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM media_asset a WHERE ${FILTER}`,
      valuesOf(query),
    );
    return rows[0]!.count;
  }
}
