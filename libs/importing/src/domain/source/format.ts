import type { SourceFormat } from '../draft/draft.js';

/** A file that holds one article, or an archive or export that holds many. */
export type FileFormat = SourceFormat | 'zip';

const BY_ENDING: Readonly<Record<string, FileFormat>> = {
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  docx: 'docx',
  docm: 'docx',
  xml: 'wxr',
  wxr: 'wxr',
  json: 'wp-rest',
  zip: 'zip',
};

/** What a file's name says that it is, by its ending. Null for an ending that is not known. */
export function formatOf(name: string): FileFormat | null {
  const ending = /\.([a-z]{2,8})$/i.exec(name.slice(-16))?.[1]?.toLowerCase();
  return (ending && BY_ENDING[ending]) || null;
}

const PAGE = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)*<(?:!doctype\s+html|html[\s>])/i;
const EXPORT = /^\s*<\?xml[^>]{0,200}\?>[\s\S]{0,4000}?<rss[\s>]/i;

/**
 * What a file is read as: what its name says, unless its first bytes are plainly something else. People save a page as
 * .txt, Word calls its own pages .doc, and what comes without an ending is a text when it can be read as one.
 *
 * @param head the first bytes of the file; a few thousand are enough
 */
export function formatIn(name: string, head: Uint8Array): FileFormat | null {
  const named = formatOf(name);
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    if (named === 'zip' || named === 'docx') return named;
    return /\[Content_Types\]\.xml|word\//.test(latin(head)) ? 'docx' : 'zip';
  }
  const text = latin(head);
  if (named !== 'html' && named !== 'markdown' && PAGE.test(text)) return 'html';
  if (named !== 'html' && named !== 'markdown' && EXPORT.test(text)) return 'wxr';
  const nameless = !/\.[^./\\\s]{1,10}$/.test(name);
  return named ?? (nameless && isReadable(head) ? 'text' : null);
}

/** Each byte as a character; the NUL bytes of UTF-16 and the mark in front left out. */
function latin(head: Uint8Array): string {
  return new TextDecoder('latin1').decode(head).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)|\0/g, '');
}

function isReadable(head: Uint8Array): boolean {
  return head.length > 0 && !head.some((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d));
}

/** Bytes of a file that is read whole. A WordPress export is read in pieces, a zip entry by entry: they have others. */
export const LARGEST: Readonly<Record<FileFormat, number>> = {
  text: 5_000_000,
  html: 20_000_000,
  markdown: 5_000_000,
  docx: 50_000_000,
  wxr: 2_000_000_000,
  'wp-rest': 100_000_000,
  zip: 1_000_000_000,
};
