import { createHash } from 'node:crypto';
import { type LibraryEntry, readabilityOf, type Speller } from '#quality';
import { type DecodedText, decodeText } from './decode.js';
import { encodingFindings } from './findings/about-file.js';
import { type Finding, inFileOrder } from './findings/finding.js';
import { findingsOf } from './findings/findings-of.js';
import { listsOf } from './findings/structure.js';
import { batchEntry, type TextKnowledge } from './findings/text-findings.js';
import { bodyLines, linesOf, type TextOutline } from './outline.js';
import { outlineText } from './outline-text.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from './patterns.js';
import { EmptyFile, FileTooLarge, type ImportRefusal, MAX_TEXT_BYTES, UnknownFileType } from './refusals.js';
import { slugOf } from './slug.js';

/** Words in running text that once carried a link. */
interface InlineLinkRemnant {
  readonly line: number;
  readonly text: string;
}

/** Readability of the running text, rounded to one decimal; all 0 for a text without words. */
interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly wordsPerSentence: number;
  readonly fleschEase: number;
  readonly fleschKincaidGrade: number;
  readonly smog: number;
}

/** A file as it came: its name without folders, and its bytes. */
export interface TextFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands in one file and what is wrong with it. Lines count from 1. Printed as JSON in this order of keys. */
export interface ImportReport {
  file: string;
  sha256: string;
  lines: number;
  title: string | null;
  slug: string | null;
  headings: { level: number; text: string; line: number; ordinal?: number }[];
  faq: { question: string; questionLine: number; answerLine: number | null; answer: string }[];
  relatedLinks: { line: number; label: string; title: string; url: string | null }[];
  imagePlaceholders: { line: number; text: string }[];
  boilerplateDropped: { line: number; raw: string }[];
  recentPosts: { line: number; title: string; date: string }[];
  lists: { fromLine: number; toLine: number; items: number }[];
  /** Paragraphs, list introductions and FAQ answers; not list items, not calls to action. */
  paragraphs: number;
  /** The codes of `findings`, each once, sorted. */
  warnings: string[];
  sourceTimestamp?: string;
  sourceSite?: string;
  truncatedAtLine?: number;
  cta?: { line: number }[];
  promoLines?: number[];
  organisation?: string;
  inlineLinkRemnants?: InlineLinkRemnant[];
  readability: Readability;
  findings: Finding[];
}

/** A file that was read: everything that a report or an article is made from. */
export interface ReadTextFile {
  readonly file: string;
  readonly sha256: string;
  readonly encoding: DecodedText['encoding'];
  readonly outline: TextOutline;
}

/**
 * Reads one file, or says why it cannot be imported. Size is checked before a byte is looked at.
 *
 * @param options `anyName`: somebody looked at the bytes already and knows that it is a text
 */
export function readTextFile(
  file: TextFile,
  patterns: ImportPatterns = DEFAULT_PATTERNS,
  { anyName = false }: { anyName?: boolean } = {},
): ReadTextFile | ImportRefusal {
  if (!anyName && !/\.(?:txt|md)$/i.test(file.name.slice(-8))) return new UnknownFileType(file.name);
  if (file.bytes.length > MAX_TEXT_BYTES) return new FileTooLarge(file.name, file.bytes.length);
  if (file.bytes.length === 0) return new EmptyFile(file.name);
  const decoded = decodeText(file.name, file.bytes);
  if (!('text' in decoded)) return decoded;
  const outline = outlineText(decoded.text, patterns);
  if (outline.lines.length === 0) return new EmptyFile(file.name);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return { file: file.name, sha256, encoding: decoded.encoding, outline };
}

/** The report of one file, or the refusal that names what to do with it. */
export function importReport(
  file: TextFile,
  patterns: ImportPatterns = DEFAULT_PATTERNS,
  knowledge: TextKnowledge = {},
): ImportReport | ImportRefusal {
  const read = readTextFile(file, patterns);
  return 'outline' in read ? reportOf(read, patterns, knowledge) : read;
}

/**
 * The reports of a batch, in the order of the files; a file that cannot be read has its refusal in its place and the
 * others go on. Only a batch can say which texts treat the same topic (`TOPIC_OVERLAP`).
 */
export function importReports(
  files: readonly TextFile[],
  patterns: ImportPatterns = DEFAULT_PATTERNS,
  speller?: Speller,
): (ImportReport | ImportRefusal)[] {
  const all = files.map((file) => readTextFile(file, patterns));
  const entries = all.map((one) => ('outline' in one ? batchEntry(one.file, one.outline) : null));
  return all.map((one, at) => {
    if (!('outline' in one)) return one;
    const library = entries.filter((entry, place) => entry !== null && place !== at) as LibraryEntry[];
    return reportOf(one, patterns, { library, ...(speller ? { speller } : {}) });
  });
}

