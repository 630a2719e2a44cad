import type { Side } from './passages.js';
import type { TokenMap } from './token-map.js';

/** A range of one side by its tokens, both ends included, with the characters left out of the first and the last. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
  /** Characters of the first token that are not in the range. */
  readonly skip: number;
  /** Characters of the last token that are not in the range. */
  readonly drop: number;
}

export type MappedRange = { readonly state: 'kept' | 'changed'; readonly range: TokenRange } | null;

/** So many words in a row, the edges of a passage counted as one each, tell a place from another with the same word. */
const TELLING_RUN = 3;
/** From this share of its words on, a range is still there. */
const ENOUGH = 1 / 3;

/** What became of a range of words; null when it is gone. */
export function mapRange(map: TokenMap, range: TokenRange): MappedRange {
  const kept = keptRange(map, range);
  if (kept) return { state: 'kept', range: kept };
  const span = between(map, range) ?? remaining(map, range);
  return span && { state: 'changed', range: { ...span, skip: 0, drop: 0 } };
}

type Span = Pick<TokenRange, 'first' | 'last'>;

/** The same words in one row, at a place that cannot be taken for another. */
function keptRange(map: TokenMap, { first, last, skip, drop }: TokenRange): TokenRange | null {
  for (let token = first; token <= last; token += 1) {
    if (map.targets[token] === -1) return null;
    if (token > first && !follows(map, token - 1, token)) return null;
  }
  if (!isTelling(map, first, last)) return null;
  return { first: map.targets[first]!, last: map.targets[last]!, skip, drop };
}

/** True when two neighbouring words are still neighbours; a new block may begin between them. */
function follows(map: TokenMap, token: number, next: number): boolean {
  const [a, b] = [map.targets[token]!, map.targets[next]!];
  if (a === -1 || b !== a + 1) return false;
  const [one, other] = [map.to.tokens[a]!.passage, map.to.tokens[b]!.passage];
  return one === other || (isText(map.to, one) && isText(map.to, other));
}

function isTelling(map: TokenMap, first: number, last: number): boolean {
  const { from, to } = map;
  let [start, end] = [first, last];
  while (from.tokens[start - 1]?.passage === from.tokens[first]!.passage && follows(map, start - 1, start)) start -= 1;
  while (from.tokens[end + 1]?.passage === from.tokens[last]!.passage && follows(map, end, end + 1)) end += 1;
  const edges =
    Number(isFirst(from, start) && isFirst(to, map.targets[start]!)) +
    Number(isLast(from, end) && isLast(to, map.targets[end]!));
  return end - start + 1 + edges >= TELLING_RUN;
}

const isText = (side: Side, passage: number) => side.passages[passage]!.kind === 'text';

const isFirst = (side: Side, token: number) => side.first[side.tokens[token]!.passage] === token;
const isLast = (side: Side, token: number) => side.first[side.tokens[token]!.passage + 1] === token + 1;

/** Where most of the words of a range are now, in one passage. */
function remaining(map: TokenMap, { first, last }: TokenRange): Span | null {
  const { to } = map;
  const byPassage = new Map<number, number[]>();
  let count = 0;
  for (let token = first; token <= last; token += 1) {
    if (!map.from.tokens[token]!.isWord) continue;
    count += 1;
    const target = map.targets[token]!;
    if (target === -1) continue;
    const { passage } = to.tokens[target]!;
    byPassage.set(passage, [...(byPassage.get(passage) ?? []), target]);
  }
  const [most] = [...byPassage.values()].sort((a, b) => b.length - a.length);
  if (!most || most.length < count * ENOUGH) return null;
  return { first: Math.min(...most), last: Math.max(...most) };
}

/** What stands now between the neighbours of a range: its words as edited, or those that took their place. */
function between(map: TokenMap, { first, last }: TokenRange): Span | null {
  const { from, to } = map;
  const passage = from.tokens[first]!.passage;
  const pair = map.pairs[passage]!;
  if (pair === -1 || from.tokens[last]!.passage !== passage) return null;
  const left = isFirst(from, first) ? to.first[pair]! - 1 : map.targets[first - 1]!;
  const right = isLast(from, last) ? to.first[pair + 1]! : map.targets[last + 1]!;
  const inPair = left >= to.first[pair]! - 1 && right <= to.first[pair + 1]! && right >= 0;
  return inPair && right - left > 1 ? { first: left + 1, last: right - 1 } : null;
}
