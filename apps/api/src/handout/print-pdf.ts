import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

type PdfMaker = typeof import('pdfmake');

let maker: Promise<PdfMaker> | undefined;

/** Loaded with the first handout: a process that prints none need not carry fonts and the printer. */
async function load(): Promise<PdfMaker> {
  const require = createRequire(import.meta.url);
  const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
  const { default: pdfmake } = (await import('pdfmake')) as unknown as { default: PdfMaker };
  const file = (name: string) => join(fonts, `Roboto-${name}.ttf`);
  const faces = {
    normal: file('Regular'),
    bold: file('Medium'),
    italics: file('Italic'),
    bolditalics: file('MediumItalic'),
  };
  pdfmake.setFonts({ Roboto: faces });
  // What a document names is data that stands in it. Nothing is fetched, and of this machine only the fonts are read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(faces).includes(path));
  return pdfmake;
}

/** A document as the bytes of a PDF, and its pages. Takes some tenths of a second of the processor. */
export async function printPdf(document: TDocumentDefinitions): Promise<{ bytes: Buffer; pages: number }> {
  maker ??= load();
  const { footer } = document;
  let pages = 0;
  const counted: TDocumentDefinitions = {
    ...document,
    footer: (at, of, size) => {
      pages = of;
      return typeof footer === 'function' ? footer(at, of, size) : (footer ?? '');
    },
  };
  const bytes = await (await maker).createPdf(counted).getBuffer();
  return { bytes, pages };
}
