import type { Severity } from '#quality';
import { bodyLines, type LineOf, linesOf, type OutlineLine, type TextOutline } from '../outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../patterns.js';
import { isPromotional } from '../promotion.js';
import type { Finding } from './finding.js';
import { quoteAround } from './finding.js';

/** CDC Clear Communication Index, item 8: no list over seven items without sub-lists. */
const MAX_LIST_ITEMS = 7;

/** Products whose sellers also publish advice. */
const PRODUCT =
  /(?:shoes?|sneakers?|insoles?|orthotics?|braces?|supplements?|mattress(?:es)?|chairs?|massagers?|cbd|pillows?)/i;

/** Findings about how the file is built: lost parts, long lists, truncation, advertising. */
export function structureFindings(outline: TextOutline, patterns: ImportPatterns = DEFAULT_PATTERNS): Finding[] {
  return [
    ...longLists(outline),
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
  ];
}

function longLists(outline: TextOutline): Finding[] {
  return listsOf(outline)
    .filter(({ items }) => items > MAX_LIST_ITEMS)
    .map(({ first, items }) =>
      at(
        first,
        'LIST_TOO_LONG',
        'note',
        `Split this list of ${items} items; readers follow ${MAX_LIST_ITEMS} at most.`,
      ),
    );
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

function promotion(outline: TextOutline, patterns: ImportPatterns): Finding[] {
  const { organisation } = outline;
  const message = 'This is advertising; move it to a call to action outside the clinical text, or remove it.';
  return outline.lines.flatMap((line): Finding[] => {
    const marked = (line.kind === 'paragraph' || line.kind === 'listItem') && line.promo;
    const lone = line.kind === 'paragraph' || line.kind === 'listItem' || line.kind === 'faqAnswer';
    const speaks = (lone || line.kind === 'relatedLink') && isPromotional(line.plain, organisation, patterns);
    if (!marked && !speaks && line.kind !== 'callToAction') return [];
    return [at(line, 'PROMO_CONTENT', 'fix', message)];
  });
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
