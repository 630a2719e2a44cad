import type { LineOf, OutlineLine } from './outline.js';
import type { ImportPatterns } from './patterns.js';
import { sentencesOf } from './sentences.js';

/** Longer paragraphs are not searched beyond this for phrases: advertising says its name early. */
const SEARCHED = 20_000;
const GENERIC = new Set(
  'physical physio manual massage occupational sports heat cold ice exercise aqua the our'.split(' '),
);

/** True when a text speaks for the practice that published it. */
export function isPromotional(text: string, organisation: string | null, patterns: ImportPatterns): boolean {
  const searched = text.slice(0, SEARCHED);
  if (organisation !== null && searched.includes(organisation)) return true;
  return patterns.promotion.some((pattern) => pattern.test(searched));
}

/** The practice named most often after "at", "with" or "by", or null. */
export function organisationOf(texts: readonly string[], patterns: ImportPatterns): string | null {
  const ending = patterns.organisationWords.join('|');
  const name = new RegExp(`\\b(?:[Aa]t|[Ww]ith|[Bb]y) ((?:[A-Z][\\w&’'-]{0,30} ){1,4}(?:${ending}))\\b`, 'g');
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const match of text.slice(0, SEARCHED).matchAll(name)) {
      const found = match[1] as string;
      const generic = found
        .split(' ')
        .slice(0, -1)
        .every((word) => GENERIC.has(word.toLowerCase()));
      if (!generic) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  let best: string | null = null;
  for (const [found, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = found;
  return best;
}

/** A paragraph that mostly asks the reader to come: one call, and half of its sentences speak for the practice. */
export function isCallToAction(text: string, patterns: ImportPatterns): boolean {
  if (text.length > 2_000 || !patterns.callToAction.some((pattern) => pattern.test(text))) return false;
  const sentences = sentencesOf(text);
  const own = sentences.filter(
    ({ text: one }) => /\b(?:we|us|our)\b/i.test(one) || patterns.callToAction.some((pattern) => pattern.test(one)),
  );
  return own.length > 0 && own.length * 2 >= sentences.length;
}

/**
 * Marks sections that are advertising: the first paragraph speaks for the practice in most of its sentences, and so do
 * at least half of the paragraphs. A promotional paragraph elsewhere stays body text and becomes a finding. The lead
 * above the first heading and FAQ answers are never marked.
 */
export function markPromotion(
  lines: readonly OutlineLine[],
  organisation: string | null,
  patterns: ImportPatterns,
): OutlineLine[] {
  const marked = [...lines];
  const headed = lines.some((line) => line.kind === 'heading');
  let section: number[] = [];
  let lead = headed;
  const close = () => {
    if (!lead && isAdvertising(section, lines, organisation, patterns))
      for (const at of section) marked[at] = { ...(lines[at] as LineOf<'paragraph' | 'listItem'>), promo: true };
    section = [];
  };
  lines.forEach((line, at) => {
    if (line.kind === 'heading') {
      close();
      lead = false;
    } else if (line.kind === 'paragraph' || (line.kind === 'listItem' && line.pair === undefined)) section.push(at);
  });
  close();
  return marked;
}

function isAdvertising(
  section: readonly number[],
  lines: readonly OutlineLine[],
  organisation: string | null,
  patterns: ImportPatterns,
): boolean {
  const paragraphs = section.map((at) => lines[at] as OutlineLine).filter((line) => line.kind === 'paragraph');
  const speaks = paragraphs.map((line) => speaksForPractice(line.plain.slice(0, SEARCHED), organisation, patterns));
  return speaks[0] === true && speaks.filter(Boolean).length * 2 >= speaks.length;
}

/** Most sentences say "we" or the practice's name, and at least one is a promotional phrase. */
function speaksForPractice(text: string, organisation: string | null, patterns: ImportPatterns): boolean {
  if (!isPromotional(text, organisation, patterns)) return false;
  const sentences = sentencesOf(text);
  const own = sentences.filter(
    ({ text: one }) => /\b(?:we|us|our)\b/i.test(one) || isPromotional(one, organisation, patterns),
  );
  return own.length * 2 > sentences.length;
}
