import { splitSentences } from '#document';
import type { SourceLine } from './lines.js';
import type { ImportPatterns } from './patterns.js';
import { adoptSentenceHeadings, markOrderedLists, markSiteNames } from './repair-shapes.js';
import { NUMBERED, type Shape } from './shapes.js';
import { capitalisedShare, hasAtMostWords } from './words.js';

/** No line that a pattern describes is longer; a longer one is running text and is not tried. */
const MAX_PATTERN_LENGTH = 400;
const MAX_HEADING_WORDS = 12;
/** A title has 200 characters at most, whatever its number of words. */
const MAX_HEADING_LENGTH = 200;
/** Number signs in front of a heading say its level, in Markdown and in notes that borrow from it. */
const MARKED_HEADING = /^(#{1,6})\s+(?=\S)/;
const MIN_CAPITALISED_SHARE = 0.75;

const BULLET = /^[•◦▪‣●○·–\-*]\s+/;
const DATED_POST =
  /^[•\-*]\s(.+) [-–—] ((?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}, \d{4})$/;
const END_MARKS = new Set('.!?…:;,');
const CLOSERS = new Set('"\'”’)]»');

/** True when a sentence, a question, a list introduction or a clause ends here. Closing quotes are looked through. */
export function endsWithPunctuation(plain: string): boolean {
  let at = plain.length - 1;
  while (at >= 0 && CLOSERS.has(plain[at] as string)) at--;
  return at >= 0 && END_MARKS.has(plain[at] as string);
}

/** The shape of every line, in one pass and two small repairs that need neighbours. */
export function shapeLines(lines: readonly SourceLine[], patterns: ImportPatterns): Shape[] {
  const related = relatedPattern(patterns);
  let beforeBody = true;
  const shapes = lines.map((line, at): Shape => {
    const shape = shapeOf(line, lines[at + 1], patterns, related, beforeBody);
    if (shape.is === 'text' || shape.is === 'item' || shape.is === 'listIntro') beforeBody = false;
    return shape;
  });
  markSiteNames(lines, shapes);
  markOrderedLists(lines, shapes);
  adoptSentenceHeadings(lines, shapes, patterns.captions);
  return shapes;
}

function shapeOf(
  line: SourceLine,
  next: SourceLine | undefined,
  patterns: ImportPatterns,
  related: RegExp,
  beforeBody: boolean,
): Shape {
  const plain = line.plain;
  const short = plain.length <= MAX_PATTERN_LENGTH;
  if (short || !/[\p{L}\p{N}]/u.test(plain)) {
    const furniture = boilerplateOf(plain, patterns, beforeBody);
    if (furniture !== null) return furniture;
  }
  if (short) {
    if (patterns.captions.some((pattern) => pattern.test(plain))) return { is: 'caption' };
    const link = related.exec(plain);
    if (link !== null) return { is: 'relatedLink', label: link[1] as string, title: (link[2] as string).trim() };
    const post = DATED_POST.exec(plain);
    if (post !== null) return { is: 'recentPost', title: post[1] as string, date: post[2] as string };
  }
  const bullet = BULLET.exec(plain);
  if (bullet !== null) return { is: 'item', text: plain.slice(bullet[0].length), ordered: false };
  if (
    plain.endsWith(':') &&
    next !== undefined &&
    BULLET.test(next.plain) &&
    !DATED_POST.test(next.plain.slice(0, 400))
  )
    return { is: 'listIntro' };
  return headingOrText(plain, patterns);
}

/**
 * Whether a whole line is furniture of a site wherever it stands: a line of a pattern, a label with the title of another
 * article, or a dated post. Null for text of the article.
 */
export function furnitureOf(plain: string, patterns: ImportPatterns, beforeBody: boolean): Shape | null {
  if (plain.length > MAX_PATTERN_LENGTH) return null;
  const furniture = boilerplateOf(plain, patterns, beforeBody);
  if (furniture !== null) return furniture;
  const link = relatedPattern(patterns).exec(plain);
  if (link !== null) return { is: 'relatedLink', label: link[1] as string, title: (link[2] as string).trim() };
  const post = DATED_POST.exec(plain);
  return post === null ? null : { is: 'recentPost', title: post[1] as string, date: post[2] as string };
}

function boilerplateOf(plain: string, patterns: ImportPatterns, beforeBody: boolean): Shape | null {
  if (!/[\p{L}\p{N}]/u.test(plain)) return { is: 'boilerplate', patternId: 'no-words' };
  for (const found of patterns.boilerplate) {
    if (found.onlyBeforeBody && !beforeBody) continue;
    const match = found.pattern.exec(plain);
    if (match !== null) return { is: 'boilerplate', patternId: found.id, found, values: match.slice(1) };
  }
  return null;
}

/** Heading candidate, caption or text by the form of the line alone. */
function headingOrText(plain: string, patterns: ImportPatterns): Shape {
  if (plain.length > MAX_HEADING_LENGTH) return { is: 'text' };
  const hashes = MARKED_HEADING.exec(plain);
  if (hashes !== null)
    return { is: 'candidate', text: plain.slice(hashes[0].length), minor: false, hashes: (hashes[1] as string).length };
  if (!hasAtMostWords(plain, MAX_HEADING_WORDS)) return { is: 'text' };
  if (patterns.minorHeadings.some((pattern) => pattern.test(plain)))
    return { is: 'candidate', text: withoutColon(plain), minor: true };
  if (/[.!…]["'”’)]*$/.test(plain)) return { is: 'text' };
  const number = NUMBERED.exec(plain);
  if (number !== null) {
    const text = withoutColon(plain.slice(number[0].length));
    return { is: 'candidate', text, ordinal: Number(number[1]), minor: true };
  }
  if (capitalisedShare(plain) >= MIN_CAPITALISED_SHARE || isNamedSection(plain, patterns))
    return { is: 'candidate', text: withoutColon(plain), minor: false };
  // A line with a whole sentence in it is running text that was cut off, not the words under an image.
  return endsWithPunctuation(plain) || splitSentences(plain).length > 1 ? { is: 'text' } : { is: 'caption' };
}

/** A known section name is a heading in any capitals, as long as it begins with one. */
function isNamedSection(plain: string, patterns: ImportPatterns): boolean {
  const name = withoutColon(plain);
  return /^\p{Lu}/u.test(name) && (isFaqSection(name, patterns) || nameIn(name, patterns.topSections));
}

/** True for the heading of a FAQ: one of its names, alone, in front ("FAQs About Knees") or in brackets at the end. */
export function isFaqSection(text: string, patterns: ImportPatterns): boolean {
  const heading = text.toLowerCase();
  return patterns.faqSections.some((name) => {
    const wanted = name.toLowerCase();
    const ahead = heading.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(heading.slice(wanted.length));
    return ahead || heading.endsWith(`(${wanted})`);
  });
}

/** True when a heading's words are one of the names, in any capitals. */
export function nameIn(text: string, names: readonly string[]): boolean {
  const wanted = text.toLowerCase();
  return names.some((name) => name.toLowerCase() === wanted);
}

function withoutColon(text: string): string {
  return text.endsWith(':') ? text.slice(0, -1).trimEnd() : text;
}

function relatedPattern(patterns: ImportPatterns): RegExp {
  const labels = patterns.relatedLabels.map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(${labels.join('|')})\\s*:\\s*(\\S.*)$`, 'i');
}
