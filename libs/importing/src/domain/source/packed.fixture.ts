import { ZipFile } from 'yazl';

/** A zip archive of these files, as its bytes. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const COMPATIBLE = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const NAMES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}" xmlns:mc="${COMPATIBLE}" xmlns:v="urn:schemas-microsoft-com:vml"`;
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const STYLES = ['Title', 'heading 1', 'heading 2', 'heading 3', 'List Paragraph']
  .map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`)
  .join('');
const level = (at: number, format: string) => `<w:lvl w:ilvl="${at}"><w:numFmt w:val="${format}"/></w:lvl>`;
const NUMBERING = ['bullet', 'decimal']
  .map((format, at) => `<w:abstractNum w:abstractNumId="${at}">${level(0, format)}${level(1, format)}</w:abstractNum>`)
  .concat([0, 1].map((at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at}"/></w:num>`))
  .join('');

/** The parts of a Word document with this body; `more` replaces parts and adds others. */
export function wordParts(body: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const relation = (id: string, type: string, target: string, mode = '') =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode}/>`;
  const relations = (list: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
  const type = (part: string, kind: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="${TYPES}.${kind}+xml"/>`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('document', 'document.main')}${type('styles', 'styles')}${type('numbering', 'numbering')}${type('footnotes', 'footnotes')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      relation('s', 'styles', 'styles.xml') +
        relation('n', 'numbering', 'numbering.xml') +
        relation('f', 'footnotes', 'footnotes.xml') +
        relation('web', 'hyperlink', 'https://example.org/knee', ' TargetMode="External"') +
        relation('bad', 'hyperlink', 'javascript:alert(1)', ' TargetMode="External"'),
    ),
    'word/document.xml': `${XML}<w:document ${NAMES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/styles.xml': `${XML}<w:styles ${NAMES}>${STYLES}</w:styles>`,
    'word/numbering.xml': `${XML}<w:numbering ${NAMES}>${NUMBERING}</w:numbering>`,
    'word/footnotes.xml': `${XML}<w:footnotes ${NAMES}><w:footnote w:id="2">${para('Fact checked in 2020.')}</w:footnote></w:footnotes>`,
    ...more,
  };
}

export const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of text or of runs, in a style. */
export function para(inner: string, style = '', properties = ''): string {
  const named = style ? `<w:pStyle w:val="${style}"/>` : '';
  return `<w:p><w:pPr>${named}${properties}</w:pPr>${inner.startsWith('<') ? inner : run(inner)}</w:p>`;
}

/** An item of a list: 1 has dots, 2 has numbers. */
export const item = (text: string, list = 1, depth = 0) =>
  para(text, 'ListParagraph', `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);

export function wordTable(...rows: string[][]): string {
  const row = (cells: string[], at: number) =>
    `<w:tr>${at === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((cell) => `<w:tc>${para(cell)}</w:tc>`).join('')}</w:tr>`;
  return `<w:tbl>${rows.map(row).join('')}</w:tbl>`;
}

/** Parts of a document around its body: XML of one root element. */
export const wordPart = (root: string, inner: string) => `${XML}<w:${root} ${NAMES}>${inner}</w:${root}>`;
