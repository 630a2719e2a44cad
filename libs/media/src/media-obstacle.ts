import type { ArticleContent } from '#document';
import { isId } from '#kernel';
import type { Tx } from '#platform';
import { filesOf } from './domain/files-of.js';
import { FIT } from './domain/recipe.js';
import { type MediaLack, MediaNotPublishable, MediaNotReady, type UnreadyPicture } from './domain/refusals.js';

interface Facts {
  readonly id: string;
  readonly siteId: string;
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

interface Asked {
  /** The article's own. */
  readonly siteId: string;
  readonly content: Pick<ArticleContent, 'document'>;
  readonly at: Date;
}

/**
 * What keeps an article's pictures and linked PDFs from being reviewed; null when nothing does. Each must be a file of
 * the article's own site with rights that are known and in force; a picture needs words for who cannot see it, and its
 * renditions. Two statements, none when the article names no file.
 */
export async function mediaObstacle(tx: Tx, asked: Asked): Promise<MediaNotReady | null> {
  const pictures = await unreadyPictures(tx, asked);
  return pictures.length > 0 ? new MediaNotReady(pictures) : null;
}

/** What can change after a review. Words and renditions cannot: the public gets those that were approved. */
const CHANGES: ReadonlySet<MediaLack> = new Set(['notFound', 'archived', 'rights', 'rightsExpired']);

/**
 * What keeps the files of a reviewed text, and of the pieces in it, from being public at an instant; null when nothing
 * does. A piece may bring pictures of another site: whose they are was asked when it was reviewed. Holds whoever archives
 * or describes one of them back until the transaction ends. Three statements, none without a file.
 */
export async function showingObstacle(tx: Tx, { siteId, content, at }: Asked): Promise<MediaNotPublishable | null> {
  const { mediaIds, pdfNames } = filesOf(content);
  if (mediaIds.length + pdfNames.length === 0) return null;
  await tx.$queryRaw`
    SELECT 1 FROM media_asset WHERE id = ANY(${mediaIds.filter(isId)}::uuid[]) OR name = ANY(${[...pdfNames]})
     ORDER BY id FOR SHARE`;
  const facts = await factsOf(tx, {}, mediaIds.filter(isId), pdfNames);
  const fault = (key: string, asset: Facts | undefined): UnreadyPicture[] => {
    const lacks = (asset ? lacksOf(asset, at) : ['notFound' as const]).filter((lack) => CHANGES.has(lack));
    const id = asset?.id ?? (isId(key) ? key : null);
    return lacks.length > 0 ? [{ mediaId: id, name: asset?.fileName ?? key, lacks }] : [];
  };
  // Of a PDF that several sites have, the article's own counts.
  const pdfs = facts.toSorted((a, b) => Number(b.siteId === siteId) - Number(a.siteId === siteId));
  const faults = [
    ...mediaIds.flatMap((key) =>
      fault(
        key,
        facts.find(({ id }) => id === key),
      ),
    ),
    ...pdfNames.flatMap((key) =>
      fault(
        key,
        pdfs.find(({ name }) => name === key),
      ),
    ),
  ];
  return faults.length > 0 ? new MediaNotPublishable(faults) : null;
}

/** What a picture of a site lacks before anybody may show it; null when the site has no such picture. Two statements. */
export async function pictureLacks(
  tx: Tx,
  { siteId, mediaId, at }: { readonly siteId: string; readonly mediaId: string; readonly at: Date },
): Promise<{ readonly name: string; readonly lacks: readonly MediaLack[] } | null> {
  const [asset] = await factsOf(tx, { siteId }, [mediaId], []);
  return asset?.kind === 'image' ? { name: asset.fileName, lacks: lacksOf(asset, at) } : null;
}

async function unreadyPictures(tx: Tx, { siteId, content, at }: Asked): Promise<UnreadyPicture[]> {
  const { mediaIds, foreignPictures, pdfNames } = filesOf(content);
  const facts = await factsOf(tx, { siteId }, mediaIds.filter(isId), pdfNames);
  const unready = (key: string, asset: Facts | undefined): UnreadyPicture[] => {
    // Of another site: answered as if it did not exist.
    if (!asset) return [{ mediaId: isId(key) ? key : null, name: key, lacks: ['notFound'] }];
    const lacks = lacksOf(asset, at);
    return lacks.length > 0 ? [{ mediaId: asset.id, name: asset.fileName, lacks }] : [];
  };
  const pictureOf = (id: string) => facts.find((it) => it.id === id && it.kind === 'image');
  return [
    ...mediaIds.flatMap((id) => unready(id, pictureOf(id))),
    ...pdfNames.flatMap((name) =>
      unready(
        name,
        facts.find((it) => it.name === name),
      ),
    ),
    ...foreignPictures.map((src): UnreadyPicture => ({ mediaId: null, name: src, lacks: ['notUploaded'] })),
  ];
}

async function factsOf(tx: Tx, at: { siteId?: string }, ids: string[], names: readonly string[]): Promise<Facts[]> {
  if (ids.length + names.length === 0) return [];
  return tx.mediaAsset.findMany({
    where: { ...at, OR: [{ id: { in: ids } }, { name: { in: [...names] } }] },
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
