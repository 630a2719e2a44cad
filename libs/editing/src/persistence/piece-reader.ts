import { Injectable } from '@nestjs/common';
import { type PieceContent, pieceKey, type SharedPieces } from '#document';
import { Database, type Tx } from '#platform';

/** An article that shows an older version of a piece than the one approved last. */
export interface PieceToRenew {
  readonly articleId: string;
  readonly siteId: string;
  readonly locale: string;
  /** The revision of the article that shows the old version. */
  readonly revisionId: string;
  readonly pieceId: string;
  readonly shownVersion: number;
  readonly newestVersion: number;
  readonly isNewest: boolean;
  readonly isApproved: boolean;
  readonly isLive: boolean;
  /** An approval in force covers some text of the article in this locale, this one or another. */
  readonly hasApproved: boolean;
}

interface Search {
  /** Null: all sites. */
  readonly siteIds: readonly string[] | null;
  readonly pieceId: string | null;
  /** Only where this article is the piece or the one that shows it. */
  readonly articleId: string | null;
  /** Null: all of them. */
  readonly limit: number | null;
}

interface ShownPiece {
  readonly revisionId: string;
  readonly contentType: string;
  readonly pieceId: string;
  readonly version: number;
  readonly title: string;
  readonly document: PieceContent['document'];
  readonly references: PieceContent['references'];
  readonly contentHash: string;
}

/** Reads what the shared pieces of texts say, and whether they may be shown. */
@Injectable()
export class PieceReader {
  constructor(private readonly database: Database) {}

  /** The contents of the pieces that each of these revisions shows, by revision id. One statement. */
  async contentsOf(revisionIds: readonly string[], tx: Tx = this.database.client): Promise<Map<string, SharedPieces>> {
    const rows = await tx.$queryRaw<ShownPiece[]>`
      SELECT u.revision_id AS "revisionId", a.content_type AS "contentType", u.target_id AS "pieceId", u.version,
             p.title, p.document, p."references", p.content_hash AS "contentHash"
      FROM revision_use u JOIN revision host ON host.id = u.revision_id
      JOIN revision p ON p.article_id = carepress_id(u.target_id) AND p.locale = host.locale AND p.number = u.version
        AND p.content_hash = u.content_hash
      JOIN article a ON a.id = p.article_id
      WHERE u.kind = 'piece' AND u.revision_id = ANY(${[...revisionIds]}::uuid[])`;
    return new Map(
      revisionIds.map((id) => {
        const own = rows.filter((row) => row.revisionId === id);
        return [id, { safetyBlocks: mapOf(own, 'safetyBlock'), exercises: mapOf(own, 'exercise') }];
      }),
    );
  }

  /**
   * The newest, approved and live texts of these sites that show an older version of a piece than the one approved last,
   * live ones first. At most 500. One statement.
   *
   * @param pieceId only of this piece
   */
  toRenew(
    siteIds: readonly string[],
    pieceId: string | null = null,
    tx: Tx = this.database.client,
  ): Promise<PieceToRenew[]> {
    return this.find(tx, { siteIds, pieceId, articleId: null, limit: 500 });
  }

  /** The ids of the pieces of a site, archived ones left out, by kind and topic; at most 500. One statement. */
  async ofSite(siteId: string): Promise<string[]> {
    const rows = await this.database.client.article.findMany({
      where: { siteId, archivedAt: null, contentType: { in: ['safetyBlock', 'exercise'] } },
      orderBy: [{ contentType: 'asc' }, { topic: 'asc' }, { id: 'asc' }],
      select: { id: true },
      take: 500,
    });
    return rows.map(({ id }) => id);
  }

  /** As `toRenew`, at all sites and without a limit: where this article is the piece, or shows one. One statement. */
  toRenewAround(articleId: string, tx: Tx): Promise<PieceToRenew[]> {
    return this.find(tx, { siteIds: null, pieceId: null, articleId, limit: null });
  }

  private find(tx: Tx, { siteIds, pieceId, articleId, limit }: Search): Promise<PieceToRenew[]> {
    return tx.$queryRaw<PieceToRenew[]>`
      SELECT * FROM (
        SELECT host.article_id AS "articleId", a.site_id AS "siteId", host.locale, host.id AS "revisionId",
               u.target_id AS "pieceId", u.version AS "shownVersion", last.number AS "newestVersion",
               NOT EXISTS (SELECT 1 FROM revision n WHERE n.article_id = host.article_id AND n.locale = host.locale
                 AND n.number > host.number) AS "isNewest",
               COALESCE(host.content_hash = (SELECT ap.content_hash FROM approval ap
                 WHERE ap.article_id = host.article_id AND ap.locale = host.locale AND ap.revoked_at IS NULL
                   AND carepress_case_complete(ap.case_id)
                 ORDER BY ap.approved_at DESC, ap.id DESC LIMIT 1), false) AS "isApproved",
               EXISTS (SELECT 1 FROM approval ap WHERE ap.article_id = host.article_id AND ap.locale = host.locale
                 AND ap.revoked_at IS NULL AND carepress_case_complete(ap.case_id)) AS "hasApproved",
               EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = host.id AND p.state = 'live') AS "isLive"
        FROM revision_use u JOIN revision host ON host.id = u.revision_id JOIN article a ON a.id = host.article_id
        CROSS JOIN LATERAL (
          SELECT r.number FROM revision r
          WHERE r.article_id = carepress_id(u.target_id) AND r.locale = host.locale AND r.number > u.version
            AND carepress_is_approved(r.article_id, r.locale, r.content_hash)
          ORDER BY r.number DESC LIMIT 1) last
        WHERE u.kind = 'piece' AND a.archived_at IS NULL
          AND (${siteIds}::uuid[] IS NULL OR a.site_id = ANY(${siteIds}::uuid[]))
          AND (${pieceId}::text IS NULL OR u.target_id = ${pieceId}::text)
          AND (${articleId}::text IS NULL OR u.target_id = ${articleId}::text OR a.id = ${articleId}::uuid)) found
      WHERE "isNewest" OR "isApproved" OR "isLive"
      ORDER BY "isLive" DESC, "articleId", locale, "shownVersion" LIMIT ${limit}::int`;
  }
}

function mapOf(rows: readonly ShownPiece[], contentType: string): Map<string, PieceContent> {
  const own = rows.filter((row) => row.contentType === contentType);
  return new Map(
    own.map(({ pieceId, version, title, document, references = [], contentHash }) => [
      pieceKey(pieceId, version),
      { title, document, references, contentHash },
    ]),
  );
}
