import type { ArticleContent, DocumentNode } from '#document';

/** The picture files that a text shows without words of its own: a page shows those of the file. */
export function undescribedFiles({ document }: Pick<ArticleContent, 'document'>): string[] {
  const found = new Set<string>();
  const visit = (node: DocumentNode): void => {
    const { mediaId, alt, decorative } = node.attrs ?? {};
    const isSilent = decorative !== true && (typeof alt !== 'string' || alt.trim() === '');
    if (node.type === 'image' && typeof mediaId === 'string' && isSilent) found.add(mediaId);
    for (const child of node.content ?? []) visit(child);
  };
  visit(document);
  return [...found];
}
