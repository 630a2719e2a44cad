import { type ArticleContent, type DocumentNode, outline, parseContent, textOf } from '#document';
import { isRefusal, type Refusal } from '#kernel';
import { type CheckContext, runChecks, type Speller } from '#quality';
import type { ArticleDraft, BlockProvenance } from '../draft/draft.js';
import {
  contextOf,
  DEFAULT_PATTERNS,
  type ImportReport,
  type ReadTextFile,
  reportOf,
  type TextKnowledge,
} from '../text/index.js';
import { guarded, type SourceUnit } from './unit.js';

/** The report of a source that is no plain text: the same keys, and what only such a source has. */
export type DraftReport = ImportReport & Pick<ArticleDraft, 'format' | 'drops' | 'account' | 'meta' | 'notices'>;

/** The notice of a file whose properties name people. */
const PERSONAL = 'PRIVATE_METADATA';

const FURNITURE = new Set(['boilerplate', 'outside', 'navigation', 'form']);

/**
 * What stands in one article of a source and what is wrong with it; nothing is written. A plain text has the report it
 * has always had, key by key.
 */
export function draftReport(
  unit: SourceUnit,
  options: { locale: string; speller?: Speller },
): Promise<ImportReport | DraftReport | Refusal> {
  return guarded(unit, () => reported(unit, options));
}

async function reported(
  unit: SourceUnit,
  options: { locale: string; speller?: Speller },
): Promise<ImportReport | DraftReport | Refusal> {
  const read = await readUnit(unit, options);
  return isRefusal(read) ? read : reportOfUnit(read, options.speller ? { speller: options.speller } : {});
}

/** A source that was read and holds a valid article. */
export interface ReadUnit {
  readonly unit: SourceUnit;
  readonly draft: ArticleDraft;
  readonly content: ArticleContent;
  /** The lines of a plain text. */
  readonly text?: ReadTextFile;
}

/** Reads one article of a source. */
export async function readUnit(unit: SourceUnit, options: { locale: string }): Promise<ReadUnit | Refusal> {
  const reading = await unit.read(options);
  if (isRefusal(reading)) return reading;
  const { draft, text } = reading;
  const content = parseContent(draft.content);
  return isRefusal(content) ? content : { unit, draft, content, ...(text ? { text } : {}) };
}

/** The report of an article that was read. */
export function reportOfUnit({ unit, draft, content, text }: ReadUnit, knowledge: TextKnowledge = {}) {
  return text
    ? reportOf(text, DEFAULT_PATTERNS, { ...knowledge, locale: content.locale })
    : reportOfDraft(unit, draft, content, knowledge);
}

/** What the checks may know of an article from elsewhere. */
export function contextOfUnit(
  { draft, text }: Pick<ReadUnit, 'draft' | 'text'>,
  knowledge: TextKnowledge,
): CheckContext {
  if (text) return contextOf(text.outline, knowledge);
  const { meta } = draft;
  const bylineMissing = (meta.authors ?? []).length === 0 && !meta.other?.byline;
  const { speller, library } = knowledge;
  const known = { ...(speller ? { speller } : {}), ...(library ? { library } : {}) };
  const namesPeople = draft.notices.some(({ code }) => code === PERSONAL);
  return { ...known, origin: { rightsUnknown: true, bylineMissing, ...(namesPeople ? { namesPeople } : {}) } };
}

