import type { Finding } from './findings/finding.js';
import { bodyLines, type TextOutline } from './outline.js';
import { significantWords } from './words.js';

/** Cosine of two texts' term frequencies above which they are about the same topic. */
export const SAME_TOPIC = 0.4;
/** A text is compared by its first words; more do not change its topic, and a batch stays quick. */
const COMPARED_WORDS = 3_000;

type Terms = ReadonlyMap<string, number>;

/**
 * For every outline of a batch, one `TOPIC_OVERLAP` finding when at least one other treats the same topic. Equal texts
 * overlap too; whether they are copies is another check's question.
 */
export function topicOverlapFindings(files: readonly { file: string; outline: TextOutline }[]): Finding[][] {
  const vectors = files.map(({ outline }) => termsOf(outline));
  return files.map((_, at) => {
    const same = files.filter((__, other) => other !== at && cosine(vectors[at]!, vectors[other]!) >= SAME_TOPIC);
    if (same.length === 0) return [];
    const names = same
      .slice(0, 5)
      .map(({ file }) => file)
      .join(', ');
    const more = same.length > 5 ? ` and ${same.length - 5} more` : '';
    const message = `Treats the same topic as ${names}${more}; decide which one the library needs, or merge them.`;
    return [{ code: 'TOPIC_OVERLAP', line: null, quote: '', message, severity: 'hint' }];
  });
}

function termsOf(outline: TextOutline): Terms {
  const terms = new Map<string, number>();
  let room = COMPARED_WORDS;
  for (const line of bodyLines(outline)) {
    for (const word of significantWords(line.plain.slice(0, 20_000))) {
      if (room-- <= 0) return terms;
      const term = word.toLowerCase();
      terms.set(term, (terms.get(term) ?? 0) + 1);
    }
  }
  return terms;
}

function cosine(one: Terms, two: Terms): number {
  let dot = 0;
  for (const [term, count] of one) dot += count * (two.get(term) ?? 0);
  const lengths = lengthOf(one) * lengthOf(two);
  return lengths === 0 ? 0 : dot / lengths;
}

function lengthOf(terms: Terms): number {
  let sum = 0;
  for (const count of terms.values()) sum += count * count;
  return Math.sqrt(sum);
}
