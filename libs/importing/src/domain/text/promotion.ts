import { splitSentences } from '#document';
import type { LineOf, OutlineLine } from './outline.js';
import type { ImportPatterns } from './patterns.js';

/** Longer paragraphs are not searched beyond this for phrases: advertising says its name early. */
const SEARCHED = 20_000;

/** True when a text speaks for the practice that published it. */
export function isPromotional(text: string, organisation: string | null, patterns: ImportPatterns): boolean {
  const searched = text.slice(0, SEARCHED);
  if (organisation !== null && searched.includes(organisation)) return true;
  return patterns.promotion.some((pattern) => pattern.test(searched));
}

/** A paragraph that mostly asks the reader to come: one call, and half of its sentences speak for the practice. */
export function isCallToAction(text: string, patterns: ImportPatterns): boolean {
  if (text.length > 2_000 || !patterns.invitation.some((pattern) => pattern.test(text))) return false;
  const sentences = sentencesOf(text);
  const own = sentences.filter(
    ({ text: one }) => /\b(?:we|us|our)\b/i.test(one) || patterns.invitation.some((pattern) => pattern.test(one)),
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

function sentencesOf(text: string): { text: string }[] {
  return splitSentences(text).map(({ from, to }) => ({ text: text.slice(from, to) }));
}
