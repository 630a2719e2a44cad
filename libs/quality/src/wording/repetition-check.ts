import type { TextBlock } from '#document';
import { type Check, type Hit, hitBlock, quoteAround } from '../check.js';
import { bareWord, wordsOf } from '../readability/count.js';

const SEQUENCE = 5;
/** Share of five-word sequences that are repeats above which a text says everything twice. */
const MAX_REPEATED_SHARE = 0.15;
/** A closing that takes over this many words in a row from the opening is a copy, not a summary. */
const COPIED_WORDS = 10;
const SPOKEN = new Set([
  'paragraph',
  'listItem',
  'step',
  'faqAnswer',
  'keyMessage',
  'quote',
  'callToAction',
  'patientStory',
  'warning',
]);

/** Repetition inside one text: too many repeated sequences, or a closing that copies the opening. */
export const repetitionCheck: Check = {
  id: 'repetition',
  version: 1,
  severity: 'note',
  run({ blocks }) {
    const prose = blocks.filter(({ kind }) => SPOKEN.has(kind));
    const { share, block } = repeatedShare(prose);
    if (share > MAX_REPEATED_SHARE && block) {
      const message = `${Math.round(share * 100)} % of all five-word sequences are repeats; say each thing once.`;
      return [hitBlock(block, { code: 'INTERNAL_REPETITION', message })];
    }
    return copiedClosing(prose.filter(({ kind }) => kind === 'paragraph'));
  },
};

/** Share (0 to 1) of the five-word sequences that occurred before, counted inside each block, and the first such block. */
export function repeatedShare(blocks: readonly TextBlock[]): { share: number; block: TextBlock | null } {
  const ids = new Map<string, number>();
  const seen = new Set<number>();
  let total = 0;
  let repeated = 0;
  let first: TextBlock | null = null;
  for (const block of blocks) {
    const hashes = sequencesOf(block.text, ids);
    const before = hashes.filter((hash) => seen.has(hash)).length;
    for (const hash of hashes) {
      if (seen.has(hash)) repeated += 1;
      seen.add(hash);
    }
    total += hashes.length;
    if (first === null && hashes.length >= 3 && before * 2 >= hashes.length) first = block;
  }
  return { share: total === 0 ? 0 : repeated / total, block: first };
}

/**
 * Each run of five words as one number: words are numbered, and the five numbers are folded below 2^53. A collision
 * would count one sequence too many among hundreds of thousands; the share does not notice it.
 */
function sequencesOf(text: string, ids: Map<string, number>): number[] {
  const words = plainWords(text).map((word) => idOf(word, ids));
  const found: number[] = [];
  for (let at = 0; at + SEQUENCE <= words.length; at += 1) {
    let hash = 0;
    for (let next = at; next < at + SEQUENCE; next += 1) hash = (hash * 1_000_003 + words[next]!) % 9_007_199_253;
    found.push(hash);
  }
  return found;
}

function plainWords(text: string): string[] {
  return wordsOf(text).map(bareWord);
}

function idOf(word: string, ids: Map<string, number>): number {
  const known = ids.get(word);
  if (known !== undefined) return known;
  ids.set(word, ids.size + 1);
  return ids.size;
}

/** The passage that the last paragraph shares with the first one, when it is long enough to be a copy. */
function copiedClosing(paragraphs: readonly TextBlock[]): Hit[] {
  const opening = paragraphs[0];
  const closing = paragraphs.at(-1);
  if (!opening || !closing || opening === closing) return [];
  const words = plainWords(closing.text.slice(0, 20_000));
  const runs = new Set(runsOf(plainWords(opening.text.slice(0, 20_000))));
  const at = runsOf(words).findIndex((run) => runs.has(run));
  if (at < 0) return [];
  const place = passageOf(closing.text, words.slice(at, at + COPIED_WORDS));
  const message = 'The closing repeats this passage of the opening; keep it in one place.';
  const { path, index: blockIndex, text } = closing;
  return [{ code: 'INTERNAL_REPETITION', message, path, blockIndex, ...place, passage: text }];
}

function runsOf(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - COPIED_WORDS + 1))
    .map((_, at) => words.slice(at, at + COPIED_WORDS).join(' '));
}

/** The ten words as they stand in the text, with whatever punctuation is between them. */
function passageOf(text: string, words: readonly string[]) {
  const taken = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(taken.join('[^\\p{L}\\p{N}]{1,6}'), 'iu').exec(text);
  return match ? { from: match.index, to: match.index + match[0].length, quote: match[0] } : quoteAround(text, 0, 0);
}
