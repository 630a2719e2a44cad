import type { DocumentNode } from '#document';
import type { CheckInput, PlacedSentence } from '../check.js';

/** The places of a text block that a citation mark covers, as offsets in its text. */
function citedIn(node: DocumentNode | undefined): { from: number; to: number }[] {
  let offset = 0;
  return (node?.content ?? []).flatMap((child) => {
    const from = offset;
    // A hard break is one newline in the text of a block.
    offset += child.type === 'text' ? (child.text ?? '').length : 1;
    return child.marks?.some(({ type }) => type === 'citation') ? [{ from, to: offset }] : [];
  });
}

/** The node at a path such as `document.content[3].content[0]`. */
export function nodeAt(root: DocumentNode, path: string): DocumentNode | undefined {
  const steps = [...path.matchAll(/content\[(\d+)\]/g)].map((match) => Number(match[1]));
  return steps.reduce<DocumentNode | undefined>((node, at) => node?.content?.[at], root);
}

/** Tells whether a sentence points to a source, anywhere in it or right behind its full stop. */
export function citations({ content }: Pick<CheckInput, 'content'>): (sentence: PlacedSentence) => boolean {
  const byPath = new Map<string, { from: number; to: number }[]>();
  return ({ block, from, to }) => {
    if (block.attribute) return false;
    const known = byPath.get(block.path) ?? citedIn(nodeAt(content.document, block.path));
    byPath.set(block.path, known);
    return known.some((cited) => cited.from <= to && cited.to > from);
  };
}