function reportOfDraft(
  unit: SourceUnit,
  draft: ArticleDraft,
  content: ArticleContent,
  knowledge: TextKnowledge,
): DraftReport {
  const { format, title, slug, drops, account, meta, notices, relatedLinks } = draft;
  const lineAt = linesBy(draft.provenance);
  const blocks = content.document.content ?? [];
  const { findings: found, readability } = runChecks(content, contextOfUnit({ draft }, knowledge));
  // The checks say this one in their own words.
  const noted = notices
    .filter(({ code }) => code !== PERSONAL)
    .map(({ code, message }) => ({
      code,
      line: null,
      quote: '',
      message,
      severity: 'note' as const,
    }));
  const findings = [
    ...found.map(({ code, path, quote, message, severity }) => ({
      code,
      line: lineAt(path),
      quote,
      message,
      severity,
    })),
    ...noted,
    ...(account.lost > 0 ? [lost(account.lost)] : []),
  ];
  return {
    file: unit.name,
    sha256: unit.sha256,
    lines: unit.bytes.length === 0 ? 0 : newlines(unit.bytes) + 1,
    title,
    slug,
    headings: outline(content).map(({ level, text, path }) => ({ level, text, line: lineAt(path) ?? 0 })),
    faq: faqOf(blocks, lineAt),
    relatedLinks: [...relatedLinks],
    imagePlaceholders: blocks.flatMap((node, at) =>
      node.type === 'image' && !node.attrs?.src && !node.attrs?.mediaId
        ? [{ line: lineAt(`document.content[${at}]`) ?? 0, text: String(node.attrs?.alt ?? '') }]
        : [],
    ),
    boilerplateDropped: drops
      .filter(({ kind }) => FURNITURE.has(kind))
      .map(({ fromLine, text }) => ({ line: fromLine, raw: text })),
    recentPosts: drops
      .filter(({ kind }) => kind === 'recentPost')
      .map(({ fromLine, text }) => ({ line: fromLine, title: text, date: '' })),
    lists: blocks.flatMap((node, at) => listOf(node, draft.provenance, `content[${at}]`)),
    paragraphs: blocks.filter(({ type }) => type === 'paragraph').length + answers(blocks),
    warnings: [...new Set(findings.map(({ code }) => code))].sort(),
    ...(blocks.some(({ type }) => type === 'callToAction')
      ? {
          cta: blocks.flatMap((node, at) =>
            node.type === 'callToAction' ? [{ line: lineAt(`document.content[${at}]`) ?? 0 }] : [],
          ),
        }
      : {}),
    readability: readabilityIn(readability),
    findings,
    format,
    meta,
    account,
    drops,
    notices,
  };
}

function readabilityIn({
  sentences,
  words,
  wordsPerSentence,
  fleschEase,
  fleschKincaidGrade,
  smog,
}: DraftReport['readability']) {
  return { sentences, words, wordsPerSentence, fleschEase, fleschKincaidGrade, smog };
}

function lost(characters: number): ImportReport['findings'][number] {
  const message = `${characters} characters of the source are neither in the article nor among what was left out. Compare the article with the source, and tell the people who make this program.`;
  return { code: 'TEXT_LOST', line: null, quote: '', message, severity: 'block' };
}

/** The line of a path in the document, or of the block around it; null for the whole of it. */
export function linesBy(provenance: readonly BlockProvenance[]): (path: string) => number | null {
  const lines = new Map(provenance.map(({ path, fromLine }) => [path, fromLine]));
  return (path) => {
    for (let at = path.replace(/^document\./, ''); at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const line = lines.get(at);
      if (line !== undefined) return line;
    }
    return null;
  };
}

function newlines(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === 10) count += 1;
  return count;
}

function faqOf(blocks: readonly DocumentNode[], lineAt: (path: string) => number | null): ImportReport['faq'] {
  return blocks.flatMap((node, at) => {
    if (node.type !== 'faq') return [];
    return (node.content ?? []).map((item, index) => {
      const path = `document.content[${at}].content[${index}]`;
      const [question, answer] = item.content ?? [];
      return {
        question: question ? textOf(question) : '',
        questionLine: lineAt(`${path}.content[0]`) ?? 0,
        answerLine: lineAt(`${path}.content[1]`),
        answer: answer ? (answer.content ?? []).map((one) => textOf(one)).join('\n') : '',
      };
    });
  });
}

function answers(blocks: readonly DocumentNode[]): number {
  return blocks
    .filter(({ type }) => type === 'faq')
    .flatMap((node) => node.content ?? [])
    .flatMap((item) => item.content?.[1]?.content ?? [])
    .filter(({ type }) => type === 'paragraph').length;
}

function listOf(node: DocumentNode, provenance: readonly BlockProvenance[], path: string): ImportReport['lists'] {
  if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
  const place = provenance.find((one) => one.path === path);
  return [{ fromLine: place?.fromLine ?? 0, toLine: place?.toLine ?? 0, items: node.content?.length ?? 0 }];
}
