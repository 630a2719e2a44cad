import { align } from '../diff/align.js';
import { equalPassages, gapsOf } from './match-passages.js';
import { type Side, type Token, tokensOf } from './passages.js';

/** Which word became which. */
export interface TokenMap {
  readonly from: Side;
  readonly to: Side;
  /** For each token of the old side its place on the new one, or -1. */
  readonly targets: Int32Array;
  /** For each passage of the old side the one it became for the most part, or -1. */
  readonly pairs: Int32Array;
}

interface Candidate {
  readonly i: number;
  readonly j: number;
  readonly score: number;
  readonly sameGap: boolean;
}

/** From this share of common words on, a passage is the old one edited. */
const ALIKE = 0.4;
/** From this share on, one passage is a part of another one that was split, or that it was joined to. */
const CONTAINED = 0.7;
const TELLING_WORDS = 3;
/** Above this many candidate pairs only equal passages are matched. */
const MOST_CANDIDATES = 40_000;
/** A passage this short that alone stands in a gap became what alone stands in that gap: a dose in its cell. */
const SHORT_WORDS = 3;

/** Maps the words of a body: equal passages first, then edited, split and joined ones. A word has at most one target. */
export function tokenMap(from: Side, to: Side): TokenMap {
  const map = emptyMap(from, to);
  const claimed = new Uint8Array(to.tokens.length);
  const { forward, backward } = equalPassages(from, to);
  for (const [i, j] of forward.entries()) {
    if (j < 0) continue;
    map.pairs[i] = j;
    for (let k = 0; k < from.first[i + 1]! - from.first[i]!; k += 1)
      claim(map, claimed, from.first[i]! + k, to.first[j]! + k);
  }
  const here = gapsOf(forward, (i) => forward[i]!);
  const there = gapsOf(backward, (j) => j);
  const restHere = free(forward);
  const restThere = free(backward);
  for (const candidate of candidates(from, to, { restHere, restThere, here, there })) take(map, claimed, candidate);
  pairLonely(map, { restHere, restThere, here, there });
  return map;
}

/** Maps the words of one text that is known to have become another. */
export function textMap(from: Side, to: Side): TokenMap {
  const map = emptyMap(from, to);
  map.pairs[0] = 0;
  for (const [a, b] of align(texts(from.tokens), texts(to.tokens))) map.targets[a] = b;
  return map;
}

function emptyMap(from: Side, to: Side): TokenMap {
  const targets = new Int32Array(from.tokens.length).fill(-1);
  return { from, to, targets, pairs: new Int32Array(from.passages.length).fill(-1) };
}

function claim(map: TokenMap, claimed: Uint8Array, token: number, target: number): void {
  map.targets[token] = target;
  claimed[target] = 1;
}

const texts = (tokens: readonly Token[]) => tokens.map(({ text }) => text);

/** The words of a passage; its signs when it has none. */
function wordsOf(side: Side, passage: number): Set<string> {
  const all = tokensOf(side, passage);
  const words = all.filter(({ isWord }) => isWord);
  return new Set(texts(words.length > 0 ? words : all));
}

function free(matched: Int32Array): number[] {
  return Array.from(matched.keys()).filter((place) => matched[place] === -1);
}

interface Rest {
  readonly restHere: readonly number[];
  readonly restThere: readonly number[];
  readonly here: readonly number[];
  readonly there: readonly number[];
}

/** Pairs of passages without an equal that have words in common, the likeliest first. */
function candidates(from: Side, to: Side, { restHere, restThere, here, there }: Rest): Candidate[] {
  if (restHere.length * restThere.length > MOST_CANDIDATES) return [];
  const others = restThere.map((j) => ({ j, set: wordsOf(to, j) }));
  return restHere
    .flatMap((i) => {
      const set = wordsOf(from, i);
      return others.flatMap(({ j, set: other }): Candidate[] => {
        const sameGap = here[i] === there[j];
        if (!comparable(from, to, i, j) || isAmbiguous(from, to, i, j, sameGap)) return [];
        const score = likeness(set, other);
        return score >= ALIKE || contained(set, other) >= CONTAINED ? [{ i, j, score, sameGap }] : [];
      });
    })
    .sort((x, y) => worth(y) - worth(x) || Math.abs(x.i - x.j) - Math.abs(y.i - y.j));
}

