import type { Tx } from '#platform';

/** A text that a site showed and that was recalled since, and what the same site shows of the article now. */
export interface Correction {
  readonly articleId: string;
  /** The publication that showed what was recalled. */
  readonly recalledPublicationId: string;
  /** What is live there now: other text, live since the recall. */
  readonly correctionId: string;
  /** Everything that was live there of the article since the recall. */
  readonly sinceIds: readonly string[];
}

/** What corrects these publications on their own sites. One statement; nothing for those that were never recalled. */
export function correctionsOf(tx: Tx, publicationIds: readonly string[]): Promise<Correction[]> {
  return tx.$queryRaw<Correction[]>`
    WITH wrong AS (
      SELECT p.id, p.site_id, p.article_id, p.locale, max(b.recalled_at) AS recalled_at
      FROM recalled_publication r
      JOIN publication p ON p.id = r.publication_id
      JOIN recalled_revision b ON b.recall_id = r.recall_id
      WHERE r.publication_id = ANY(${[...publicationIds]}::uuid[])
      GROUP BY p.id)
    SELECT wrong.article_id AS "articleId", wrong.id AS "recalledPublicationId", live.id AS "correctionId",
      (SELECT array_agg(later.id) FROM publication later WHERE later.site_id = wrong.site_id
        AND later.article_id = wrong.article_id AND later.locale = wrong.locale
        AND later.live_from >= wrong.recalled_at) AS "sinceIds"
    FROM wrong JOIN publication live ON live.site_id = wrong.site_id AND live.article_id = wrong.article_id
      AND live.locale = wrong.locale AND live.state = 'live' AND live.live_from >= wrong.recalled_at
    ORDER BY live.live_from, live.id`;
}
