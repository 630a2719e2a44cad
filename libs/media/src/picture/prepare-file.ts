import { createHash } from 'node:crypto';
import { hiddenContent } from '../domain/hidden-content.js';
import { pdfFault } from '../domain/pdf-fault.js';
import { type MediaDamaged, PolyglotFile, type UnsafePdf, UnsupportedMedia } from '../domain/refusals.js';
import { CONTENT_TYPE, sniff } from '../domain/sniff.js';
import type { NewAsset } from '../persistence/assets.js';
import { type PictureRefusal, stripPicture } from './strip-picture.js';

/** A file as it will be stored, and what is known of it. */
export interface PreparedFile {
  readonly bytes: Buffer;
  readonly facts: Pick<
    NewAsset,
    'kind' | 'name' | 'sha256' | 'contentType' | 'bytes' | 'width' | 'height' | 'fallbackFormat'
  >;
}

export type FileRefusal = PictureRefusal | UnsafePdf | PolyglotFile | UnsupportedMedia | MediaDamaged;

/** Hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Makes of bytes from outside what may be stored: a picture written anew, or a PDF that only shows pages. */
export async function prepareFile(source: Buffer, maxPixels: number): Promise<PreparedFile | FileRefusal> {
  const format = sniff(source);
  if (format === null || typeof format === 'object') return new UnsupportedMedia(format?.is ?? null);
  const hidden = hiddenContent(source, format);
  if (hidden) return new PolyglotFile(hidden);
  if (format === 'pdf') return pdfFault(source) ?? preparedPdf(source);
  const picture = await stripPicture(source, format, maxPixels);
  if (!('bytes' in picture)) return picture;
  const { bytes, width, height, fallbackFormat } = picture;
  const hash = sha256(bytes);
  return {
    bytes,
    facts: {
      kind: 'image',
      name: `${hash}.${picture.format === 'jpeg' ? 'jpg' : picture.format}`,
      sha256: hash,
      contentType: CONTENT_TYPE[picture.format],
      bytes: bytes.length,
      width,
      height,
      fallbackFormat,
    },
  };
}

/** A PDF is kept byte for byte: nothing here rewrites one, so its own title, author and dates stay in it. */
function preparedPdf(bytes: Buffer): PreparedFile {
  const hash = sha256(bytes);
  const size = { width: null, height: null, fallbackFormat: null };
  const facts = { kind: 'pdf', name: `${hash}.pdf`, sha256: hash, contentType: CONTENT_TYPE.pdf } as const;
  return { bytes, facts: { ...facts, bytes: bytes.length, ...size } };
}
