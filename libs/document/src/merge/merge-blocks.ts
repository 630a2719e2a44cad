import { canonicalJson } from '../canonical/canonical-json.js';
import type { DocumentNode } from '../types.js';
import { type BlockSide, blockSide, type Item, overlap, type Run } from './block-side.js';
import { type Choose, type ConflictKind, chooseTheirs } from './merge-conflict.js';
import { threeWay } from './three-way.js';

type Blocks = readonly DocumentNode[];

/** A collision of blocks, before it is put into words. */
export interface BlockConflict {
  readonly kind: ConflictKind;
  readonly at: string;
  readonly base: readonly (DocumentNode | null)[];
  readonly mine: readonly (DocumentNode | null)[];
  readonly theirs: readonly (DocumentNode | null)[];
}

/**
 * Two edits of one list of blocks. A block that one side changed, moved or removed follows that side; new blocks stand
 * behind the block they were put behind. Where both sides changed one block differently, filled the same gap, or
 * ordered blocks differently, it is a collision, and what stands in the result is what `choose` says.
 */
export function mergeBlocks(
  base: Blocks,
  mine: Blocks,
  theirs: Blocks,
  choose: Choose = chooseTheirs,
): { blocks: DocumentNode[]; conflicts: BlockConflict[] } {
  const [own, other] = [blockSide(base, mine), blockSide(base, theirs)];
  const conflicts = orderConflicts(own, other, { base, mine, theirs });
  const fates = base.map((block, place) => {
    const [ours, others] = [own.fates[place] ?? null, other.fates[place] ?? null];
    const { value, collides } = threeWay<DocumentNode | null>(block, ours, others);
    if (!collides) return written(value);
    const at = `content[${place}]`;
    conflicts.push({ kind: 'block', at, base: [block], mine: [ours], theirs: [others] });
    const choice = choose({ kind: 'block', at });
    return [...(choice === 'mine' ? [] : written(others)), ...(choice === 'theirs' ? [] : written(ours))];
  });
  const dropped = collidingRuns(own, other, conflicts, choose);
  // The side that moved blocks gives the order. When both did it was chosen; theirs does when none did.
  const prefersOwn = conflicts.some(({ kind, at }) => kind === 'order' && choose({ kind, at }) === 'mine');
  const leadsOwn = own.moved && (!other.moved || prefersOwn);
  const items = interleave(leadsOwn ? own : other, leadsOwn ? other : own, dropped, base.length);
  const blocks = items.flatMap((item) => (typeof item === 'number' ? (fates[item] ?? []) : item.blocks));
  return { blocks, conflicts };
}

function written(block: DocumentNode | null): DocumentNode[] {
  return block ? [block] : [];
}

function orderConflicts(
  own: BlockSide,
  other: BlockSide,
  all: { base: Blocks; mine: Blocks; theirs: Blocks },
): BlockConflict[] {
  if (!own.moved || !other.moved) return [];
  const common = (side: BlockSide) =>
    side.items.filter((item) => typeof item === 'number' && own.fates[item] && other.fates[item]);
  return common(own).join() === common(other).join() ? [] : [{ kind: 'order', at: 'content', ...all }];
}

/** The runs that the other side makes needless (the same blocks in the same gap), and those that were not chosen. */
function collidingRuns(own: BlockSide, other: BlockSide, conflicts: BlockConflict[], choose: Choose): Set<Run> {
  const dropped = new Set<Run>();
  for (const run of own.runs) {
    const rivals = other.runs.filter((rival) => overlap(run, rival));
    if (rivals.length === 0) continue;
    if (rivals.some((rival) => canonicalJson(rival.blocks) === canonicalJson(run.blocks))) {
      dropped.add(run);
      continue;
    }
    const theirs = rivals.flatMap((rival) => rival.blocks);
    const at = `content[${run.previous + 1}]`;
    conflicts.push({ kind: 'insertion', at, base: [], mine: run.blocks, theirs });
    const choice = choose({ kind: 'insertion', at });
    if (choice === 'theirs') dropped.add(run);
    if (choice === 'mine') for (const rival of rivals) dropped.add(rival);
  }
  return dropped;
}

/** The leader's order with the follower's new blocks behind the block of the base that they were put behind. */
function interleave(leader: BlockSide, follower: BlockSide, dropped: ReadonlySet<Run>, count: number): Item[] {
  const behind = new Map(follower.runs.filter((run) => !dropped.has(run)).map((run) => [run.previous, run]));
  const removed = removedBehind(leader, count);
  // Blocks that the leader removed keep a place: the follower may have put something behind them.
  const withFollowers = (place: number): Item[] => {
    const run = behind.get(place);
    const own: Item[] = place < 0 ? [] : [place];
    return [...own, ...(run ? [run] : []), ...(removed.get(place) ?? []).flatMap(withFollowers)];
  };
  return [
    ...withFollowers(-1),
    ...leader.items.flatMap((item): Item[] => {
      if (typeof item === 'number') return withFollowers(item);
      return dropped.has(item) ? [] : [item];
    }),
  ];
}

/** The removed blocks of the base by the nearest kept block before them; -1 for the beginning. */
function removedBehind(side: BlockSide, count: number): Map<number, number[]> {
  const byKept = new Map<number, number[]>();
  let kept = -1;
  for (let place = 0; place < count; place += 1) {
    if (side.fates[place]) kept = place;
    else if (byKept.has(kept)) byKept.get(kept)!.push(place);
    else byKept.set(kept, [place]);
  }
  return byKept;
}
