import { type Side, tokensOf } from './passages.js';

/** For each passage of the old side the equal one of the new side, or -1. */
export type EqualPassages = Int32Array;

/** Below this many words a passage that stands once on both sides may be another one that says the same. */
const TELLING_WORDS = 3;

/**
 * Equal passages, wherever they are (Heckel 1978): those that stand once on both sides, then their equal neighbours,
 * then those between the same neighbours. What could be either of two is left alone: better orphaned than wrong.
 */
export function equalPassages(from: Side, to: Side): { forward: EqualPassages; backward: EqualPassages } {
  const forward = new Int32Array(from.passages.length).fill(-1);
  const backward = new Int32Array(to.passages.length).fill(-1);
  const match = (i: number, j: number): boolean => {
    if (forward[i] === -1 && backward[j] === -1 && isEqual(from, to, i, j)) [forward[i], backward[j]] = [j, i];
    return forward[i] === j;
  };
  matchUnique(from, to, match);
  spread(forward, from.passages.length, to.passages.length, match);
  matchWithinGaps(from, to, { forward, backward }, match);
  return { forward, backward };
}

/** Pairs two passages when both are free and equal; true when they are paired afterwards. */
type Match = (i: number, j: number) => boolean;

function isEqual(from: Side, to: Side, i: number, j: number): boolean {
  const [a, b] = [from.passages[i]!, to.passages[j]!];
  return a.kind === b.kind && a.key === b.key;
}

function matchUnique(from: Side, to: Side, match: Match): void {
  const theirs = placesByKey(to);
  for (const [key, places] of placesByKey(from)) {
    const others = theirs.get(key);
    const once = places.length === 1 && others?.length === 1;
    if (once && tokensOf(from, places[0]!).length >= TELLING_WORDS) match(places[0]!, others[0]!);
  }
}

function placesByKey(side: Side): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { key }] of side.passages.entries()) {
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  return places;
}

/** Equal neighbours of equal passages, from the beginning and from every match in both directions. */
function spread(forward: EqualPassages, count: number, otherCount: number, match: Match): void {
  for (let i = 0, j = 0; match(i, j); i += 1, j += 1);
  for (let i = count - 1, j = otherCount - 1; match(i, j); i -= 1, j -= 1);
  for (let i = 0; i < count; i += 1) if (forward[i]! >= 0) match(i + 1, forward[i]! + 1);
  for (let i = count - 1; i >= 0; i -= 1) if (forward[i]! >= 0) match(i - 1, forward[i]! - 1);
}

function matchWithinGaps(
  from: Side,
  to: Side,
  { forward, backward }: { forward: EqualPassages; backward: EqualPassages },
  match: Match,
): void {
  const gapsThere = gapsOf(backward, (j) => j);
  const gapsHere = gapsOf(forward, (i) => forward[i]!);
  const there = groups(to, backward, gapsThere);
  for (const [name, places] of groups(from, forward, gapsHere)) {
    const others = there.get(name) ?? [];
    if (others.length !== places.length) continue;
    for (const [index, place] of places.entries()) match(place, others[index]!);
  }
}

/** For each passage the new place of the last matched passage before it: a name for the gap that both sides share. */
export function gapsOf(matched: EqualPassages, placeOf: (index: number) => number): number[] {
  let gap = -1;
  return Array.from(matched, (other, index) => {
    if (other >= 0) gap = placeOf(index);
    return gap;
  });
}

function groups(side: Side, matched: EqualPassages, gaps: readonly number[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [place, { key }] of side.passages.entries()) {
    if (matched[place] !== -1) continue;
    const name = `${gaps[place]} ${key}`;
    found.set(name, [...(found.get(name) ?? []), place]);
  }
  return found;
}
