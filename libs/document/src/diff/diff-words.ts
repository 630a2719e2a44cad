/** A run of text that both sides have, or that only one side has. */
export interface WordChange {
  readonly op: 'same' | 'removed' | 'inserted';
  readonly text: string;
}

/** Above this many pairs of tokens a comparison costs more than it tells: the text counts as rewritten. */
const MOST_PAIRS = 2_000_000;

/**
 * The difference of two texts by words. `same` and `removed` together give the first text, `same` and `inserted` the
 * second, to the character. A longest common subsequence; removed words stand before the inserted ones.
 */
export function diffWords(before: string, after: string): WordChange[] {
  const a = tokens(before);
  const b = tokens(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const changes: WordChange[] = [];
  add(changes, 'same', a.slice(0, start).join(''));
  compare(a.slice(start, a.length - end), b.slice(start, b.length - end), changes);
  add(changes, 'same', a.slice(a.length - end).join(''));
  return changes;
}

/** Words, runs of white space and single signs. */
function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}

function compare(a: readonly string[], b: readonly string[], changes: WordChange[]): void {
  if (a.length * b.length > MOST_PAIRS) {
    add(changes, 'removed', a.join(''));
    add(changes, 'inserted', b.join(''));
    return;
  }
  const width = b.length + 1;
  const lengths = commonLengths(a, b, width);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(changes, 'same', a[i]!);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      add(changes, 'removed', a[i]!);
      i += 1;
    } else {
      add(changes, 'inserted', b[j]!);
      j += 1;
    }
  }
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

function add(changes: WordChange[], op: WordChange['op'], text: string): void {
  if (text === '') return;
  const last = changes.at(-1);
  if (last?.op === op) changes[changes.length - 1] = { op, text: last.text + text };
  else changes.push({ op, text });
}
