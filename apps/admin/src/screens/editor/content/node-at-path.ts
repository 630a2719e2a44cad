import type { Node } from '@tiptap/pm/model';

/**
 * The block that a path of the checks or comments leads to, with its position: `document.content[3].content[0]`, or
 * `document.content[4].attrs.stopRule` for the block that has the attribute. Nothing for a path that leads nowhere.
 */
export function nodeAtPath(doc: Node, path: string): { readonly node: Node; readonly pos: number } | undefined {
  if (!path.startsWith('document.')) return undefined;
  const steps = [...path.matchAll(/content\[(\d+)\]/g)].map((match) => Number(match[1]));
  let node = doc;
  let pos = -1;
  for (const step of steps) {
    const child = node.maybeChild(step);
    if (!child) return undefined;
    let offset = pos + 1;
    for (let index = 0; index < step; index += 1) offset += node.child(index).nodeSize;
    pos = offset;
    node = child;
  }
  return steps.length > 0 ? { node, pos } : undefined;
}

/** The path of the text block at a position, as the checks write it, with the offset in its text. */
export function pathAtPos(doc: Node, at: number): { readonly path: string; readonly offset: number } | undefined {
  const place = doc.resolve(at);
  if (!place.parent.isTextblock) return undefined;
  const steps = Array.from({ length: place.depth }, (_, depth) => `.content[${place.index(depth)}]`);
  return { path: `document${steps.join('')}`, offset: place.parentOffset };
}
