import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type PdfFiles, taggedPdf } from './tagged-pdf.js';

function fontFiles(): PdfFiles {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
  const file = (name: string) => join(folder, `Roboto-${name}.ttf`);
  const faces = {
    normal: file('Regular'),
    bold: file('Medium'),
    italics: file('Italic'),
    bolditalics: file('MediumItalic'),
  };
  // What a document names is data that stands in it. Of this machine only the fonts are read.
  return { fonts: { Roboto: faces }, mayRead: (path) => Object.values(faces).includes(path) };
}

let files: PdfFiles | undefined;

/** A document as the bytes of a tagged PDF, and its pages. Takes some tenths of a second of the processor. */
export function printPdf(document: TDocumentDefinitions): Promise<{ bytes: Buffer; pages: number }> {
  files ??= fontFiles();
  return taggedPdf(document, files);
}
