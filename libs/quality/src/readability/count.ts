import { syllable } from 'syllable';
import { splitSentences } from '#document';
import type { Counts } from './formulas.js';

const POLYSYLLABLE = 3;

/** The words of a text: what stands between white space or long dashes and holds a letter or digit. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s\u2013\u2014]+/u).filter((token) => /[\p{L}\p{N}]/u.test(token));
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A word in small letters without the signs around it. A loop, because a pattern anchored at the end tries every start. */
export function bareWord(word: string): string {
  let from = 0;
  let to = word.length;
  while (from < to && !LETTER_OR_DIGIT.test(word[from]!)) from += 1;
  while (to > from && !LETTER_OR_DIGIT.test(word[to - 1]!)) to -= 1;
  return word.slice(from, to).toLowerCase();
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

const STRONG = /[aeoáéíóú]/;

/** Syllables of one Spanish word: groups of vowels, where two strong ones or an accented weak one begin a new syllable. */
export function spanishSyllablesOf(word: string): number {
  const letters = word
    .toLowerCase()
    .replace(/qu|gu(?=[eéií])/g, 'g')
    .replace(/y(?=$|[^aeiouáéíóú])/g, 'i');
  const groups = letters.match(/[aeiouáéíóúü]+/g) ?? [];
  const count = groups.reduce((sum, group) => {
    let syllables = 1;
    for (let at = 1; at < group.length; at += 1)
      if (STRONG.test(group[at]!) && STRONG.test(group[at - 1]!)) syllables += 1;
    return sum + syllables;
  }, 0);
  return Math.max(1, count);
}

const known = new Map<string, number>();
const MOST_KNOWN = 20_000;
/** No English word is longer; a longer run of letters is counted by its beginning. */
const LONGEST_WORD = 45;

/** The answer for a word is kept: a text says the same words again and again, and the editor counts it at each pause. */
function syllablesIn(word: string, language: string): number {
  const key = `${language} ${word.slice(0, LONGEST_WORD)}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const counted = (language === 'es' ? spanishSyllablesOf : syllablesOf)(word.slice(0, LONGEST_WORD));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, counted);
  return counted;
}

/** Counts a text as one block: its end ends a sentence, also without a full stop. */
export function countText(text: string, language = 'en'): Counts {
  const words = wordsOf(text);
  const syllables = words.map((word) => syllablesIn(word, language));
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
