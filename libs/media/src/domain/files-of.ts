import type { ArticleContent, DocumentNode } from '#document';

/** The files that a content names, each once, in reading order. */
export interface FilesOfContent {
  /** Of picture blocks and of exercises. */
  readonly mediaIds: readonly string[];
  /** Addresses of pictures that are loaded from elsewhere. */
  readonly foreignPictures: readonly string[];
  /** Stored names of the PDFs that it links to. */
  readonly pdfNames: readonly string[];
}

/** Where the API serves a file, whatever host stands before it and whatever page of it is meant (`#page=3`). */
const PDF_LINK = /\/media\/([0-9a-f]{64}\.pdf)(?:[?#]|$)/;

/** What a content names of the room's files, and what it should. */
export function filesOf(content: Pick<ArticleContent, 'document'>): FilesOfContent {
  const found = { mediaIds: new Set<string>(), foreignPictures: new Set<string>(), pdfNames: new Set<string>() };
  const noteLink = (href: unknown): void => {
    const name = typeof href === 'string' ? PDF_LINK.exec(href)?.[1] : undefined;
    if (name) found.pdfNames.add(name);
  };
  const visit = (node: DocumentNode): void => {
    const { mediaId, src, href } = node.attrs ?? {};
    if (typeof mediaId === 'string') found.mediaIds.add(mediaId);
    // Also beside a stored picture: whoever reads the document as data may load it.
    if (node.type === 'image' && typeof src === 'string') found.foreignPictures.add(src);
    noteLink(href);
    for (const mark of node.marks ?? []) noteLink(mark.attrs?.href);
    for (const child of node.content ?? []) visit(child);
  };
  visit(content.document);
  return {
    mediaIds: [...found.mediaIds],
    foreignPictures: [...found.foreignPictures],
    pdfNames: [...found.pdfNames],
  };
}
