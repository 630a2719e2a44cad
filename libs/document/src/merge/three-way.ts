import { canonicalJson } from '../canonical/canonical-json.js';

/** What became of one value that two sides may have changed. At a collision it is theirs. */
export interface Outcome<T> {
  readonly value: T;
  readonly collides: boolean;
}

/** The side that changed a value wins; both may change it to the same. Null stands for "not there". */
export function threeWay<T>(base: T, mine: T, theirs: T): Outcome<T> {
  const [before, ours, others] = [canonicalJson(base), canonicalJson(mine), canonicalJson(theirs)];
  if (others === before) return { value: mine, collides: false };
  return { value: theirs, collides: ours !== before && ours !== others };
}
