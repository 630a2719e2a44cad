import { quoteAround as placedQuote, type Severity, typographySlips } from '#quality';
import { bodyLines, type LineOf, linesOf, type OutlineLine, type TextOutline } from '../outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../patterns.js';
import { isPromotional } from '../promotion.js';
import type { Finding } from './finding.js';

/** Products whose sellers also publish advice. */
const PRODUCT =
  /(?:shoes?|sneakers?|insoles?|orthotics?|braces?|supplements?|mattress(?:es)?|chairs?|massagers?|cbd|pillows?)/i;

/** What only the file shows: lost parts, truncation, advertising that was lifted, slips in lines that were lifted. */
export function structureFindings(outline: TextOutline, patterns: ImportPatterns = DEFAULT_PATTERNS): Finding[] {
  return [
    ...linesOf(outline, 'caption').map((line) =>
      at(line, 'IMAGE_LOST', 'note', 'An image stood here; add it with its own alternative text, or delete the line.'),
    ),
    ...linkFindings(outline),
    ...linesOf(outline, 'recentPost').map((line) =>
      at(
        line,
        'DATE_TRAP',
        'note',
        `${line.date} is the date of another post; never use it as the date of this article.`,
      ),
    ),
    ...truncation(outline),
    ...promotion(outline, patterns),
    ...conflictOfInterest(outline),
    ...liftedSlips(outline),
  ];
}

/** The lists of an outline with their first line, last line and number of items. */
export function listsOf(outline: TextOutline): { first: LineOf<'listItem'>; toLine: number; items: number }[] {
  const lists = new Map<number, { first: LineOf<'listItem'>; toLine: number; items: number }>();
  for (const line of linesOf(outline, 'listItem')) {
    const list = lists.get(line.list);
    if (list === undefined) lists.set(line.list, { first: line, toLine: line.line, items: 1 });
    else {
      list.toLine = line.line;
      list.items++;
    }
  }
  return [...lists.values()];
}

function linkFindings(outline: TextOutline): Finding[] {
  const lost = linesOf(outline, 'relatedLink').flatMap((line): Finding[] => {
    const quote = quoteAround(line.title, 0, 0);
    const target = { line: line.line, quote, severity: 'note' as const };
    const found: Finding[] = [
      {
        ...target,
        code: 'LINK_TARGET_LOST',
        message: 'The link has no address; find the page it meant or remove the link.',
      },
    ];
    if (line.misplaced)
      found.push({
        ...target,
        code: 'LINK_MISPLACED',
        message: 'The link stands between two questions; move it out of the FAQ.',
      });
    return found;
  });
  return lost;
}

function truncation(outline: TextOutline): Finding[] {
  const line = outline.lines.find((one) => one.line === outline.truncatedAtLine);
  if (line === undefined) return [];
  const text = line.raw.trim();
  const message = 'The text breaks off here; complete it from its source or remove the passage before publishing.';
  const quote = quoteAround(text, Math.max(0, text.length - 60), 60);
  return [{ code: 'TRUNCATED_TEXT', line: line.line, quote, message, severity: 'block' }];
}

/** Advertising that is no longer in the body: offers that became a call to action, and links that praise the practice. */
function promotion(outline: TextOutline, patterns: ImportPatterns): Finding[] {
  const { organisation } = outline;
  const message = 'This is advertising; move it to a call to action outside the clinical text, or remove it.';
  return outline.lines.flatMap((line): Finding[] => {
    const praises = line.kind === 'relatedLink' && isPromotional(line.plain, organisation, patterns);
    return praises || line.kind === 'callToAction' ? [at(line, 'PROMO_CONTENT', 'fix', message)] : [];
  });
}

/** Slips of spacing in lines that an editor sees beside the article. Dropped site furniture is left alone. */
function liftedSlips(outline: TextOutline): Finding[] {
  return outline.lines.flatMap((line) => {
    if (line.kind !== 'relatedLink' && line.kind !== 'recentPost' && line.kind !== 'caption') return [];
    return typographySlips(line.raw.trim()).map(
      ({ quote, message }): Finding => ({ code: 'TYPOGRAPHY', line: line.line, quote, message, severity: 'note' }),
    );
  });
}

function quoteAround(text: string, from: number, length: number): string {
  return placedQuote(text, from, length).quote;
}

/** The site sells what the text recommends. */
function conflictOfInterest(outline: TextOutline): Finding[] {
  const product = outline.sourceSite === null ? null : PRODUCT.exec(outline.sourceSite);
  if (product === null) return [];
  const name = product[0].toLowerCase().replace(/e?s$/, '');
  const advised = bodyLines(outline).some((line) => line.plain.toLowerCase().includes(name));
  const site = outline.lines.find((line) => line.kind === 'boilerplate' && line.patternId === 'site-name');
  if (!advised || site === undefined) return [];
  const message = 'The source seems to sell a product that the text recommends; check for a conflict of interest.';
  return [at(site, 'SOURCE_COI', 'fix', message)];
}

function at(line: OutlineLine, code: string, severity: Severity, message: string): Finding {
  const text = line.kind === 'listItem' ? line.text : line.raw.trim();
  return { code, line: line.line, quote: quoteAround(text, 0, 0), message, severity };
}
