import type { ArticleContent, PictureFile, PictureSource } from '#document';
import { isId } from '#kernel';
import type { Tx } from '#platform';
import { filesOf } from './domain/files-of.js';
import { cardVariant, FIT } from './domain/recipe.js';
import type { FilesShown } from './persistence/showings.js';

/** A stored picture as a page loads it, and what is said of it. Addresses are absolute. */
export interface PublicPicture extends PictureSource {
  readonly id: string;
  readonly decorative: boolean;
  readonly files: readonly PictureFile[];
  readonly sources: readonly { readonly type: string; readonly files: readonly PictureFile[] }[];
  /** Cut for the card of a social site or messenger; null while it is not made. */
  readonly card: (PictureFile & { readonly height: number }) | null;
}

interface Rendition {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly variant: string;
  readonly name: string | null;
}

/** Newest format first: a browser takes the first it knows. */
const NEWER = ['avif', 'webp'] as const;

/** The files that a publication of this content opens to the public. */
export function publicFilesOf(content: Pick<ArticleContent, 'document'>): FilesShown {
  const { mediaIds, pdfNames } = filesOf(content);
  return { mediaIds, pdfNames };
}

/**
 * Pictures as a page shows them, by id, in the order asked. What is said of each is what was said at `asOf`: an article
 * that was approved then is not reworded by a description that nobody reviewed. One without a finished rendition is left
 * out, and is then shown by its words. Three statements at most.
 */
export async function picturesFor(
  tx: Tx,
  ids: readonly string[],
  { asOf, publicUrl }: { readonly asOf: Date; readonly publicUrl: string },
): Promise<Map<string, PublicPicture>> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return new Map();
  const assets = await tx.mediaAsset.findMany({
    where: { id: { in: asked }, kind: 'image' },
    include: {
      renditions: { where: { state: 'ready' }, orderBy: { width: 'asc' } },
      descriptions: { where: { describedAt: { lte: asOf } }, orderBy: { version: 'desc' }, take: 1 },
    },
  });
  const order = new Map(asked.map((id, index) => [id, index]));
  const found = assets.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
  return new Map(
    found.flatMap((asset) => {
      const urlOf = (name: string) => `${publicUrl}/media/${name}`;
      const picture = pictureOf(asset, asset.renditions, asset.descriptions[0], urlOf);
      return picture ? [[asset.id, picture] as const] : [];
    }),
  );
}

interface Words {
  readonly alt: string | null;
  readonly decorative: boolean;
  readonly credit: string | null;
  readonly focalX: number;
  readonly focalY: number;
}

function pictureOf(
  asset: { readonly id: string; readonly width: number | null; readonly height: number | null },
  renditions: readonly Rendition[],
  words: Words | undefined,
  urlOf: (name: string) => string,
): PublicPicture | null {
  const fit = renditions.filter(({ variant }) => variant === FIT);
  const filesIn = (wanted: (format: string) => boolean): PictureFile[] =>
    fit.filter(({ format }) => wanted(format)).map(({ name, width }) => ({ src: urlOf(name!), width }));
  const files = filesIn((format) => format === 'jpeg' || format === 'png');
  const largest = files.at(-1);
  if (!largest) return null;
  const size = fit.find(({ name }) => urlOf(name!) === largest.src)!;
  const wantedCard = cardVariant({ x: words?.focalX ?? 0.5, y: words?.focalY ?? 0.5 });
  const cards = renditions.filter(({ variant }) => variant !== FIT);
  const card = cards.find(({ variant }) => variant === wantedCard) ?? cards[0];
  return {
    id: asset.id,
    src: largest.src,
    width: size.width,
    height: size.height,
    files,
    sources: NEWER.map((format) => ({ type: `image/${format}`, files: filesIn((it) => it === format) })),
    ...(words?.alt ? { alt: words.alt } : {}),
    decorative: words?.decorative ?? false,
    ...(words?.credit ? { credit: words.credit } : {}),
    card: card ? { src: urlOf(card.name!), width: card.width, height: card.height } : null,
  };
}
