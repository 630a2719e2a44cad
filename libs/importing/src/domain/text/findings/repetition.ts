import type { BodyLine } from '../outline.js';
import { wordsOf } from '../words.js';
import type { Finding } from './finding.js';
import { quoteAround } from './finding.js';

const SEQUENCE = 5;
/** Share of five-word sequences that are repeats above which a text says everything twice. */
export const MAX_REPEATED_SHARE = 0.15;
/** A closing that takes over this many words in a row from the opening is a copy, not a summary. */
const COPIED_WORDS = 10;

interface Measured {
  readonly share: number;
  /** First line of which at least half repeats earlier lines. */
  readonly line: BodyLine | null;
}

/** Repetition inside one text: too many repeated sequences, or a closing that copies the opening. */
export function repetitionFindings(lines: readonly BodyLine[]): Finding[] {
  const { share, line } = repeatedShare(lines);
  if (share > MAX_REPEATED_SHARE && line !== null) {
    const message = `${Math.round(share * 100)} % of all five-word sequences are repeats; say each thing once.`;
    return [finding(line, quoteAround(line.text, 0, 0), message)];
  }
  const copied = copiedClosing(lines);
  if (copied === null) return [];
  return [finding(copied.line, copied.quote, 'The closing repeats this passage of the opening; keep it in one place.')];
}

/** Share (0 to 1) of the five-word sequences of the body that occurred before, counted inside each line. */
export function repeatedShare(lines: readonly BodyLine[]): Measured {
  const ids = new Map<string, number>();
  const seen = new Set<number>();
  let total = 0;
  let repeated = 0;
  let first: BodyLine | null = null;
  for (const line of lines) {
    const hashes = sequencesOf(line.text, ids);
    const before = hashes.filter((hash) => seen.has(hash)).length;
    for (const hash of hashes) {
      if (seen.has(hash)) repeated++;
      seen.add(hash);
    }
    total += hashes.length;
    if (first === null && hashes.length >= 3 && before * 2 >= hashes.length) first = line;
  }
  return { share: total === 0 ? 0 : repeated / total, line: first };
}

/**
 * Each run of five words as one number: words are numbered, and the five numbers are folded below 2^53. A collision
 * would count one sequence too many among hundreds of thousands; the share does not notice it.
 */
function sequencesOf(text: string, ids: Map<string, number>): number[] {
  const words = wordsOf(text).map((word) => idOf(word.toLowerCase(), ids));
  const found: number[] = [];
  for (let at = 0; at + SEQUENCE <= words.length; at++) {
    let hash = 0;
    for (let next = at; next < at + SEQUENCE; next++)
      hash = (hash * 1_000_003 + (words[next] as number)) % 9_007_199_253;
    found.push(hash);
  }
  return found;
}

function idOf(word: string, ids: Map<string, number>): number {
  const known = ids.get(word);
  if (known !== undefined) return known;
  ids.set(word, ids.size + 1);
  return ids.size;
}

/** The passage that the last paragraph shares with the first one, when it is long enough to be a copy. */
function copiedClosing(lines: readonly BodyLine[]): { line: BodyLine; quote: string } | null {
  const paragraphs = lines.filter((line) => line.kind === 'paragraph');
  const opening = paragraphs[0];
  const closing = paragraphs.at(-1);
  if (opening === undefined || closing === undefined || opening === closing) return null;
  const words = wordsOf(closing.text.slice(0, 20_000));
  const known = ` ${wordsOf(opening.text.slice(0, 20_000)).join(' ').toLowerCase()} `;
  for (let at = 0; at + COPIED_WORDS <= words.length; at++) {
    if (
      !known.includes(
        ` ${words
          .slice(at, at + COPIED_WORDS)
          .join(' ')
          .toLowerCase()} `,
      )
    )
      continue;
    return { line: closing, quote: passageOf(closing.text, words, at) };
  }
  return null;
}

/** The ten words as they stand in the text, with whatever punctuation is between them. */
function passageOf(text: string, words: readonly string[], at: number): string {
  const taken = words.slice(at, at + COPIED_WORDS).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(taken.join('\\W{1,6}'), 'i').exec(text);
  return match === null ? quoteAround(text, 0, 0) : match[0];
}

function finding(line: BodyLine, quote: string, message: string): Finding {
  return { code: 'INTERNAL_REPETITION', line: line.line, quote, message, severity: 'note' };
}
