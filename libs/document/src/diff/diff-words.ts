import { align, tokens } from './align.js';

/** A run of text that both sides have, or that only one side has. */
export interface WordChange {
  readonly op: 'same' | 'removed' | 'inserted';
  readonly text: string;
}

/**
 * The difference of two texts by words. `same` and `removed` together give the first text, `same` and `inserted` the
 * second, to the character. A longest common subsequence; removed words stand before the inserted ones.
 */
export function diffWords(before: string, after: string): WordChange[] {
  const [a, b] = [tokens(before), tokens(after)];
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...align(a, b), [a.length, b.length] as const]) {
    add(changes, 'removed', a.slice(i, nextI).join(''));
    add(changes, 'inserted', b.slice(j, nextJ).join(''));
    add(changes, 'same', a[nextI] ?? '');
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return changes;
}

function add(changes: WordChange[], op: WordChange['op'], text: string): void {
  if (text === '') return;
  const last = changes.at(-1);
  if (last?.op === op) changes[changes.length - 1] = { op, text: last.text + text };
  else changes.push({ op, text });
}
