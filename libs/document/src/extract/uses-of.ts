import type { ArticleContent, DocumentNode } from '../types.js';

/** A safety block at the version that an article shows. */
export interface SafetyBlockUse {
  readonly blockId: string;
  readonly version: number;
  readonly contentHash: string;
}

/** What a content refers to outside of itself, each once. */
export interface Uses {
  readonly mediaIds: readonly string[];
  readonly safetyBlocks: readonly SafetyBlockUse[];
  readonly links: readonly string[];
}

/** What a content refers to: for "where used", and to load before rendering. In reading order. */
export function usesOf(content: ArticleContent): Uses {
  const mediaIds = new Set<string>();
  const links = new Set<string>();
  const safetyBlocks = new Map<string, SafetyBlockUse>();
  const visit = (node: DocumentNode): void => {
    const { mediaId, href, blockId, version, contentHash } = node.attrs ?? {};
    if (typeof mediaId === 'string') mediaIds.add(mediaId);
    if (typeof href === 'string') links.add(href);
    if (node.type === 'safetyBlock') {
      const use = { blockId: String(blockId), version: Number(version), contentHash: String(contentHash) };
      safetyBlocks.set(`${use.blockId}@${use.version}@${use.contentHash}`, use);
    }
    for (const mark of node.marks ?? []) if (typeof mark.attrs?.href === 'string') links.add(mark.attrs.href);
    for (const child of node.content ?? []) visit(child);
  };
  visit(content.document);
  return { mediaIds: [...mediaIds], safetyBlocks: [...safetyBlocks.values()], links: [...links] };
}
