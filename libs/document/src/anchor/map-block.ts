import { canonicalJson } from '../canonical/canonical-json.js';
import { canonicalNode } from '../canonical/canonical-node.js';
import type { ArticleContent } from '../types.js';
import { nodeAt } from './node-at.js';
import type { TokenMap } from './token-map.js';

/** Blocks that one turns into another with a press of a button. */
const FAMILIES: readonly (readonly string[])[] = [
  ['paragraph', 'heading', 'faqQuestion'],
  ['bulletList', 'orderedList', 'steps'],
  ['listItem', 'step'],
  ['tableCell', 'tableHeader'],
  ['blockquote', 'keyMessage', 'warning', 'callToAction', 'patientStory'],
];

/** From this share of its words on, a block is the old one edited. */
const ALIKE = 0.4;

export type MappedBlock = { readonly state: 'kept' | 'changed'; readonly path: string } | null;

/** What became of a block: the block of its kind that holds most of its words now; null when none holds enough. */
export function mapBlock(map: TokenMap, before: ArticleContent, after: ArticleContent, path: string): MappedBlock {
  const node = nodeAt(before, path);
  if (!node) return null;
  const votes = votesFor(map, path);
  const family = FAMILIES.find((types) => types.includes(node.type)) ?? [node.type];
  const [best] = [...votes.byPath]
    .filter(([, count]) => count >= votes.words * ALIKE)
    .filter(([place]) => family.includes(nodeAt(after, place)?.type ?? ''))
    // Of a list in a list both hold the words: the one with the most, then the one whose depth is nearest to the old.
    .sort(([a, x], [b, y]) => y - x || offDepth(a, path) - offDepth(b, path));
  if (!best) return null;
  const same = canonicalJson(canonicalNode(node)) === canonicalJson(canonicalNode(nodeAt(after, best[0])!));
  return { state: same ? 'kept' : 'changed', path: best[0] };
}

const depthOf = (path: string) => path.split('.content[').length;
const offDepth = (a: string, b: string) => Math.abs(depthOf(a) - depthOf(b));

/** How many words of a block went into each block of the new side, the blocks around it included. */
function votesFor(
  { from, to, targets, pairs }: TokenMap,
  path: string,
): { words: number; byPath: Map<string, number> } {
  const byPath = new Map<string, number>();
  let words = 0;
  const vote = (place: string, count: number) => {
    for (const block of ancestorsOf(place)) byPath.set(block, (byPath.get(block) ?? 0) + count);
  };
  for (const [index, passage] of from.passages.entries()) {
    if (passage.path !== path && !passage.path.startsWith(`${path}.`)) continue;
    const [start, end] = [from.first[index]!, from.first[index + 1]!];
    words += end - start;
    const found = Array.from(targets.subarray(start, end)).filter((target) => target !== -1);
    for (const target of found) vote(to.passages[to.tokens[target]!.passage]!.path, 1);
    // A short text that was replaced as a whole has no word left to vote with.
    if (found.length === 0 && pairs[index] !== -1) vote(to.passages[pairs[index]!]!.path, end - start);
  }
  return { words, byPath };
}

/** A path without its attribute, and every path above it. */
function ancestorsOf(path: string): string[] {
  const paths: string[] = [];
  for (let at = path.replace(/\.attrs\.\w+$/, ''); at !== 'document'; at = at.slice(0, at.lastIndexOf('.content['))) {
    paths.push(at);
  }
  return paths;
}
