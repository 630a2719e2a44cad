import { wordsOf } from '../readability/count.js';

const SHINGLE = 3;
/** Kept of each text: the error of the estimated share is about one in its square root. */
const SKETCH = 256;

/** The smallest hashes of the three-word shingles of texts, in order (a bottom-k sketch, Broder 1997). */
export function sketchOf(texts: readonly string[]): number[] {
  const hashes = new Set<number>();
  for (const text of texts) {
    const words = wordsOf(text).map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
    for (let at = 0; at + SHINGLE <= words.length; at += 1) hashes.add(hash(words.slice(at, at + SHINGLE).join(' ')));
  }
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH);
}

/** The share of shingles that two texts have in common (Jaccard), estimated from their sketches: 0 to 1. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  if (!mayBeSimilar(one, other)) return 0;
  const union = [...new Set([...one, ...other])]
    .sort((a, b) => a - b)
    .slice(0, Math.min(SKETCH, Math.max(one.length, other.length)));
  const [a, b] = [new Set(one), new Set(other)];
  return union.filter((value) => a.has(value) && b.has(value)).length / union.length;
}

const PROBED = 48;
/** A share of a half leaves about 24 of 48; fewer than six never happen by chance. */
const FEWEST_SHARED = 6;
const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** Most pairs have nothing in common, and 48 look-ups tell. A short text is always compared. */
function mayBeSimilar(one: readonly number[], other: readonly number[]): boolean {
  if (one.length < PROBED || other.length < PROBED) return true;
  const known = sets.get(other) ?? new Set(other);
  sets.set(other, known);
  let shared = 0;
  for (let at = 0; at < PROBED; at += 1) if (known.has(one[at]!)) shared += 1;
  return shared >= FEWEST_SHARED;
}

/** FNV-1a with a final mix (murmur3), 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
