import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** What a revision can refer to: a stored picture or file, or a shared piece (an article of its own). */
export interface UseTarget {
  readonly kind: 'media' | 'piece';
  /** The id of the medium, or of the article that is the piece. */
  readonly id: string;
}

/** One thing that a revision refers to. */
export interface UseRow extends UseTarget {
  readonly revisionId: string;
  /** The revision number of a piece; 0 for media. */
  readonly version: number;
  /** The hash of a piece as the document names it; empty for media. */
  readonly contentHash: string;
}

/** A revision that refers to something, and what it is to its article. At least one of the three is true. */
export interface UserRow extends UseRow {
  readonly articleId: string;
  readonly siteId: string;
  readonly locale: string;
  readonly number: number;
  readonly isNewest: boolean;
  /** The newest approval in force of its article and locale covers it. */
  readonly isApproved: boolean;
  /** It is public by itself, or as a piece that a live article shows. */
  readonly isLive: boolean;
}

/** The last row of the page before. */
export type UserPlace = Pick<UserRow, 'articleId' | 'locale' | 'number' | 'version'>;

/** Reads who refers to what. The rows follow the documents by a trigger, so they are never behind. */
@Injectable()
export class UsesReader {
  constructor(private readonly database: Database) {}

  /** What these revisions refer to. One statement. */
  async usesOf(revisionIds: readonly string[], tx: Tx = this.database.client): Promise<UseRow[]> {
    const rows = await tx.revisionUse.findMany({
      where: { revisionId: { in: [...revisionIds] } },
      orderBy: [{ kind: 'asc' }, { targetId: 'asc' }, { version: 'asc' }],
    });
    return rows.map(({ targetId, kind, ...row }) => ({ ...row, kind: kind as UseTarget['kind'], id: targetId }));
  }

  /**
   * The newest, approved and live revisions that refer to any of these, by article, locale and falling number. What an
   * article showed once and no longer shows is left out. One statement.
   *
   * @param page at most `limit` rows (500 when left out), after the row given
   */
  usersOf(
    kind: UseTarget['kind'],
    ids: readonly string[],
    page: { readonly limit?: number; readonly after?: UserPlace } = {},
    tx: Tx = this.database.client,
  ): Promise<UserRow[]> {
    const { limit = 500, after } = page;
    return tx.$queryRaw<UserRow[]>`
      SELECT * FROM (
        SELECT u.kind, u.target_id AS id, u.revision_id AS "revisionId", u.version, u.content_hash AS "contentHash",
               r.article_id AS "articleId", a.site_id AS "siteId", r.locale, r.number,
               NOT EXISTS (SELECT 1 FROM revision n
                 WHERE n.article_id = r.article_id AND n.locale = r.locale AND n.number > r.number) AS "isNewest",
               COALESCE(r.content_hash = (SELECT ap.content_hash FROM approval ap
                 WHERE ap.article_id = r.article_id AND ap.locale = r.locale AND ap.revoked_at IS NULL
                   AND carepress_case_complete(ap.case_id)
                 ORDER BY ap.approved_at DESC, ap.id DESC LIMIT 1), false) AS "isApproved",
               EXISTS (SELECT 1 FROM publication p WHERE p.state = 'live' AND (p.revision_id = r.id OR p.revision_id IN (
                 SELECT host.revision_id FROM revision_use host WHERE host.kind = 'piece' AND host.version = r.number
                   AND host.target_id = r.article_id::text AND host.content_hash = r.content_hash))) AS "isLive"
        FROM revision_use u JOIN revision r ON r.id = u.revision_id JOIN article a ON a.id = r.article_id
        WHERE u.kind = ${kind} AND u.target_id = ANY(${[...ids]})) found
      WHERE ("isNewest" OR "isApproved" OR "isLive")
        AND (${after?.articleId ?? null}::uuid IS NULL
          OR ("articleId", locale, -number, -version) > (${after?.articleId ?? null}::uuid, ${after?.locale ?? null}::text,
            -${after?.number ?? 0}::int, -${after?.version ?? 0}::int))
      ORDER BY "articleId", locale, number DESC, version DESC LIMIT ${limit}`;
  }

  /** True when any revision ever referred to it, also one that nobody shows any more. */
  async wasEverUsed(target: UseTarget, tx: Tx = this.database.client): Promise<boolean> {
    const where = { kind: target.kind, targetId: target.id };
    return (await tx.revisionUse.findFirst({ where, select: { revisionId: true } })) !== null;
  }
}
