import { isId } from '#kernel';
import type { Tx } from '#platform';
import type { FilesOfContent } from '../domain/files-of.js';

/** What a publication shows: pictures by id, PDFs by stored name. */
export type FilesShown = Pick<FilesOfContent, 'mediaIds' | 'pdfNames'>;

/** The place of an article on a site. */
export interface ShowingPlace {
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
}

/**
 * Opens the files of these assets to the public, in the transaction that publishes. What an earlier publication of the
 * article showed stays open: a page that somebody has open still loads it.
 */
export async function showMedia(
  tx: Tx,
  { siteId, articleId, locale }: ShowingPlace,
  shown: FilesShown & { readonly publicationId: string; readonly at: Date },
): Promise<void> {
  const mediaIds = shown.mediaIds.filter(isId);
  if (mediaIds.length + shown.pdfNames.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO media_showing (asset_id, site_id, article_id, locale, publication_id, shown_at)
    SELECT id, ${siteId}::uuid, ${articleId}::uuid, ${locale}, ${shown.publicationId}::uuid, ${shown.at}
    FROM media_asset WHERE id = ANY(${mediaIds}::uuid[]) OR (kind = 'pdf' AND name = ANY(${[...shown.pdfNames]}))
    ON CONFLICT (asset_id, site_id, article_id, locale)
    DO UPDATE SET publication_id = EXCLUDED.publication_id, shown_at = EXCLUDED.shown_at, hidden_at = NULL`;
}

/** Closes every file that only this article shows: it was withdrawn, and a wrong picture harms as a wrong word does. */
export async function hideMedia(tx: Tx, { siteId, articleId, locale }: ShowingPlace, at: Date): Promise<void> {
  await tx.mediaShowing.updateMany({ where: { siteId, articleId, locale, hiddenAt: null }, data: { hiddenAt: at } });
}

/** Which of these assets the public can load now. One statement. */
export async function shownAssets(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.mediaShowing.findMany({
    where: { assetId: { in: [...ids] }, hiddenAt: null },
    distinct: ['assetId'],
    select: { assetId: true },
  });
  return new Set(rows.map(({ assetId }) => assetId));
}
