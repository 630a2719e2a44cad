import mammoth from 'mammoth';
import { isRefusal, type Refusal } from '#kernel';
import { accountOf, textsOf } from '../draft/account.js';
import type { ArticleDraft, Drop, Notice, SourceMeta, SourcePicture } from '../draft/draft.js';
import { readHtml } from '../html/read-html.js';
import { DamagedArchive, HasMacros, XmlEntities } from '../source/refusals.js';
import { DOCX_LIMITS, zipEntries } from '../source/zip.js';
import { coreProperties, partText } from './docx-parts.js';

type Parts = ReadonlyMap<string, string>;

/**
 * Reads a Word document as an article, by way of the HTML that `mammoth` makes of it. Line numbers are the document's
 * paragraphs. Documents with macros and with entities in their XML are refused before anything of them is read.
 */
export async function readDocx(
  fileName: string,
  bytes: Uint8Array,
  options: { locale: string },
): Promise<ArticleDraft | Refusal> {
  const parts = await partsOf(fileName, bytes);
  if (isRefusal(parts)) return parts;
  const pictures = new Map<string, SourcePicture>();
  const html = await htmlOf(fileName, bytes, pictures);
  if (isRefusal(html)) return html;
  const properties = coreProperties(parts.get('docProps/core.xml') ?? '');
  const draft = readHtml(linedUp(html), {
    format: 'docx',
    locale: options.locale,
    meta: metaOf(properties),
    notices: noticesOf(properties),
    findPicture: (address) => pictures.get(address) ?? null,
  });
  return withParts(draft, parts);
}

/** The XML parts of the document; the whole archive is unpacked once, so that a lie about its sizes shows here. */
async function partsOf(fileName: string, bytes: Uint8Array): Promise<Parts | Refusal> {
  const parts = new Map<string, string>();
  for await (const entry of zipEntries(fileName, bytes, DOCX_LIMITS)) {
    if (isRefusal(entry)) return entry;
    if (/(?:^|\/)vba(?:Project|Data)\b|\.bin$/i.test(entry.name) && /vba/i.test(entry.name))
      return new HasMacros(fileName);
    const content = await entry.bytes();
    if (isRefusal(content)) return content;
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const xml = new TextDecoder().decode(content);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return new XmlEntities(fileName);
    if (entry.name === '[Content_Types].xml' && /macroEnabled/i.test(xml)) return new HasMacros(fileName);
    parts.set(entry.name, xml);
  }
  return parts.has('word/document.xml') ? parts : new DamagedArchive(fileName, 'it holds no Word document');
}

/** The arrow that the conversion puts behind each note, which leads back to its place: it is no text of the document. */
const BACK_LINKS = /\s?<a href="#(?:footnote|endnote)-ref-[\w-]+">↑<\/a>/g;

const NOTE_LINKS = /<sup><a href="#(?:footnote|endnote)-[\w-]+" id="[\w-]+">(\[\d+\])<\/a><\/sup>/g;
const TITLE = '<p class="document-title">';

async function htmlOf(
  fileName: string,
  bytes: Uint8Array,
  pictures: Map<string, SourcePicture>,
): Promise<string | Refusal> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        externalFileAccess: false,
        styleMap: ["p[style-name='Title'] => p.document-title:fresh"],
        convertImage: mammoth.images.imgElement(async (image) => {
          const content = await image.readAsBuffer();
          const ending = image.contentType.replace(/^image\/(?:x-)?/, '').replace('jpeg', 'jpg');
          const name = `picture-${pictures.size + 1}.${ending}`;
          pictures.set(`docx:${name}`, { name, bytes: async () => content });
          return { src: `docx:${name}` };
        }),
      },
    );
    return tidied(value);
  } catch (error) {
    return new DamagedArchive(fileName, (error as Error).message.slice(0, 200));
  }
}

const LINE_STARTS = /(?<!<(?:li|td|th)(?: [^>]*)?>)(?:<(?:table|thead|tbody|tr|ul|ol)>)*<(?:p|h[1-6]|li|td|th)[ >]/g;

/** One paragraph with text, or cell, a line, so that a line number counts them. */
function linedUp(html: string): string {
  return html.replace(LINE_STARTS, '\n$&').replace(/^\n/, '');
}

