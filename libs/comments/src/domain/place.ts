import { type Anchor, AnchorMap, type MappedAnchor } from '#document';
import { contentOf, type RevisionRow } from '#editing';
import type { ThreadRow } from '../persistence/threads.js';

/** A thread with where it stands in one revision. */
export interface PlacedThread extends ThreadRow {
  readonly place: MappedAnchor & { readonly revisionId: string };
}

/**
 * Where threads stand in the revision that each of them is looked at in. Positions are never stored: a text that comes
 * back brings its comments back. Each pair of revisions is compared once, however many threads there are.
 *
 * @param seenIn the revision a thread is looked at in
 */
export function placeThreads(
  threads: readonly ThreadRow[],
  revisions: ReadonlyMap<string, RevisionRow>,
  seenIn: (thread: ThreadRow) => RevisionRow,
): PlacedThread[] {
  const maps = new Map<string, AnchorMap>();
  return threads.map((thread) => {
    const [from, to] = [revisions.get(thread.revisionId)!, seenIn(thread)];
    const pair = `${from.id} ${to.id}`;
    const map = maps.get(pair) ?? mapBetween(from, to);
    maps.set(pair, map);
    return { ...thread, place: { ...map.map(thread.anchor), revisionId: to.id } };
  });
}

function mapBetween(from: RevisionRow, to: RevisionRow): AnchorMap {
  const content = contentOf(from);
  return new AnchorMap(content, from.id === to.id ? content : contentOf(to));
}

/** Where a thread stands in the revision it was started in. */
export function atHome(thread: ThreadRow): PlacedThread {
  const anchor: Anchor = thread.anchor;
  return { ...thread, place: { state: 'kept', anchor, revisionId: thread.revisionId } };
}
