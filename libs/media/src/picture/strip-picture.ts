import type { Metadata, Sharp } from 'sharp';
import { MediaDamaged, MovingPicture, TooManyPixels, UnsupportedMedia } from '../domain/refusals.js';
import type { SniffedFormat } from '../domain/sniff.js';
import { pictures } from './sharp.js';

/** A picture as it is kept: its pixels the right way up, in sRGB, and nothing else. */
export interface StrippedPicture {
  readonly bytes: Buffer;
  readonly format: 'jpeg' | 'png' | 'webp' | 'avif';
  readonly width: number;
  readonly height: number;
  readonly fallbackFormat: 'jpeg' | 'png';
}

export type PictureRefusal = TooManyPixels | MediaDamaged | MovingPicture | UnsupportedMedia;

/** High enough that a rendition made of it shows no second loss. */
const KEPT: Readonly<Record<StrippedPicture['format'], (picture: Sharp) => Sharp>> = {
  jpeg: (picture) => picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }),
  png: (picture) => picture.png({ compressionLevel: 9 }),
  webp: (picture) => picture.webp({ quality: 92, smartSubsample: true }),
  avif: (picture) => picture.avif({ quality: 80, effort: 2 }),
};

/**
 * Writes a picture anew from its pixels: turned upright first, then without EXIF (position, camera, people), XMP, IPTC
 * and colour profile, and without anything that stood behind or between. A still GIF becomes a PNG.
 *
 * The size in the header is compared with the limit before a pixel is unpacked.
 */
export async function stripPicture(
  bytes: Buffer,
  format: Exclude<SniffedFormat, 'pdf'>,
  maxPixels: number,
): Promise<StrippedPicture | PictureRefusal> {
  const sharp = await pictures();
  const head = await headOf(bytes);
  if (!head) return new MediaDamaged();
  const refused = headFault(head, bytes, format, maxPixels);
  if (refused) return refused;
  const kept = format === 'gif' ? 'png' : format;
  try {
    const upright = sharp(bytes, { failOn: 'error', sequentialRead: true, limitInputPixels: maxPixels })
      .autoOrient()
      .toColourspace('srgb');
    const { data, info } = await KEPT[kept](upright).toBuffer({ resolveWithObject: true });
    const fallbackFormat = head.hasAlpha ? 'png' : 'jpeg';
    return { bytes: data, format: kept, width: info.width, height: info.height, fallbackFormat };
  } catch {
    // The library has one kind of error for every fault of the bytes; a fault of ours shows in the tests of each format.
    return new MediaDamaged();
  }
}

async function headOf(bytes: Buffer): Promise<Metadata | null> {
  const sharp = await pictures();
  return sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch(() => null);
}

function headFault(
  head: Metadata,
  bytes: Buffer,
  format: SniffedFormat,
  maxPixels: number,
): Exclude<PictureRefusal, MediaDamaged> | null {
  if ((head.format as string) !== (format === 'avif' ? 'heif' : format)) return new UnsupportedMedia(null);
  if (head.width * head.height > maxPixels) return new TooManyPixels(head.width, head.height, maxPixels);
  return (head.pages ?? 1) > 1 || isMovingPng(bytes, format) ? new MovingPicture() : null;
}

/** An animated PNG says so before its first pixels (PNG, third edition, 11.3.6.1); the library would show one frame. */
function isMovingPng(bytes: Buffer, format: SniffedFormat): boolean {
  if (format !== 'png') return false;
  const pixels = bytes.indexOf('IDAT');
  const control = bytes.indexOf('acTL');
  return control > 0 && control < pixels;
}
