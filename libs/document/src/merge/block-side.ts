import { matchBlocks } from '../diff/match-blocks.js';
import type { DocumentNode } from '../types.js';

/** Neighbouring blocks that one side added, between two blocks of the base that it kept. */
export interface Run {
  /** Place in the base of the kept block before it; -1 at the beginning. */
  readonly previous: number;
  /** Place in the base of the kept block after it; the length of the base at the end. */
  readonly next: number;
  readonly blocks: readonly DocumentNode[];
}

/** A block of the base by its place, or a run of new blocks. */
export type Item = number | Run;

/** What one side did to the blocks of the base. */
export interface BlockSide {
  /** For each block of the base what it became; null when it was removed. */
  readonly fates: readonly (DocumentNode | null)[];
  /** The side's own order. */
  readonly items: readonly Item[];
  readonly runs: readonly Run[];
  /** Whether it changed the order of blocks it kept. */
  readonly moved: boolean;
}

/** Reads one side against the base. */
export function blockSide(base: readonly DocumentNode[], blocks: readonly DocumentNode[]): BlockSide {
  const pairs = matchBlocks(base, blocks);
  const fates: (DocumentNode | null)[] = base.map(() => null);
  const originOf = new Map<number, number>();
  for (const { before, after } of pairs) {
    fates[before] = blocks[after]!;
    originOf.set(after, before);
  }
  const items = itemsOf(blocks, originOf, base.length);
  const runs = items.filter((item): item is Run => typeof item !== 'number');
  return { fates, items, runs, moved: pairs.some((pair) => pair.moved) };
}

function itemsOf(blocks: readonly DocumentNode[], originOf: ReadonlyMap<number, number>, end: number): Item[] {
  const items: Item[] = [];
  let added: DocumentNode[] = [];
  let previous = -1;
  const close = (next: number) => {
    if (added.length > 0) items.push({ previous, next, blocks: added });
    added = [];
  };
  for (const [index, block] of blocks.entries()) {
    const origin = originOf.get(index);
    if (origin === undefined) added.push(block);
    else {
      close(origin);
      items.push(origin);
      previous = origin;
    }
  }
  close(end);
  return items;
}

/** Whether two runs claim a common gap. Gap g lies after block g of the base. */
export function overlap(a: Run, b: Run): boolean {
  const [firstA, lastA] = gaps(a);
  const [firstB, lastB] = gaps(b);
  return firstA <= lastB && firstB <= lastA;
}

/** A run stands in for everything removed around it. Between moved blocks only the gap after its neighbour is its own. */
function gaps({ previous, next }: Run): [number, number] {
  return [previous, next > previous ? next - 1 : previous];
}
