import { renderText } from '../render/render-text.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/** What two edits of the same text collided on. */
export type ConflictKind = 'head' | 'block' | 'insertion' | 'order' | 'reference' | 'whole';

/** One collision, with the text of both sides. A text is null where that side does not have it. */
export interface MergeConflict {
  readonly kind: ConflictKind;
  /** A field of the head, a place in the base such as `content[3]`, the key of a reference; empty for the whole. */
  readonly at: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** Which words a person took where two edits collide. `both` holds for blocks alone: one behind the other. */
export type MergeChoice = 'theirs' | 'mine' | 'both';

/** Decides a collision by its kind and place. */
export type Choose = (conflict: { readonly kind: ConflictKind; readonly at: string }) => MergeChoice;

/** What stands where nobody has chosen: the side that was saved first. */
export const chooseTheirs: Choose = () => 'theirs';

/** Blocks as a person reads them, attributes such as a dose included; null for no blocks. */
export function readable(content: ArticleContent, blocks: readonly (DocumentNode | null)[]): string | null {
  const shown = blocks.filter((block) => block !== null);
  if (shown.length === 0) return null;
  return renderText({ ...content, document: { type: 'doc', content: shown }, references: [] });
}
