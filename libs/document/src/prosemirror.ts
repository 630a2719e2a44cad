import { Node } from 'prosemirror-model';
import { canonicalNode } from './canonical/canonical-node.js';
import { articleSchema } from './schema/article-schema.js';
import type { DocumentNode } from './types.js';

/** A parsed document as a ProseMirror node. Throws `RangeError` for one that `parseContent` would refuse. */
export function toProseMirror(document: DocumentNode): Node {
  const node = Node.fromJSON(articleSchema, document);
  node.check();
  return node;
}

/** A ProseMirror node as the canonical JSON of our documents. */
export function fromProseMirror(node: Node): DocumentNode {
  return canonicalNode(node.toJSON() as DocumentNode);
}
