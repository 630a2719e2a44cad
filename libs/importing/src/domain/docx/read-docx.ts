import mammoth from 'mammoth';
import { isRefusal, type Refusal } from '#kernel';
import { accountOf, textsOf } from '../draft/account.js';
import type { ArticleDraft, Drop, Notice, SourceMeta } from '../draft/draft.js';
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
  const html = await htmlOf(fileName, bytes);
  if (isRefusal(html)) return html;
  const properties = coreProperties(parts.get('docProps/core.xml') ?? '');
  const draft = readHtml(linedUp(html), {
    format: 'docx',
    locale: options.locale,
    meta: metaOf(properties),
    notices: noticesOf(properties),
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

async function htmlOf(fileName: string, bytes: Uint8Array): Promise<string | Refusal> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async ({ contentType }) => ({ src: `data:${contentType},` })),
      },
    );
    return value;
  } catch (error) {
    return new DamagedArchive(fileName, (error as Error).message.slice(0, 200));
  }
}

/** One paragraph, item or cell a line, so that a line number counts them. */
function linedUp(html: string): string {
  return html.replace(/<\/(?:p|h[1-6]|td|th)>/g, '$&\n');
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

/** Heads, feet, comments and deleted text as drops, and the account over the document's own text. */
function withParts(draft: ArticleDraft, parts: Parts): ArticleDraft {
  const body = partText(parts.get('word/document.xml') ?? '');
  const notes = ['word/footnotes.xml', 'word/endnotes.xml'].map((name) => partText(parts.get(name) ?? ''));
  const more: Omit<Drop, 'id'>[] = [];
  const end = draft.content.document.content?.length ?? 0;
  const place = { fromLine: 1, toLine: 1, before: end };
  for (const [name, xml] of parts) {
    const kind = /^word\/(?:header|footer)\d*\.xml$/.test(name)
      ? 'boilerplate'
      : name === 'word/comments.xml'
        ? 'comment'
        : null;
    const text = kind ? partText(xml).paragraphs.join('\n') : '';
    if (!kind || text === '') continue;
    const reason = kind === 'comment' ? 'Comments in the margin.' : 'The head or foot of every page.';
    more.push({ kind, reason, text, ...place });
  }
  const deleted = [body, ...notes].flatMap((part) => part.deleted).join('\n');
  if (deleted !== '') more.push({ kind: 'struckOut', reason: 'Deleted by a tracked change.', text: deleted, ...place });
  const drops = [...draft.drops, ...more.map((drop, at): Drop => ({ id: `d${draft.drops.length + at + 1}`, ...drop }))];
  const input = [body, ...notes].flatMap((part) => part.paragraphs);
  const kept = [...textsOf(draft.content.document), draft.content.title];
  return {
    ...draft,
    drops,
    account: accountOf(
      input,
      kept,
      draft.drops.map(({ text }) => text),
    ),
  };
}
