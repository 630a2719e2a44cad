/** Above this many pairs of tokens a comparison costs more than it tells: what lies between equal ends is not aligned. */
const MOST_PAIRS = 2_000_000;

/** Words, runs of white space and single signs: together they are the text. */
export function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}

/**
 * Which token of `a` is which of `b`: the places of a longest common subsequence, rising on both sides. Equal ends are
 * taken off first, because most texts differ in a few words.
 */
export function align(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const head = Array.from({ length: start }, (_, i): [number, number] => [i, i]);
  const middle = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const tail = Array.from({ length: end }, (_, i): [number, number] => [a.length - end + i, b.length - end + i]);
  return [...head, ...middle.map(([i, j]): [number, number] => [start + i, start + j]), ...tail];
}

function common(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MOST_PAIRS) return [];
  const width = b.length + 1;
  const lengths = commonLengths(a, b, width);
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

/** At row i and column j: how many tokens the rests of both sides from there on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[], width: number): Uint32Array {
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] = a[i] === b[j] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  }
  return lengths;
}
