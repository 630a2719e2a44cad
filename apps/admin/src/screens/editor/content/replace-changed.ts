import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

/** Blocks `from` up to and without `to` of the old document are `blocks` in the new one. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Node[];
}

/**
 * Makes a document equal to another by replacing only the top-level blocks that differ: the cursor, the undo history
 * and the drawn blocks of everything else stay as they are.
 */
export function replaceChanged(transaction: Transaction, next: Node): Transaction {
  const { doc } = transaction;
  const starts: number[] = [];
  doc.forEach((_child, offset) => {
    starts.push(offset);
  });
  starts.push(doc.content.size);
  // From the end, so that the positions of what is still to come hold.
  for (const { from, to, blocks } of hunksOf(doc, next).reverse()) {
    transaction.replaceWith(starts[from]!, starts[to]!, [...blocks]);
  }
  return transaction;
}

function hunksOf(before: Node, after: Node): Hunk[] {
  const pairs = commonBlocks(childrenOf(before), childrenOf(after));
  const hunks: Hunk[] = [];
  let [from, at] = [0, 0];
  for (const [kept, found] of [...pairs, [before.childCount, after.childCount] as const]) {
    if (kept > from || found > at) hunks.push({ from, to: kept, blocks: childrenOf(after).slice(at, found) });
    [from, at] = [kept + 1, found + 1];
  }
  return hunks;
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}

/** Places of equal blocks in both lists, in order: the longest such row between the equal beginning and the equal end. */
function commonBlocks(before: readonly Node[], after: readonly Node[]): [number, number][] {
  let head = 0;
  while (head < before.length && head < after.length && before[head]!.eq(after[head]!)) head += 1;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before.at(-1 - tail)!.eq(after.at(-1 - tail)!)) tail += 1;
  const [rows, columns] = [before.length - head - tail, after.length - head - tail];
  const pairs: [number, number][] = Array.from({ length: head }, (_, index) => [index, index]);
  pairs.push(...middle(before.slice(head, head + rows), after.slice(head, head + columns), head));
  for (let index = 0; index < tail; index += 1) pairs.push([head + rows + index, head + columns + index]);
  return pairs;
}

/** More cells than this are not compared block by block: the whole middle is replaced. */
const MOST_CELLS = 250_000;

function middle(before: readonly Node[], after: readonly Node[], offset: number): [number, number][] {
  if (before.length * after.length > MOST_CELLS) return [];
  const length = before.map(() => new Array<number>(after.length + 1).fill(0));
  length.push(new Array<number>(after.length + 1).fill(0));
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      length[row]![column] = before[row]!.eq(after[column]!)
        ? length[row + 1]![column + 1]! + 1
        : Math.max(length[row + 1]![column]!, length[row]![column + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row]!.eq(after[column]!)) pairs.push([offset + row++, offset + column++]);
    else if (length[row + 1]![column]! >= length[row]![column + 1]!) row += 1;
    else column += 1;
  }
  return pairs;
}
