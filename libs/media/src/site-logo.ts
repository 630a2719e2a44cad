import { InvalidInput, isId } from '#kernel';
import type { Tx } from '#platform';
import { FIT } from './domain/recipe.js';
import { lacksIn } from './domain/refusals.js';
import { pictureLacks } from './media-obstacle.js';

/** A logo as a message or a page loads it: one address for everybody. */
export interface SiteLogo {
  /** Absolute. Its name is made of the file's bytes and of nothing else. */
  readonly src: string;
  /** In pixels of the file, which is made for fine screens: show it at half of that at most. */
  readonly width: number;
  readonly height: number;
  /** The size of the file. */
  readonly bytes: number;
  /** What is said of it; null where it is decorative: then the name of the clinic says as much. */
  readonly alt: string | null;
}

/**
 * What keeps a picture from being the logo of a site; null when nothing does. It must be a picture of the site's own with
 * words or marked as decorative, with rights that are in force, and prepared. Holds whoever archives it back until the
 * transaction ends. Three statements.
 */
export async function logoFault(
  tx: Tx,
  { siteId, mediaId, at }: { readonly siteId: string; readonly mediaId: string; readonly at: Date },
): Promise<InvalidInput | null> {
  const refused = (why: string) => new InvalidInput('logoMediaId', why);
  if (!isId(mediaId)) return refused('Choose a picture among the files of this site.');
  await tx.$queryRaw`SELECT 1 FROM media_asset WHERE id = ${mediaId}::uuid FOR SHARE`;
  const found = await pictureLacks(tx, { siteId, mediaId, at });
  if (!found) return refused('Choose a picture among the files of this site.');
  const { name, lacks } = found;
  return lacks.length > 0 ? refused(`"${name}" ${lacksIn(lacks)}. Correct that, or choose another picture.`) : null;
}

/**
 * A logo as it was described and allowed at `asOf`; null where its rights were not in force then, or no file of it is
 * ready. The smallest file in a format that every mail program knows. Two statements.
 */
export async function siteLogo(
  tx: Tx,
  mediaId: string,
  { asOf, publicUrl }: { readonly asOf: Date; readonly publicUrl: string },
): Promise<SiteLogo | null> {
  const said = await tx.mediaDescription.findFirst({
    where: { assetId: mediaId, describedAt: { lte: asOf } },
    orderBy: { version: 'desc' },
  });
  if (!said || said.rightsStatus === 'unknown' || (said.rightsUntil && said.rightsUntil <= asOf)) return null;
  const file = await tx.mediaRendition.findFirst({
    where: { assetId: mediaId, state: 'ready', variant: FIT, format: { in: ['png', 'jpeg'] } },
    orderBy: { width: 'asc' },
  });
  if (!file?.name || file.bytes === null) return null;
  const { name, width, height, bytes } = file;
  return {
    src: `${publicUrl}/media/${name}`,
    width,
    height,
    bytes,
    alt: said?.decorative ? null : (said?.alt ?? null),
  };
}