/** The report of a file that was read. */
export function reportOf(
  read: ReadTextFile,
  patterns: ImportPatterns = DEFAULT_PATTERNS,
  knowledge: TextKnowledge = {},
): ImportReport {
  const { outline } = read;
  const findings = inFileOrder([...findingsOf(outline, patterns, knowledge), ...encodingFindings(read.encoding)]);
  return {
    file: read.file,
    sha256: read.sha256,
    lines: outline.lineCount,
    title: outline.title,
    slug: outline.title === null ? null : slugOf(outline.title),
    ...partsOf(outline),
    warnings: [...new Set(findings.map((finding) => finding.code))].sort(),
    ...whereTheyApply(outline, findings),
    readability: readabilityOfOutline(outline, knowledge.locale),
    findings,
  };
}

/** An offer counts until an editor has taken it out of the text: it is what a reader of the source meets. */
function readabilityOfOutline(outline: TextOutline, locale?: string): Readability {
  const blocks = bodyLines(outline).map(({ text }) => ({ text, kind: 'paragraph' as const }));
  const { lowConfidence: _, ...figures } = readabilityOf(blocks, locale);
  const oneDecimal = (value: number) => Math.round(value * 10) / 10;
  return {
    ...figures,
    wordsPerSentence: oneDecimal(figures.wordsPerSentence),
    fleschEase: oneDecimal(figures.fleschEase),
    fleschKincaidGrade: oneDecimal(figures.fleschKincaidGrade),
    smog: oneDecimal(figures.smog),
  };
}

function partsOf(outline: TextOutline) {
  return {
    headings: linesOf(outline, 'heading').map(({ level, text, line, ordinal }) =>
      ordinal === undefined ? { level, text, line } : { level, text, line, ordinal },
    ),
    faq: faqOf(outline),
    relatedLinks: linesOf(outline, 'relatedLink').map(({ line, label, title }) => ({ line, label, title, url: null })),
    imagePlaceholders: linesOf(outline, 'caption').map(({ line, text }) => ({ line, text })),
    boilerplateDropped: linesOf(outline, 'boilerplate').map(({ line, raw }) => ({ line, raw })),
    recentPosts: linesOf(outline, 'recentPost').map(({ line, title, date }) => ({ line, title, date })),
    lists: listsOf(outline).map(({ first, toLine, items }) => ({ fromLine: first.line, toLine, items })),
    paragraphs: linesOf(outline, 'paragraph').length + linesOf(outline, 'faqAnswer').length,
  };
}

function faqOf(outline: TextOutline): ImportReport['faq'] {
  const answers = new Map<number, { line: number; text: string }[]>();
  for (const line of outline.lines) {
    const pair = line.kind === 'faqAnswer' || line.kind === 'listItem' ? line.pair : undefined;
    if (pair === undefined || !('text' in line)) continue;
    const same = answers.get(pair);
    if (same === undefined) answers.set(pair, [line]);
    else same.push(line);
  }
  return linesOf(outline, 'faqQuestion').map(({ text, line, pair }) => {
    const lines = answers.get(pair) ?? [];
    const answer = lines.map((one) => one.text).join('\n');
    return { question: text, questionLine: line, answerLine: lines[0]?.line ?? null, answer };
  });
}

/** Keys that a report only has when there is something to say. */
function whereTheyApply(outline: TextOutline, findings: readonly Finding[]): Partial<ImportReport> {
  const part: Partial<ImportReport> = {};
  if (outline.sourceTimestamp !== null) part.sourceTimestamp = outline.sourceTimestamp;
  if (outline.sourceSite !== null) part.sourceSite = outline.sourceSite;
  if (outline.truncatedAtLine !== null) part.truncatedAtLine = outline.truncatedAtLine;
  const cta = linesOf(outline, 'callToAction').map(({ line }) => ({ line }));
  if (cta.length > 0) part.cta = cta;
  const promo = outline.lines.filter((one) => (one.kind === 'paragraph' || one.kind === 'listItem') && one.promo);
  if (promo.length > 0) part.promoLines = promo.map(({ line }) => line);
  if (outline.organisation !== null) part.organisation = outline.organisation;
  const body = new Set(bodyLines(outline).map(({ line }) => line));
  const remnants = findings.flatMap(({ code, line, quote }): InlineLinkRemnant[] =>
    code === 'LINK_TARGET_LOST' && line !== null && body.has(line) ? [{ line, text: quote }] : [],
  );
  if (remnants.length > 0) part.inlineLinkRemnants = remnants;
  return part;
}
