/** What the bytes of a file are, whatever its name and its sender say. */
export type SniffedFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'pdf';

/** A kind that is known and not taken. `is` completes "This file is ...". */
export interface NotTaken {
  readonly is: string;
}

type Bytes = Uint8Array;

const ascii = (bytes: Bytes, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The brands of an ISO base media file that say AV1 picture (AVIF 1.1.0, section 6), and those that say something else. */
const STILL_AVIF = 'avif';
const MOVING_AVIF = 'avis';
const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

function ofIsoMedia(bytes: Bytes): SniffedFormat | NotTaken {
  const end = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(0), bytes.length, 256);
  const brands: string[] = ascii(bytes, 8, end).match(/.{4}/gs) ?? [];
  if (brands[0] === MOVING_AVIF) return { is: 'a moving AVIF' };
  if (brands.includes(STILL_AVIF)) return 'avif';
  if (brands.some((brand) => HEIC.has(brand))) return { is: 'a HEIC picture, as iPhones make them' };
  return { is: 'a video' };
}

/** First bytes by which a format is known. PNG, GIF89a and RIFF from their specifications; JPEG from ITU T.81 B.1. */
const MAGIC: readonly [format: SniffedFormat | NotTaken, test: (bytes: Bytes, head: string) => boolean][] = [
  ['jpeg', (_, head) => head.startsWith('\xff\xd8\xff')],
  ['png', (_, head) => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['gif', (_, head) => /^GIF8[79]a/.test(head)],
  ['webp', (_, head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['pdf', (_, head) => /^%PDF-[12]\.\d/.test(head)],
  [
    { is: 'a ZIP archive or an office document' },
    (_, head) => ['PK\x03', 'PK\x05', 'PK\x07'].some((it) => head.startsWith(it)),
  ],
  [{ is: 'a TIFF picture' }, (_, head) => /^(II\*\0|MM\0\*)/.test(head)],
  [{ is: 'a program' }, (_, head) => ['MZ', '\x7fELF', '#!'].some((it) => head.startsWith(it))],
  [{ is: 'a bitmap' }, (_, head) => head.startsWith('BM')],
];

/** Beginnings of text that a browser would run or draw. Checked where no magic number stands, after blanks and a mark. */
const MARKUP: readonly [what: string, test: RegExp][] = [
  ['an SVG drawing, which can hold programs', /<svg[\s>]/i],
  ['a web page', /<(!doctype\s+html|html|head|body|script|iframe|title|meta|link|style|div|p|a|img)[\s>/]/i],
  ['XML', /^[\s\ufeff]*<\?xml/i],
];

/** How much of the beginning is looked at. Browsers sniff 1,445 bytes (WHATWG MIME Sniffing, section 5). */
const LOOKED_AT = 4_096;

/** What a file is, by its first bytes; null when they say nothing that is known. */
export function sniff(bytes: Bytes): SniffedFormat | NotTaken | null {
  const head = ascii(bytes, 0, LOOKED_AT);
  const known = MAGIC.find(([, test]) => test(bytes, head));
  if (known) return known[0];
  if (head.slice(4, 8) === 'ftyp' && bytes.length >= 16) return ofIsoMedia(bytes);
  // UTF-16 hides markup from a search for letters one byte wide.
  const text = head.replaceAll('\0', '');
  const markup = MARKUP.find(([, test]) => test.test(text));
  return markup ? { is: markup[0] } : null;
}

/** The type with which a file of this format is served. */
export const CONTENT_TYPE: Readonly<Record<SniffedFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  pdf: 'application/pdf',
};
