import { isPiece, type PieceType } from '../pieces.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/** A shared piece at the version that an article shows. */
export interface PieceUse {
  readonly type: PieceType;
  readonly blockId: string;
  readonly version: number;
  readonly contentHash: string;
}

/** What a content refers to outside of itself, each once. */
export interface Uses {
  readonly mediaIds: readonly string[];
  readonly pieces: readonly PieceUse[];
  readonly links: readonly string[];
}

/** What a content refers to: for "where used", and to load before rendering. In reading order. */
export function usesOf(content: ArticleContent): Uses {
  const mediaIds = new Set<string>();
  const links = new Set<string>();
  const pieces = new Map<string, PieceUse>();
  const visit = (node: DocumentNode): void => {
    const { mediaId, href, blockId, version, contentHash } = node.attrs ?? {};
    if (typeof mediaId === 'string') mediaIds.add(mediaId);
    if (typeof href === 'string') links.add(href);
    if (isPiece(node)) {
      const use = { blockId: String(blockId), version: Number(version), contentHash: String(contentHash) };
      pieces.set(`${node.type} ${use.blockId}@${use.version} ${use.contentHash}`, { type: node.type, ...use });
    }
    for (const mark of node.marks ?? []) if (typeof mark.attrs?.href === 'string') links.add(mark.attrs.href);
    for (const child of node.content ?? []) visit(child);
  };
  visit(content.document);
  return { mediaIds: [...mediaIds], pieces: [...pieces.values()], links: [...links] };
}
