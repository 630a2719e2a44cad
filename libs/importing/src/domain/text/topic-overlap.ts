import type { Finding } from './findings/finding.js';
import { bodyLines, type TextOutline } from './outline.js';
import { significantWords } from './words.js';

/** Cosine of two texts' term frequencies above which they are about the same topic. */
export const SAME_TOPIC = 0.4;
/** A text is compared by its first words; more do not change its topic, and a batch stays quick. */
const COMPARED_WORDS = 3_000;

const MAIN_TERMS = 100;

type Terms = ReadonlyMap<string, number>;
interface Vector {
  readonly terms: Terms;
  readonly length: number;
}

/**
 * For every outline of a batch, one `TOPIC_OVERLAP` finding when at least one other treats the same topic. Equal texts
 * overlap too; whether they are copies is another check's question.
 */
export function topicOverlapFindings(files: readonly { file: string; outline: TextOutline }[]): Finding[][] {
  const vectors = files.map(({ outline }) => mainTerms(termsOf(outline)));
  const same: string[][] = files.map(() => []);
  files.forEach((one, at) => {
    for (let other = at + 1; other < files.length; other++) {
      if (cosine(vectors[at] as Vector, vectors[other] as Vector) < SAME_TOPIC) continue;
      same[at]?.push((files[other] as (typeof files)[number]).file);
      same[other]?.push(one.file);
    }
  });
  return same.map((names) => (names.length === 0 ? [] : [overlap(names)]));
}

function overlap(names: readonly string[]): Finding {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  const message = `Treats the same topic as ${names.slice(0, 5).join(', ')}${more}; decide which one the library needs, or merge them.`;
  return { code: 'TOPIC_OVERLAP', line: null, quote: '', message, severity: 'note' };
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

/** The most frequent terms with the length of their vector: enough for a topic, and a batch of 1,000 stays quick. */
function mainTerms(terms: Terms): Vector {
  const main = [...terms].sort((a, b) => b[1] - a[1]).slice(0, MAIN_TERMS);
  return { terms: new Map(main), length: Math.sqrt(main.reduce((sum, [, count]) => sum + count * count, 0)) };
}

function cosine(one: Vector, two: Vector): number {
  let dot = 0;
  for (const [term, count] of one.terms) dot += count * (two.terms.get(term) ?? 0);
  return dot === 0 ? 0 : dot / (one.length * two.length);
}
