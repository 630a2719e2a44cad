import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Described, writeMetadataAsText } from './pdf-metadata.js';
import { ARTIFACT, type LaidOutNode, type Part, partOf, WHOLE } from './pdf-parts.js';

// pdfmake says of a file that it is tagged and writes no tags: here its layout and its drawing are told what belongs to
// which part. Both are modules of its own and not of its door, so its version is pinned and a spec reads the tags back.

/** Of pdfkit, what writes the structure of a document. */
interface Structure {
  add(child: unknown): this;
}

interface Pdf extends NodeJS.ReadableStream, Described {
  readonly page: unknown;
  _currentStructureElement: Structure | undefined;
  struct(role: string, options?: Readonly<Record<string, unknown>>): Structure;
  addStructure(root: Structure): void;
  markContent(role: 'Artifact', options: { readonly type: string }): void;
  markStructureContent(role: string): unknown;
  endMarkedContent(): void;
  end(): void;
}

interface Line {
  part?: Part;
  readonly inlines: readonly { readonly part?: Part }[];
}

interface Drawn {
  part?: Part;
}

interface LayoutBuilder {
  registerTableLayouts(layouts: unknown): void;
  layoutDocument(...given: unknown[]): unknown[];
  addHeadersAndFooters(...given: unknown[]): void;
  processNode(node: LaidOutNode, ...more: unknown[]): void;
  buildNextLine(node: unknown): Line | null;
  processImage(node: Drawn): void;
  processQr(node: { readonly _canvas: Drawn[] }): void;
}

interface Renderer {
  readonly pdfDocument: Pdf;
  renderPages(pages: unknown[]): void;
  renderLine(line: Line, ...place: unknown[]): void;
  renderVector(vector: Drawn): void;
  renderImage(image: Drawn): void;
}

type Class<T> = new (...given: unknown[]) => T;

/** The modules of the printer. */
interface Printer {
  readonly Layout: Class<LayoutBuilder>;
  readonly Renderer: Class<Renderer>;
  readonly Document: Class<Pdf>;
  readonly SvgMeasure: Class<object>;
  readonly pageSize: {
    normalizePageSize(size: unknown): { width: number; height: number };
    normalizePageMargin(margins: unknown): unknown;
  };
  readonly tableLayouts: unknown;
  readonly files: unknown;
}

function load(): Printer {
  const require = createRequire(import.meta.url);
  const module = (name: string) => require(`pdfmake/js/${name}.js`);
  return {
    Layout: module('LayoutBuilder').default,
    Renderer: module('Renderer').default,
    Document: module('PDFDocument').default,
    SvgMeasure: module('SVGMeasure').default,
    pageSize: module('PageSize'),
    tableLayouts: module('tableLayouts').tableLayouts,
    files: module('virtual-fs').default,
  };
}

/** Lays a document out and writes down of each line and picture which part it belongs to. */
function taggedLayout(Base: Class<LayoutBuilder>): Class<LayoutBuilder> {
  return class extends Base {
    private part = WHOLE;

    private within(part: Part, work: () => void): void {
      const outer = this.part;
      this.part = part;
      work();
      this.part = outer;
    }

    override processNode(node: LaidOutNode, ...more: unknown[]): void {
      this.within(partOf(node, this.part), () => super.processNode(node, ...more));
    }

    override addHeadersAndFooters(...given: unknown[]): void {
      this.within(ARTIFACT, () => super.addHeadersAndFooters(...given));
    }

    override buildNextLine(node: unknown): Line | null {
      const line = super.buildNextLine(node);
      if (line) line.part = this.part;
      return line;
    }

    override processImage(node: Drawn): void {
      node.part = this.part;
      super.processImage(node);
    }

    override processQr(node: { readonly _canvas: Drawn[] }): void {
      for (const square of node._canvas) square.part = this.part;
      super.processQr(node);
    }
  };
}