/** References to notes as plain numbers, and a title above all headings, also above those of the first level. */
function tidied(html: string): string {
  const plain = html.replace(BACK_LINKS, '').replace(NOTE_LINKS, '$1');
  if (!plain.includes(TITLE)) return plain;
  return plain
    .replace(/<(\/?)h([1-5])>/g, (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}>`)
    .replace(/<p class="document-title">(.*?)<\/p>/g, '<h1>$1</h1>');
}

function metaOf({ title, created, modified, language, keywords, description }: Record<string, string>): SourceMeta {
  return {
    ...(title ? { pageTitle: title } : {}),
    ...(description && description.length <= 500 ? { other: { comments: description } } : {}),
    ...(created ? { published: created } : {}),
    ...(modified ? { modified } : {}),
    ...(language ? { language } : {}),
    ...(keywords ? { tags: keywords.split(/[,;]/).map((word) => word.trim()) } : {}),
  };
}

/** Who wrote and who last saved a file stands in it without anybody seeing it. The names are not repeated here. */
function noticesOf({ creator, lastModifiedBy }: Record<string, string>): Notice[] {
  const fields = [creator ? 'its author' : '', lastModifiedBy ? 'who saved it last' : ''].filter((one) => one !== '');
  if (fields.length === 0) return [];
  const message = `The file names ${fields.join(' and ')} in its properties. They are not in the article; the stored file has them.`;
  return [{ code: 'PRIVATE_METADATA', message }];
}

/** What the conversion leaves out as drops at the end, and the account over the document's own text. */
function withParts(draft: ArticleDraft, parts: Parts): ArticleDraft {
  const read = (name: string) => partText(parts.get(name) ?? '');
  const body = read('word/document.xml');
  const notes = [read('word/footnotes.xml'), read('word/endnotes.xml')] as const;
  const own = [body, ...notes];
  const end = draft.content.document.content?.length ?? 0;
  const around = aroundBody(parts).filter(({ text }) => text !== '');
  const more: LeftText[] = [
    ...around,
    ...notes.map((part, at) => ({
      kind: 'outside' as const,
      reason: 'Notes that nothing in the text refers to.',
      text: [...part.notes]
        .flatMap(([id, text]) => (body.references.has(`${NOTES[at]}${id}`) ? [] : [text]))
        .join('\n'),
    })),
    { kind: 'struckOut', reason: 'Deleted by a tracked change.', text: linesOf(own.map((part) => part.deleted)) },
    { kind: 'vector', reason: 'Formulas, in the order of the text.', text: linesOf(own.map((part) => part.formulas)) },
    {
      kind: 'vector',
      reason: 'Text boxes that only newer versions of Word show.',
      text: linesOf(own.map((part) => part.newer)),
    },
  ];
  const drops = more
    .filter(({ text }) => text !== '')
    .map((drop, at): Drop => ({ id: `d${draft.drops.length + at + 1}`, ...drop, fromLine: 1, toLine: 1, before: end }));
  const input = own.flatMap((part) => [...part.paragraphs, ...part.deleted, ...part.formulas, ...part.newer]);
  const kept = [...textsOf(draft.content.document), draft.content.title];
  const left = [...draft.drops, ...drops.slice(around.length)].map(({ text }) => text);
  return { ...draft, drops: [...draft.drops, ...drops], account: accountOf(input, kept, left) };
}

type LeftText = Pick<Drop, 'kind' | 'reason' | 'text'>;

const NOTES = ['w:footnote', 'w:endnote'];

function linesOf(texts: readonly (readonly string[])[]): string {
  return texts.flat().join('\n');
}

/** Heads, feet and the remarks in the margin. */
function aroundBody(parts: Parts): LeftText[] {
  return [...parts].flatMap(([name, xml]): LeftText[] => {
    const text = () => partText(xml).paragraphs.join('\n');
    if (/^word\/(?:header|footer)\d*\.xml$/.test(name))
      return [{ kind: 'boilerplate', reason: 'The head or foot of every page.', text: text() }];
    return name === 'word/comments.xml' ? [{ kind: 'comment', reason: 'Comments in the margin.', text: text() }] : [];
  });
}
