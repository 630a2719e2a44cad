import type { SniffedFormat } from './sniff.js';

/** Long enough to stand in millions of random bytes by chance once in thousands of files, and not oftener. */
const HIDDEN: readonly [what: string, signs: readonly string[]][] = [
  ['a web page', ['<script', '<html>', '<html ', '<!doctype html', '<iframe', '<svg ', '<svg>', 'javascript:']],
  ['a server program', ['<?php']],
  ['a PDF', ['%PDF-1.', '%PDF-2.']],
];

/** Where the end of a ZIP archive begins, and how long it is without its comment (APPNOTE 6.3.10, section 4.3.16). */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

/** True when the file is also a ZIP archive: readers of those begin at the end and do not mind what stands before. */
function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_END_LENGTH - LONGEST_COMMENT);
  const tail = bytes.subarray(from);
  for (let at = tail.indexOf(ZIP_END); at >= 0; at = tail.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_LENGTH > tail.length) return false;
    const directoryEnds = tail.readUInt32LE(at + 12) + tail.readUInt32LE(at + 16);
    if (directoryEnds <= from + at) return true;
  }
  return false;
}

/**
 * What else a file is, beside the picture or PDF that it begins as; null for an honest one. Pictures are written anew
 * from their pixels anyway, so that nothing hidden is ever stored: this tells whoever uploaded it.
 *
 * A PDF may speak of pages in its own text, so only an archive behind it counts there.
 */
export function hiddenContent(bytes: Buffer, format: SniffedFormat): string | null {
  if (endsAsZip(bytes)) return 'a ZIP archive';
  if (format === 'pdf') return null;
  const text = bytes.toString('latin1').toLowerCase();
  const found = HIDDEN.find(([, signs]) => signs.some((sign) => text.includes(sign.toLowerCase())));
  return found ? found[0] : null;
}
