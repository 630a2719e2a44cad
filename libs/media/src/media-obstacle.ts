import type { ArticleContent } from '#document';
import { isId } from '#kernel';
import type { Tx } from '#platform';
import { picturesOf } from './domain/pictures-of.js';
import { FIT } from './domain/recipe.js';
import { type MediaLack, MediaNotReady, type UnreadyPicture } from './domain/refusals.js';

interface Facts {
  readonly id: string;
  readonly siteId: string;
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
 * What keeps an article's pictures from being reviewed; null when nothing does. Each must be a file of the article's own
 * site, with words for who cannot see it, rights that are known and in force, and its renditions made. Two statements,
 * one when there is no picture.
 */
export async function mediaObstacle(
  tx: Tx,
  { siteId, content, at }: { siteId: string; content: Pick<ArticleContent, 'document'>; at: Date },
): Promise<MediaNotReady | null> {
  const used = picturesOf(content);
  if (used.length === 0) return null;
  const facts = await factsOf(
    tx,
    used.flatMap(({ mediaId }) => (mediaId && isId(mediaId) ? [mediaId] : [])),
  );
  const unready = used.flatMap(({ mediaId, src }): UnreadyPicture[] => {
    if (!mediaId) return [{ mediaId, name: src ?? '', lacks: ['notUploaded'] }];
    const asset = facts.get(mediaId);
    // Of another site: answered as if it did not exist.
    if (!asset || asset.siteId !== siteId || asset.kind !== 'image')
      return [{ mediaId, name: mediaId, lacks: ['notFound'] }];
    const lacks = lacksOf(asset, at);
    return lacks.length > 0 ? [{ mediaId, name: asset.fileName, lacks }] : [];
  });
  return unready.length > 0 ? new MediaNotReady(unready) : null;
}

async function factsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.mediaAsset.findMany({
    where: { id: { in: [...ids] } },
    include: { renditions: { where: { variant: FIT }, select: { state: true, format: true } } },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function lacksOf(asset: Facts, at: Date): MediaLack[] {
  const { renditions } = asset;
  const lacks: MediaLack[] = [];
  if (asset.archivedAt) lacks.push('archived');
  if (!asset.decorative && !asset.alt) lacks.push('altText');
  if (asset.rightsStatus === 'unknown') lacks.push('rights');
  if (asset.rightsUntil && asset.rightsUntil <= at) lacks.push('rightsExpired');
  const shown = renditions.some(({ state, format }) => state === 'ready' && (format === 'jpeg' || format === 'png'));
  if (renditions.some(({ state }) => state === 'pending')) lacks.push('notPrepared');
  else if (!shown) lacks.push('damaged');
  return lacks;
}
