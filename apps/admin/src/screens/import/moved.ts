import type { DocumentNode } from '#document';

const TOP = /^document\.content\[(\d+)\]$/;

/**
 * The document with one top-level paragraph or list as a call to action in its place: a call to action holds paragraphs,
 * so each item of a list becomes one. Null when nothing that can be moved stands there any more.
 */
export function moved(document: DocumentNode, path: string): DocumentNode | null {
  const at = Number(TOP.exec(path)?.[1] ?? Number.NaN);
  const node = document.content?.[at];
  const paragraphs = node ? paragraphsOf(node) : [];
  if (paragraphs.length === 0) return null;
  const content = [...document.content!];
  content[at] = { type: 'callToAction', content: paragraphs };
  return { ...document, content };
}

function paragraphsOf(node: DocumentNode): DocumentNode[] {
  if (node.type === 'paragraph') return [node];
  if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
  const inside = (node.content ?? []).flatMap((item) => item.content ?? []);
  // A list in the list would lose its order: an editor takes such a one apart by hand.
  return inside.every(({ type }) => type === 'paragraph') ? inside : [];
}
