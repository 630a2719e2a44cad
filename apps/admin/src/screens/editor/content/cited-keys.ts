import type { DocumentNode } from '#document';

/** The keys of the sources that a text cites, in the order in which a reader meets them. */
export function citedKeys(node: DocumentNode, found = new Set<string>()): Set<string> {
  for (const mark of node.marks ?? []) if (mark.type === 'citation') found.add(String(mark.attrs?.referenceKey));
  for (const child of node.content ?? []) citedKeys(child, found);
  return found;
}