/** Between the same neighbours a passage needs less in common. */
function worth({ score, sameGap }: Candidate): number {
  return score + (sameGap ? 0.2 : 0);
}

function comparable(from: Side, to: Side, i: number, j: number): boolean {
  const [a, b] = [from.passages[i]!, to.passages[j]!];
  return a.kind === b.kind && a.name === b.name;
}

/**
 * An equal passage that is still without its other side stands more than once, and nothing around it says which one
 * it is. A few words say as little, unless they stand between the same neighbours.
 */
function isAmbiguous(from: Side, to: Side, i: number, j: number, sameGap: boolean): boolean {
  const [a, b] = [from.passages[i]!, to.passages[j]!];
  const short = Math.min(tokensOf(from, i).length, tokensOf(to, j).length) < TELLING_WORDS;
  return a.kind === 'text' && (a.key === b.key || (short && !sameGap));
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}

/** Dice's coefficient. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * common(a, b)) / (a.size + b.size);
}

function contained(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return common(a, b) / Math.min(a.size, b.size);
}

/**
 * Maps the words of a pair that no better pair has taken. A passage may so continue in several, and several in one; but
 * a part of a passage is only followed when it has a run of words with it.
 */
function take(map: TokenMap, claimed: Uint8Array, { i, j }: Candidate): void {
  const { from, to } = map;
  const mine = range(from.first[i]!, from.first[i + 1]!).filter((token) => map.targets[token] === -1);
  const theirs = range(to.first[j]!, to.first[j + 1]!).filter((token) => claimed[token] === 0);
  const pairs = align(texts(mine.map((token) => from.tokens[token]!)), texts(theirs.map((token) => to.tokens[token]!)));
  const count = (side: Side, tokens: readonly number[]) => tokens.filter((token) => side.tokens[token]!.isWord).length;
  const [here, there] = [count(from, mine), count(to, theirs)];
  const same = count(
    from,
    pairs.map(([a]) => mine[a]!),
  );
  const whole =
    mine.length === from.first[i + 1]! - from.first[i]! && theirs.length === to.first[j + 1]! - to.first[j]!;
  const alike = whole && (2 * same) / (here + there) >= ALIKE;
  const part = same >= TELLING_WORDS && same / Math.min(here, there) >= CONTAINED;
  if (!alike && !part) return;
  if (map.pairs[i] === -1) map.pairs[i] = j;
  for (const [a, b] of pairs) claim(map, claimed, mine[a]!, theirs[b]!);
}

function pairLonely(map: TokenMap, { restHere, restThere, here, there }: Rest): void {
  const taken = new Set(map.pairs);
  const lonely = (side: Side, rest: readonly number[], gaps: readonly number[], used: (place: number) => boolean) => {
    const open = rest.filter((place) => !used(place) && side.passages[place]!.kind !== 'atom');
    const counts = new Map<number, number>();
    for (const place of open) counts.set(gaps[place]!, (counts.get(gaps[place]!) ?? 0) + 1);
    const alone = open.filter((place) => counts.get(gaps[place]!) === 1 && tokensOf(side, place).length <= SHORT_WORDS);
    return new Map(alone.map((place) => [gaps[place]!, place]));
  };
  const others = lonely(map.to, restThere, there, (place) => taken.has(place));
  for (const [gap, i] of lonely(map.from, restHere, here, (place) => map.pairs[place] !== -1)) {
    const j = others.get(gap);
    if (j !== undefined && comparable(map.from, map.to, i, j)) map.pairs[i] = j;
  }
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
