import type { DocumentNode } from './types.js';

/** The text of a node without its structure: a line break is one newline, as it is one position in ProseMirror. */
export function textOf(node: DocumentNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  return (node.content ?? []).map(textOf).join('');
}
