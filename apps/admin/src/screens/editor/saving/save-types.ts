import type { ArticleContent, ContentMerge } from '#document';

/** The revision an edit stands on, with its words: without them two edits could not be brought together. */
export interface Base {
  readonly revisionId: string;
  readonly contentHash: string;
  readonly content: ArticleContent;
}

/** What a computer keeps of an edit that the server does not have yet. */
export interface LocalCopy {
  readonly base: Base;
  readonly content: ArticleContent;
  /** When it was written, in milliseconds since 1970. */
  readonly keptAt: number;
}

/** Two edits that collide: what each of them says, and where. */
export interface Conflict {
  readonly base: ArticleContent;
  readonly mine: ArticleContent;
  readonly theirs: Base;
  /** Who saved theirs. */
  readonly by: string;
  readonly merge: ContentMerge;
}

/** What the server answered to one save. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly revisionId: string; readonly contentHash: string; readonly savedAt: string }
  /** `theirs` is the newest text; it was not overwritten. `base` is null when the server keeps it no longer. */
  | { readonly kind: 'stale'; readonly theirs: Base; readonly by: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'away' | 'signedOut' };

/** How it stands with the last change. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'changed' | 'saving' | 'offline' | 'signedOut' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };
