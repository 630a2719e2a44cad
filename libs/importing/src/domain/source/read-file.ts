import { isRefusal, type Refusal } from '#kernel';
import type { ArticleDraft, Notice } from '../draft/draft.js';
import type { FindPicture } from '../draft/source-pictures.js';
import { readHtml } from '../html/read-html.js';
import { decodeText } from '../text/decode.js';
import { readTextFile } from '../text/index.js';
import { EmptyFile, FileTooLarge, UnknownFileType } from '../text/refusals.js';
import { decodeHtml } from './decode-html.js';
import { LARGEST } from './format.js';
import { HasMacros } from './refusals.js';
import { textDraft } from './text-draft.js';
import { type SourceUnit, sha256Of, type UnitReading } from './unit.js';

type OneArticle = 'text' | 'html' | 'markdown' | 'docx';

/** A file that holds one article. */
export function fileUnit(name: string, format: OneArticle, bytes: Uint8Array, findPicture?: FindPicture): SourceUnit {
  const sha256 = sha256Of(bytes);
  return {
    is: 'article',
    name,
    format,
    sha256,
    bytes,
    key: null,
    read: (options) => readOne(name, format, bytes, { ...options, findPicture }),
  };
}

// The readers of Word and of Markdown are loaded with the first such file: their parsers are two hundred modules, and
// every process would wait for them when it starts.
async function readOne(
  name: string,
  format: OneArticle,
  bytes: Uint8Array,
  options: { locale: string; findPicture?: FindPicture | undefined },
): Promise<UnitReading> {
  if (bytes.length > LARGEST[format]) return new FileTooLarge(name, bytes.length, LARGEST[format]);
  if (bytes.length === 0) return new EmptyFile(name);
  if (format === 'text') return readText(name, bytes, options);
  if (format === 'docx') {
    if (/\.docm$/i.test(name)) return new HasMacros(name);
    const { readDocx } = await import('../docx/read-docx.js');
    return finished(name, await readDocx(name, bytes, options));
  }
  const decoded = format === 'html' ? decodeHtml(name, bytes) : decodeText(name, bytes);
  if (isRefusal(decoded)) return decoded;
  const encoding = 'encoding' in decoded && decoded.encoding !== 'utf-8' ? [converted(decoded.encoding)] : [];
  const draft =
    format === 'html'
      ? readHtml(decoded.text, { format, ...options })
      : (await import('../markdown/read-markdown.js')).readMarkdown(decoded.text, options);
  return finished(name, { ...draft, notices: [...draft.notices, ...encoding] });
}

function readText(name: string, bytes: Uint8Array, options: { locale: string }): UnitReading {
  const text = readTextFile({ name, bytes }, undefined, { anyName: true });
  if (isRefusal(text)) return text;
  return { draft: textDraft(text, options), text };
}

/** A draft, unless nobody could read a word of its source. */
function finished(name: string, draft: ArticleDraft | Refusal): UnitReading {
  if (isRefusal(draft)) return draft;
  const pictures = draft.content.document.content?.some(({ type }) => type === 'image' || type === 'videoLink');
  if (draft.account.input === 0 && !pictures) return new EmptyFile(name);
  return { draft };
}

function converted(encoding: string): Notice {
  return { code: 'ENCODING_CONVERTED', message: `The file was read as ${encoding}. Check letters with accents.` };
}

/** The refusal for a file of another kind. */
export function unknownType(name: string): Refusal {
  return new UnknownFileType(name);
}
