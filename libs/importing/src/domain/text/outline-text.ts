import { organisationIn } from '#quality';
import { endsWithPunctuation, shapeLines } from './classify-lines.js';
import { headingLevels } from './levels.js';
import { type SourceLine, splitLines } from './lines.js';
import { type BodyLine, type HeadingLevel, isBodyLine, type OutlineLine, type TextOutline } from './outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from './patterns.js';
import { isCallToAction, markPromotion } from './promotion.js';
import { type Placed, placeLines } from './sections.js';

/**
 * Reads the outline of a scraped plain text: title, headings with levels, paragraphs, lists, FAQ, and everything that
 * is not the article (related links, image texts, dated posts, site furniture, advertising).
 *
 * Pure and linear in the length of the text. `raw` is decoded text with any line endings. Every non-blank line of it
 * is in the answer once, with its number and its raw form; the structure never depends on blank lines.
 */
export function outlineText(raw: string, patterns: ImportPatterns = DEFAULT_PATTERNS): TextOutline {
  const { lineCount, lines: source } = splitLines(raw);
  const shapes = shapeLines(source, patterns);
  const { placed, title } = placeLines(source, shapes, patterns);
  const levels = headingLevels(placed, title, patterns);
  const plain = buildLines(source, placed, levels, patterns);
  const organisation = organisationIn(plain.filter(isBodyLine).map((line) => line.plain));
  const lines = markPromotion(plain, organisation, patterns);
  return { lineCount, lines, title, organisation, ...furniture(source, placed), ...closing(lines) };
}

function buildLines(
  source: readonly SourceLine[],
  placed: readonly Placed[],
  levels: ReadonlyMap<number, HeadingLevel>,
  patterns: ImportPatterns,
): OutlineLine[] {
  let list = -1;
  return source.map((line, at) => {
    const shape = placed[at] as Placed;
    if (isItem(shape) && !continuesList(placed[at - 1], shape)) list++;
    return buildLine(line, shape, levels.get(at) ?? 2, list, patterns);
  });
}

function buildLine(
  line: SourceLine,
  shape: Placed,
  level: HeadingLevel,
  list: number,
  patterns: ImportPatterns,
): OutlineLine {
  const text = line.raw.trim();
  switch (shape.is) {
    case 'title':
      return { ...line, kind: 'title' };
    case 'candidate':
      return heading(line, shape.text, level, shape.ordinal);
    case 'question':
      return { ...line, kind: 'faqQuestion', text: text.replace(/^#{1,6}\s+/, ''), pair: shape.pair };
    case 'answer':
      return { ...line, kind: 'faqAnswer', text, pair: shape.pair };
    case 'item':
      return { ...line, kind: 'listItem', text: itemText(line), list, ordered: shape.ordered, promo: false };
    case 'answerItem':
      return {
        ...line,
        kind: 'listItem',
        text: itemText(line),
        list,
        ordered: shape.ordered,
        promo: false,
        pair: shape.pair,
      };
    case 'relatedLink':
    case 'misplacedLink':
      return {
        ...line,
        kind: 'relatedLink',
        label: shape.label,
        title: shape.title,
        misplaced: shape.is === 'misplacedLink',
      };
    case 'recentPost':
      return { ...line, kind: 'recentPost', title: shape.title, date: shape.date };
    case 'boilerplate':
      return { ...line, kind: 'boilerplate', patternId: shape.patternId };
    case 'caption':
      return { ...line, kind: 'caption', text: line.plain };
    default:
      return isCallToAction(line.plain, patterns)
        ? { ...line, kind: 'callToAction', text }
        : { ...line, kind: 'paragraph', text, introducesList: shape.is === 'listIntro', promo: false };
  }
}

function heading(line: SourceLine, text: string, level: HeadingLevel, ordinal: number | undefined): OutlineLine {
  const base = { ...line, kind: 'heading', level, text } as const;
  return ordinal === undefined ? base : { ...base, ordinal };
}

/** The words of a list item as they stand in the file, without the glyph or number in front. */
function itemText(line: SourceLine): string {
  return line.raw.trim().replace(/^(?:[•◦▪‣●○·–\-*]|\d{1,3}[.)])\s+/, '');
}

type Item = Extract<Placed, { is: 'item' | 'answerItem' }>;

function isItem(shape: Placed | undefined): shape is Item {
  return shape?.is === 'item' || shape?.is === 'answerItem';
}

function continuesList(previous: Placed | undefined, shape: Item): boolean {
  return isItem(previous) && previous.is === shape.is && previous.ordered === shape.ordered;
}

/** What the dropped lines tell about the file itself. */
function furniture(source: readonly SourceLine[], placed: readonly Placed[]) {
  let sourceTimestamp: string | null = null;
  let sourceSite: string | null = null;
  let hasByline = false;
  let hasDate = false;
  placed.forEach((shape, at) => {
    if (shape.is !== 'boilerplate') return;
    if (shape.patternId === 'site-name') sourceSite ??= (source[at] as SourceLine).plain;
    const means = shape.found?.means;
    if (means === 'timestamp') sourceTimestamp ??= `${shape.values?.[0]}T${shape.values?.[1]}Z`;
    if (means === 'byline') hasByline = true;
    if (means === 'date') hasDate = true;
  });
  return { sourceTimestamp, sourceSite, hasByline, hasDate };
}

function closing(lines: readonly OutlineLine[]) {
  const faqCandidates = lines
    .filter(
      (line) => (line.kind === 'heading' || line.kind === 'title' || isLoneQuestion(line)) && line.plain.endsWith('?'),
    )
    .map((line) => line.line);
  return { truncatedAtLine: truncatedAt(lines), faqCandidates };
}

function isLoneQuestion(line: OutlineLine): boolean {
  return line.kind === 'paragraph' && line.plain.length < 120;
}

/** The last body line when it has no final punctuation. A list item only when the other items of its list have it. */
function truncatedAt(lines: readonly OutlineLine[]): number | null {
  const last = lines.findLast(isBodyLine);
  if (last === undefined || endsSentence(last)) return null;
  if (last.kind === 'listItem') {
    const others = lines.filter((line) => line.kind === 'listItem' && line.list === last.list && line !== last);
    const ended = others.filter((line) => endsSentence(line as BodyLine)).length;
    if (ended * 2 <= others.length) return null;
  }
  return last.line;
}

/** A comma or colon is punctuation, but no sentence ends there. */
function endsSentence(line: BodyLine): boolean {
  return endsWithPunctuation(line.plain) && !/[,;:]["'”’)\]»]*$/.test(line.plain.slice(-8));
}
