import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { DocumentNode } from '../types.js';

/** The text of a block with one newline between its inner blocks. Attributes are not in it. */
export function blockText(node: DocumentNode): string {
  if (articleSchema.nodes[node.type]?.inlineContent) return textOf(node);
  return (node.content ?? []).map(blockText).join('\n');
}
