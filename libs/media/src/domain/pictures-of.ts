import type { ArticleContent, DocumentNode } from '#document';

/** A picture as an article names it. */
export interface PictureUse {
  readonly mediaId: string | null;
  /** Address of a picture that is loaded from elsewhere. */
  readonly src: string | null;
}

/** The pictures of a content, each once, in reading order: of picture blocks and of exercises. */
export function picturesOf(content: Pick<ArticleContent, 'document'>): PictureUse[] {
  const found = new Map<string, PictureUse>();
  const visit = (node: DocumentNode): void => {
    const { mediaId, src } = node.attrs ?? {};
    if (typeof mediaId === 'string') found.set(mediaId, { mediaId, src: null });
    else if (node.type === 'image' && typeof src === 'string') found.set(src, { mediaId: null, src });
    for (const child of node.content ?? []) visit(child);
  };
  visit(content.document);
  return [...found.values()];
}
