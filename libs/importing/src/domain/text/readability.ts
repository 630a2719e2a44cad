import { syllable } from 'syllable';
import type { TextOutline } from './outline.js';
import { bodyLines } from './outline.js';
import { sentencesOf } from './sentences.js';
import { wordsOf } from './words.js';

/** Readability of the running text of an article. Rounded to one decimal; all 0 for a text without words. */
export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly wordsPerSentence: number;
  readonly fleschEase: number;
  readonly fleschKincaidGrade: number;
  readonly smog: number;
}

/** No English word is longer; a longer run of letters is counted by its beginning. */
const MAX_WORD = 45;

/**
 * Readability of an outline: paragraphs, list items, FAQ answers and calls to action, each of which ends a sentence.
 * Headings, questions, links, captions and site furniture are left out. A call to action counts until an editor has
 * taken it out of the text: it is what a reader of the source meets.
 *
 * Flesch (1948) reading ease, Flesch-Kincaid grade (Kincaid 1975), SMOG (McLaughlin 1969, formula D: polysyllables have
 * three syllables or more, scaled to 30 sentences; below 30 sentences it is a rough figure).
 */
export function readabilityOfOutline(outline: TextOutline): Readability {
  return readabilityOfBlocks(bodyLines(outline).map((line) => line.text));
}

/** Readability of blocks of running text. */
export function readabilityOfBlocks(blocks: readonly string[]): Readability {
  const counts = { sentences: 0, words: 0, syllables: 0, polysyllables: 0 };
  const known = new Map<string, number>();
  for (const block of blocks) {
    for (const sentence of sentencesOf(block)) {
      const words = wordsOf(sentence.text);
      if (words.length === 0) continue;
      counts.sentences++;
      counts.words += words.length;
      for (const word of words) count(counts, syllablesOf(word, known));
    }
  }
  return scores(counts);
}

interface Counts {
  sentences: number;
  words: number;
  syllables: number;
  polysyllables: number;
}

function count(counts: Counts, syllables: number): void {
  counts.syllables += syllables;
  if (syllables >= 3) counts.polysyllables++;
}

function syllablesOf(word: string, known: Map<string, number>): number {
  const key = word.slice(0, MAX_WORD).toLowerCase();
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const counted = Math.max(1, syllable(key));
  known.set(key, counted);
  return counted;
}

function scores({ sentences, words, syllables, polysyllables }: Counts): Readability {
  if (words === 0)
    return { sentences: 0, words: 0, wordsPerSentence: 0, fleschEase: 0, fleschKincaidGrade: 0, smog: 0 };
  const perSentence = words / sentences;
  const perWord = syllables / words;
  return {
    sentences,
    words,
    wordsPerSentence: oneDecimal(perSentence),
    fleschEase: oneDecimal(206.835 - 1.015 * perSentence - 84.6 * perWord),
    fleschKincaidGrade: oneDecimal(0.39 * perSentence + 11.8 * perWord - 15.59),
    smog: oneDecimal(1.043 * Math.sqrt((polysyllables * 30) / sentences) + 3.1291),
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
