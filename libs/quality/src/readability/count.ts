import { syllable } from 'syllable';
import { splitSentences } from '#document';
import type { Counts } from './formulas.js';

const POLYSYLLABLE = 3;

/** The words of a text: what stands between white space or long dashes and holds a letter or digit. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s\u2013\u2014]+/u).filter((token) => /[\p{L}\p{N}]/u.test(token));
}

/** Syllables of one word, by the heuristics for English. Parts of a compound add up; a number counts as one. */
export function syllablesOf(word: string): number {
  const parts = word
    .replace(/['’]/g, '')
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return Math.max(
    1,
    parts.reduce((sum, part) => sum + Math.max(1, syllable(part)), 0),
  );
}

/** Counts a text as one block: its end ends a sentence, also without a full stop. */
export function countText(text: string): Counts {
  const words = wordsOf(text);
  const syllables = words.map(syllablesOf);
  return {
    sentences: splitSentences(text).length,
    words: words.length,
    syllables: syllables.reduce((sum, count) => sum + count, 0),
    polysyllables: syllables.filter((count) => count >= POLYSYLLABLE).length,
  };
}

/** Counts of several texts together. */
export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, next) => ({
      sentences: sum.sentences + next.sentences,
      words: sum.words + next.words,
      syllables: sum.syllables + next.syllables,
      polysyllables: sum.polysyllables + next.polysyllables,
    }),
    { sentences: 0, words: 0, syllables: 0, polysyllables: 0 },
  );
}