/** Draws pages, and says of everything drawn what it is. */
function taggedRenderer(Base: Class<Renderer>): Class<Renderer> {
  return class extends Base {
    private readonly elements = new Map<Part, Structure>();
    private readonly firstPages = new Map<Part, unknown>();
    private open: Part | undefined;

    override renderPages(pages: unknown[]): void {
      // Page by page: what is open ends with its page.
      for (const page of pages) {
        super.renderPages([page]);
        this.close();
      }
    }

    override renderLine(line: Line, ...place: unknown[]): void {
      this.begin(line.part ?? line.inlines[0]?.part ?? ARTIFACT);
      super.renderLine(line, ...place);
    }

    override renderVector(vector: Drawn): void {
      this.begin(vector.part ?? ARTIFACT);
      super.renderVector(vector);
    }

    override renderImage(image: Drawn): void {
      this.begin(image.part ?? ARTIFACT);
      super.renderImage(image);
    }

    private close(): void {
      if (this.open) this.pdfDocument.endMarkedContent();
      this.open = undefined;
      this.pdfDocument._currentStructureElement = undefined;
    }

    private begin(part: Part): void {
      const pdf = this.pdfDocument;
      // The heads of a table are drawn again on its next page, and read once.
      const isAgain = part.role === 'TH' && (this.firstPages.get(part) ?? pdf.page) !== pdf.page;
      const shown = isAgain ? ARTIFACT : part;
      if (this.open === shown) return;
      this.close();
      this.open = shown;
      if (shown === ARTIFACT) {
        pdf.markContent('Artifact', { type: 'Layout' });
        return;
      }
      this.firstPages.set(part, pdf.page);
      const element = this.elementOf(part);
      element.add(pdf.markStructureContent(part.role));
      // A link that is drawn now is of this element.
      pdf._currentStructureElement = element;
    }

    private elementOf(part: Part): Structure {
      const known = this.elements.get(part);
      if (known) return known;
      if (part.after) this.elementOf(part.after);
      const { role, parent, alt } = part;
      const options = { ...(alt && { alt }), ...(role === 'TH' && { scope: 'Column' }) };
      const element = this.pdfDocument.struct(role, options);
      this.elements.set(part, element);
      if (parent) this.elementOf(parent).add(element);
      else this.pdfDocument.addStructure(element);
      return element;
    }
  };
}

async function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

let printer: (Printer & { readonly Tagged: Pick<Printer, 'Layout' | 'Renderer'> }) | undefined;

function loaded() {
  if (printer) return printer;
  const modules = load();
  const Tagged = { Layout: taggedLayout(modules.Layout), Renderer: taggedRenderer(modules.Renderer) };
  printer = { ...modules, Tagged };
  return printer;
}

/** Where the fonts of a document are, and which files it may read. Nothing is fetched in any case. */
export interface PdfFiles {
  readonly fonts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly mayRead: (path: string) => boolean;
}

/** A document as a PDF with tags, and its pages. */
export async function taggedPdf(
  definition: TDocumentDefinitions,
  { fonts, mayRead }: PdfFiles,
): Promise<{ bytes: Buffer; pages: number }> {
  const { Document, SvgMeasure, pageSize, tableLayouts, files, Tagged } = loaded();
  const { info = {}, language, displayTitle, content, defaultStyle, footer, pageBreakBefore } = definition;
  const size = pageSize.normalizePageSize(definition.pageSize);
  const options = {
    ...{ size: [size.width, size.height], pdfVersion: '1.7', tagged: true, displayTitle, lang: language },
    ...{ autoFirstPage: false, font: null, compress: true },
    info: { Producer: 'Carepress', Title: info.title, Author: info.author, Subject: info.subject },
  };
  const pdf = new Document(fonts, {}, {}, {}, options, files, mayRead);
  writeMetadataAsText(pdf);
  const layout = new Tagged.Layout(size, pageSize.normalizePageMargin(definition.pageMargins), new SvgMeasure());
  layout.registerTableLayouts(tableLayouts);
  const around = [undefined, undefined, footer, undefined, pageBreakBefore];
  const pages = layout.layoutDocument(content, pdf, {}, defaultStyle, ...around);
  new Tagged.Renderer(pdf).renderPages(pages);
  return { bytes: await bytesOf(pdf), pages: pages.length };
}
