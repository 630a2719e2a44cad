import { canonicalJson } from '../canonical/canonical-json.js';
import type { DocumentNode } from '../types.js';
import { blockText } from './block-text.js';

/** Block `before` of the old side became block `after` of the new one. */
export interface BlockPair {
  readonly before: number;
  readonly after: number;
  readonly equal: boolean;
  /** It changed its place among the blocks that both sides have. */
  readonly moved: boolean;
}

type Pair = Omit<BlockPair, 'moved'>;

/** From this share of common words on, a block is the old one edited and not another one. */
const ALIKE = 0.4;
/** Above this many candidate pairs only equal blocks are matched. */
const MOST_CANDIDATES = 40_000;

/** Which block became which: equal ones first, then alike ones of the same type. In the order of the old side. */
export function matchBlocks(a: readonly DocumentNode[], b: readonly DocumentNode[]): BlockPair[] {
  const equal = equalPairs(a.map(canonicalJson), b.map(canonicalJson));
  const pairs = [...equal, ...alikePairs(a, b, equal)].sort((x, y) => x.before - y.before);
  const inOrder = longestRise(pairs.map(({ after }) => after));
  return pairs.map((pair, index) => ({ ...pair, moved: !inOrder.has(index) }));
}

/** Equal blocks from both ends inwards, so that a repeated block pairs with its neighbour; then wherever they are. */
function equalPairs(a: readonly string[], b: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    pairs.push({ before: start, after: start, equal: true });
    start += 1;
  }
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
    pairs.push({ before: endA, after: endB, equal: true });
  }
  const places = new Map<string, number[]>();
  for (let j = start; j < endB; j += 1) places.set(b[j]!, [...(places.get(b[j]!) ?? []), j]);
  for (let i = start; i < endA; i += 1) {
    const after = places.get(a[i]!)?.shift();
    if (after !== undefined) pairs.push({ before: i, after, equal: true });
  }
  return pairs;
}

function alikePairs(a: readonly DocumentNode[], b: readonly DocumentNode[], equal: readonly Pair[]): Pair[] {
  const usedA = new Set(equal.map(({ before }) => before));
  const usedB = new Set(equal.map(({ after }) => after));
  const restA = wordSets(a, usedA);
  const restB = wordSets(b, usedB);
  if (restA.length * restB.length > MOST_CANDIDATES) return [];
  const candidates = restA
    .flatMap(({ index: before, type, words }) =>
      restB
        .filter((other) => other.type === type)
        .map((other) => ({ before, after: other.index, score: likeness(words, other.words), equal: false })),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort((x, y) => y.score - x.score || Math.abs(x.before - x.after) - Math.abs(y.before - y.after));
  return candidates.flatMap(({ before, after, equal: isEqual }) => {
    if (usedA.has(before) || usedB.has(after)) return [];
    usedA.add(before);
    usedB.add(after);
    return [{ before, after, equal: isEqual }];
  });
}

function wordSets(blocks: readonly DocumentNode[], used: ReadonlySet<number>) {
  return blocks.flatMap((node, index) => {
    if (used.has(index)) return [];
    const words = new Set(
      blockText(node)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
    );
    return [{ index, type: node.type, words }];
  });
}

/** Dice's coefficient: the share of words that two blocks have in common. Two blocks without words are alike. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1;
  const common = [...a].filter((word) => b.has(word)).length;
  return (2 * common) / (a.size + b.size);
}

/** The indexes of a longest rising subsequence: what is in it kept its order, and all else was moved around it. */
function longestRise(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  }
  const rise = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]!) rise.add(index);
  return rise;
}
