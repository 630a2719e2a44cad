import type { ArticleContent } from '#document';
import { isId } from '#kernel';
import type { Tx } from '#platform';
import { filesOf } from './domain/files-of.js';
import { FIT } from './domain/recipe.js';
import { type MediaLack, MediaNotReady, type UnreadyPicture } from './domain/refusals.js';

interface Facts {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly kind: string;
  readonly alt: string | null;
  readonly decorative: boolean;
  readonly rightsStatus: string;
  readonly rightsUntil: Date | null;
  readonly archivedAt: Date | null;
  readonly renditions: readonly { state: string; format: string }[];
}

/**
 * What keeps an article's pictures and linked PDFs from being reviewed; null when nothing does. Each must be a file of
 * the article's own site with rights that are known and in force; a picture needs words for who cannot see it, and its
 * renditions. Two statements, none when the article names no file.
 */
export async function mediaObstacle(
  tx: Tx,
  { siteId, content, at }: { siteId: string; content: Pick<ArticleContent, 'document'>; at: Date },
): Promise<MediaNotReady | null> {
  const { mediaIds, foreignPictures, pdfNames } = filesOf(content);
  const facts = await factsOf(tx, siteId, mediaIds.filter(isId), pdfNames);
  const unready = (key: string, asset: Facts | undefined): UnreadyPicture[] => {
    // Of another site: answered as if it did not exist.
    if (!asset) return [{ mediaId: isId(key) ? key : null, name: key, lacks: ['notFound'] }];
    const lacks = lacksOf(asset, at);
    return lacks.length > 0 ? [{ mediaId: asset.id, name: asset.fileName, lacks }] : [];
  };
  const pictures = [
    ...mediaIds.flatMap((id) =>
      unready(
        id,
        facts.find((it) => it.id === id && it.kind === 'image'),
      ),
    ),
    ...pdfNames.flatMap((name) =>
      unready(
        name,
        facts.find((it) => it.name === name),
      ),
    ),
    ...foreignPictures.map((src): UnreadyPicture => ({ mediaId: null, name: src, lacks: ['notUploaded'] })),
  ];
  return pictures.length > 0 ? new MediaNotReady(pictures) : null;
}

async function factsOf(tx: Tx, siteId: string, ids: string[], names: readonly string[]): Promise<Facts[]> {
  if (ids.length + names.length === 0) return [];
  return tx.mediaAsset.findMany({
    where: { siteId, OR: [{ id: { in: ids } }, { name: { in: [...names] } }] },
    include: { renditions: { where: { variant: FIT }, select: { state: true, format: true } } },
  });
}

function lacksOf(asset: Facts, at: Date): MediaLack[] {
  const { renditions } = asset;
  const lacks: MediaLack[] = [];
  if (asset.archivedAt) lacks.push('archived');
  if (asset.kind === 'image' && !asset.decorative && !asset.alt) lacks.push('altText');
  if (asset.rightsStatus === 'unknown') lacks.push('rights');
  if (asset.rightsUntil && asset.rightsUntil <= at) lacks.push('rightsExpired');
  if (asset.kind !== 'image') return lacks;
  const shown = renditions.some(({ state, format }) => state === 'ready' && (format === 'jpeg' || format === 'png'));
  if (renditions.some(({ state }) => state === 'pending')) lacks.push('notPrepared');
  else if (!shown) lacks.push('damaged');
  return lacks;
}
