import type { Sharp } from 'sharp';
import { cardCut, focalPointOf, type Recipe, type RenditionFormat } from '../domain/recipe.js';
import { pictures } from './sharp.js';

/** Looks the same as the original on a screen, and loads on a phone in the street. */
const WRITERS: Readonly<Record<RenditionFormat, (picture: Sharp) => Sharp>> = {
  avif: (picture) => picture.avif({ quality: 55, effort: 3 }),
  webp: (picture) => picture.webp({ quality: 80, smartSubsample: true }),
  jpeg: (picture) => picture.jpeg({ quality: 80, mozjpeg: true }),
  png: (picture) => picture.png({ compressionLevel: 9, palette: true }),
};

/**
 * Makes one file of a stored picture.
 *
 * @throws Error when the picture cannot be read
 */
export async function renderPicture(
  original: Buffer,
  size: { readonly width: number; readonly height: number },
  recipe: Recipe,
): Promise<Buffer> {
  const sharp = await pictures();
  const focal = focalPointOf(recipe.variant);
  const whole = sharp(original, { failOn: 'error', limitInputPixels: size.width * size.height });
  const part = focal ? whole.extract(cardCut(size, focal)) : whole;
  const sized = part.resize({ width: recipe.width, height: recipe.height, fit: 'fill', withoutEnlargement: true });
  // JPEG knows no transparency: what shines through is white, as the page is.
  const opaque = recipe.format === 'jpeg' ? sized.flatten({ background: '#ffffff' }) : sized;
  return WRITERS[recipe.format](opaque).toBuffer();
}
