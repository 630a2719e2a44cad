import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

export interface RecallRow {
  readonly id: string;
  /** The site the article belongs to. */
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly reason: string;
  /** `open` or `corrected`. */
  readonly state: string;
  readonly openedById: string;
  readonly openedAt: Date;
  readonly correctedAt: Date | null;
  readonly correctionId: string | null;
}

/** One publication that showed recalled text, by itself or in a shared piece: on which site, from when, until when. */
export interface Serving {
  readonly recallId: string;
  readonly publicationId: string;
  readonly siteId: string;
  readonly revisionId: string;
  readonly slug: string;
  readonly locale: string;
  readonly liveFrom: Date;
  readonly liveUntil: Date | null;
}

/** Recalls and where their text was. */
@Injectable()
export class Recalls {
  constructor(private readonly database: Database) {}

  async create(tx: Tx, recall: Omit<RecallRow, 'state' | 'correctedAt' | 'correctionId'>): Promise<void> {
    await tx.recall.create({ data: { ...recall, state: 'open' } });
  }

  byId(id: string, tx: Tx = this.database.client): Promise<RecallRow | null> {
    return tx.recall.findUnique({ where: { id } });
  }

  /** A site's recalls, newest first, before the one given. */
  page(siteId: string, limit: number, before?: { at: Date; id: string }): Promise<RecallRow[]> {
    const older = before && { OR: [{ openedAt: { lt: before.at } }, { openedAt: before.at, id: { lt: before.id } }] };
    return this.database.client.recall.findMany({
      where: { siteId, ...older },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  count(siteId: string): Promise<number> {
    return this.database.client.recall.count({ where: { siteId } });
  }

  /** The recall that barred all of these revisions' texts already; null when at least one is not barred. */
  async barring(tx: Tx, revisionIds: readonly string[]): Promise<string | null> {
    const rows = await tx.$queryRaw<{ recallId: string | null }[]>`
      SELECT (SELECT b.recall_id FROM recalled_revision b WHERE b.article_id = r.article_id AND b.locale = r.locale
        AND b.content_hash = r.content_hash ORDER BY b.recalled_at LIMIT 1) AS "recallId"
      FROM revision r WHERE r.id = ANY(${[...revisionIds]}::uuid[])`;
    return rows.some(({ recallId }) => recallId === null) ? null : (rows[0]?.recallId ?? null);
  }

  /** The revisions a recall names. */
  async revisionIds(recallIds: readonly string[]): Promise<{ recallId: string; revisionId: string }[]> {
    return this.database.client.$queryRaw`
      SELECT recall_id AS "recallId", revision_id AS "revisionId" FROM recalled_revision
      WHERE recall_id = ANY(${[...recallIds]}::uuid[]) ORDER BY revision_id`;
  }

  /** Exactly which sites showed the text of these recalls, and when: from the ledger of publications. One statement. */
  servings(recallIds: readonly string[]): Promise<Serving[]> {
    return this.database.client.$queryRaw<Serving[]>`
      SELECT r.recall_id AS "recallId", p.id AS "publicationId", p.site_id AS "siteId",
        p.revision_id AS "revisionId", p.slug, p.locale, p.live_from AS "liveFrom", p.live_until AS "liveUntil"
      FROM recalled_publication r JOIN publication p ON p.id = r.publication_id
      WHERE r.recall_id = ANY(${[...recallIds]}::uuid[]) ORDER BY p.live_from, p.id`;
  }

  /**
   * The publications that showed the text of these revisions, by itself or in a shared piece, the oldest first: what a
   * recall of them would reach, by the same rule as the view `recalled_publication`.
   */
  async reach(revisionIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      WITH named AS (SELECT article_id, locale, content_hash FROM revision WHERE id = ANY(${[...revisionIds]}::uuid[])),
      showing AS (
        SELECT p.id, p.live_from FROM named n
        JOIN publication p ON p.article_id = n.article_id AND p.locale = n.locale AND p.content_hash = n.content_hash
        UNION
        SELECT p.id, p.live_from FROM named n
        JOIN revision_use u ON u.kind = 'piece' AND u.target_id = n.article_id::text AND u.content_hash = n.content_hash
        JOIN publication p ON p.revision_id = u.revision_id AND p.locale = n.locale)
      SELECT id FROM showing ORDER BY live_from, id`;
    return rows.map(({ id }) => id);
  }

  /** Recalled text that is live all the same, with the recall and its reason: what is still to be taken off. */
  stillLive(recallId: string | null = null): Promise<{ publicationId: string; recallId: string }[]> {
    return this.database.client.$queryRaw`
      SELECT p.id AS "publicationId", min(r.recall_id::text)::uuid AS "recallId"
      FROM recalled_publication r JOIN publication p ON p.id = r.publication_id AND p.state = 'live'
      WHERE ${recallId}::uuid IS NULL OR r.recall_id = ${recallId}::uuid
      GROUP BY p.id, p.site_id ORDER BY p.site_id, p.id`;
  }

  /**
   * Open recalls that may end, with the publication that corrects them: other text of the article, approved and live after
   * it. A shared piece is corrected when everything that showed it is; null when nothing ever did.
   */
  corrections(articleId: string | null = null): Promise<{ recallId: string; publicationId: string | null }[]> {
    return this.database.client.$queryRaw`
      SELECT c.recall_id AS "recallId", c.correction_id AS "publicationId" FROM recall_correction c
      WHERE ${articleId}::uuid IS NULL OR c.article_id = ${articleId}::uuid OR EXISTS (
        SELECT 1 FROM publication p WHERE p.id = c.correction_id AND p.article_id = ${articleId}::uuid)
      ORDER BY c.recall_id`;
  }

  /** Ends a recall with its correction; false when it was ended before. */
  async correct(tx: Tx, id: string, correctionId: string | null, at: Date): Promise<boolean> {
    const { count } = await tx.recall.updateMany({
      where: { id, state: 'open' },
      data: { state: 'corrected', correctedAt: at, correctionId },
    });
    return count === 1;
  }
}
