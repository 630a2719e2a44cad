import type { DocumentNode } from '#document';

/** Every node of the body with its path, in reading order. */
export function nodesOf(node: DocumentNode, path = 'document'): { node: DocumentNode; path: string }[] {
  const found: { node: DocumentNode; path: string }[] = [];
  const visit = (parent: DocumentNode, at: string): void => {
    for (const [index, child] of (parent.content ?? []).entries()) {
      const childPath = `${at}.content[${index}]`;
      found.push({ node: child, path: childPath });
      visit(child, childPath);
    }
  };
  visit(node, path);
  return found;
}
