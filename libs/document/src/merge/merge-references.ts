import type { DocumentNode, Reference } from '../types.js';
import { type Choose, chooseTheirs, type MergeConflict } from './merge-conflict.js';
import { threeWay } from './three-way.js';

type References = readonly Reference[];

/**
 * Two edits of one list of references, by key. One that a side removed while the merged text still cites it stays, and
 * is named as a collision: a citation must not point nowhere.
 */
export function mergeReferences(
  base: References,
  mine: References,
  theirs: References,
  document: DocumentNode,
  choose: Choose = chooseTheirs,
): { references: Reference[]; conflicts: MergeConflict[] } {
  const [before, own, other] = [base, mine, theirs].map((list) => new Map(list.map((one) => [one.key, one]))) as [
    Map<string, Reference>,
    Map<string, Reference>,
    Map<string, Reference>,
  ];
  const cited = citedKeys(document);
  const conflicts: MergeConflict[] = [];
  const keys = [...new Set([...before.keys(), ...own.keys(), ...other.keys()])].sort();
  const references = keys.flatMap((key) => {
    const [was, ours, others] = [before.get(key) ?? null, own.get(key) ?? null, other.get(key) ?? null];
    const { value, collides } = threeWay<Reference | null>(was, ours, others);
    const chosen = collides && choose({ kind: 'reference', at: key }) === 'mine' ? ours : value;
    const needed = chosen ?? (cited.has(key) ? (others ?? ours ?? was) : null);
    if (collides || needed !== chosen) {
      conflicts.push({ kind: 'reference', at: key, base: words(was), mine: words(ours), theirs: words(others) });
    }
    return needed ?? [];
  });
  return { references, conflicts };
}

function citedKeys(node: DocumentNode, found = new Set<string>()): Set<string> {
  for (const mark of node.marks ?? []) if (mark.type === 'citation') found.add(String(mark.attrs?.referenceKey));
  for (const child of node.content ?? []) citedKeys(child, found);
  return found;
}

/** Every field of a reference on a line of its own: any of them may be the one that differs. */
function words(reference: Reference | null): string | null {
  if (!reference) return null;
  return Object.entries(reference)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
