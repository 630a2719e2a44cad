import { bareWord, wordsOf } from '../readability/count.js';
import type { Terms } from './types.js';

/** A text is compared by its first words; more do not change its topic. */
const COMPARED_WORDS = 3_000;
const MAIN_TERMS = 100;

/** Articles, conjunctions, short prepositions and auxiliaries: in every text, of no topic. English and Spanish. */
const SMALL = new Set(
  (
    'a an the and but or nor for so yet as at by in into of off on onto out over per to up via with from than vs after against ' +
    'before behind below beneath between beyond during through under until upon within without about your you is are be it its ' +
    'el la los las un una unos unas y o de del al a en con por para que se su sus es son no lo le más si como'
  ).split(' '),
);

/** The terms of texts: words that carry meaning, counted. */
export function termsOf(texts: readonly string[]): Terms {
  const counts = new Map<string, number>();
  let room = COMPARED_WORDS;
  for (const text of texts) {
    for (const raw of wordsOf(text)) {
      const term = bareWord(raw);
      if (!/\p{L}/u.test(term) || SMALL.has(term)) continue;
      if (room === 0) return main(counts);
      room -= 1;
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return main(counts);
}

function main(counts: ReadonlyMap<string, number>): Terms {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MAIN_TERMS);
}

/** The cosine of two texts' term frequencies: 0 (nothing in common) to 1. */
export function cosine(one: Terms, other: Terms): number {
  const [a, b] = [vectorOf(one), vectorOf(other)];
  let dot = 0;
  for (const [term, count] of one) dot += count * (b.counts.get(term) ?? 0);
  return dot === 0 ? 0 : dot / (a.length * b.length);
}

interface Vector {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

// A batch of a thousand texts compares each with each.
const vectors = new WeakMap<Terms, Vector>();

function vectorOf(terms: Terms): Vector {
  const known = vectors.get(terms);
  if (known) return known;
  const length = Math.sqrt(terms.reduce((sum, [, count]) => sum + count * count, 0));
  const vector = { counts: new Map(terms), length };
  vectors.set(terms, vector);
  return vector;
}
