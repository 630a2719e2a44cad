import { isPiece } from '../pieces.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/**
 * The path of each text block by its inline content. What stands in a shared piece has none: its words are another
 * article's, and nothing of this content lies there.
 */
export function textPaths(content: ArticleContent, wanted: boolean): Map<readonly DocumentNode[], string> {
  const paths = new Map<readonly DocumentNode[], string>();
  const visit = (node: DocumentNode, path: string): void => {
    if (articleSchema.nodes[node.type]?.isTextblock) {
      if (node.content) paths.set(node.content, path);
      return;
    }
    if (isPiece(node)) return;
    for (const [index, child] of (node.content ?? []).entries()) visit(child, `${path}.content[${index}]`);
  };
  if (wanted) visit(content.document, 'document');
  return paths;
}
