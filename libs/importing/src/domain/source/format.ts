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

/** What a file is read as, by the ending of its name: people know it, and nothing is guessed. Null for any other. */
export function formatOf(name: string): FileFormat | null {
  const ending = /\.([a-z]{2,8})$/i.exec(name.slice(-16))?.[1]?.toLowerCase();
  return (ending && BY_ENDING[ending]) || null;
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
