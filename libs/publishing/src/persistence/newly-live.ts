import type { Tx } from '#platform';

/** Something that went live on a site, and is live still. */
export interface NewlyLive {
  readonly publicationId: string;
  readonly articleId: string;
  readonly contentHash: string;
  readonly title: string;
  readonly liveFrom: Date;
}

/**
 * What a site shows that is news since an instant, the oldest first: an article that was not there before, or whose text
 * was changed by more than a minor edit. A minor edit that followed shows the text as it is now. One statement.
 */
export function newlyLive(tx: Tx, siteId: string, locale: string, since: Date, until: Date): Promise<NewlyLive[]> {
  return tx.$queryRaw<NewlyLive[]>`
    SELECT p.id AS "publicationId", p.article_id AS "articleId", p.content_hash AS "contentHash", r.title,
           p.live_from AS "liveFrom"
      FROM publication p JOIN revision r ON r.id = p.revision_id
     WHERE p.site_id = ${siteId}::uuid AND p.locale = ${locale} AND p.state = 'live'
       AND p.live_from > ${since} AND p.live_from <= ${until}
       AND EXISTS (SELECT 1 FROM publication q JOIN approval a ON a.id = q.approval_id
                    WHERE q.site_id = p.site_id AND q.article_id = p.article_id AND q.locale = p.locale
                      AND q.live_from > ${since} AND q.live_from <= ${until} AND a.edit_class <> 'minor')
     ORDER BY p.live_from, p.id`;
}
