/**
 * A place in a content that something stands on, such as a comment. Paths are written as `extractBlocks` writes them:
 * `title`, `summary`, `document.content[3].content[0]`, or `document.content[4].attrs.stopRule`.
 */
export type Anchor = TextAnchor | BlockAnchor;

/** A range of text: in one block, in one attribute or head field, or from one block to a later one. */
export interface TextAnchor {
  readonly kind: 'text';
  /** The text it begins in. */
  readonly path: string;
  /** Offset of its first character there, in UTF-16 units. */
  readonly from: number;
  /** The text it ends in; the same as `path` for most. */
  readonly endPath: string;
  /** Offset behind its last character there. */
  readonly to: number;
  /** Its words, one newline between blocks; at most 500 characters. */
  readonly quote: string;
  /** A few words around it: they tell a reader where an orphaned comment stood. */
  readonly before: string;
  readonly after: string;
}

/** A whole block, with everything in it. */
export interface BlockAnchor {
  readonly kind: 'block';
  readonly path: string;
  /** The beginning of its words; its type for a block without words. */
  readonly quote: string;
}

/**
 * What became of an anchor in another content. `kept`: the same words, or the same block to the letter. `changed`: the
 * place is known, and what stands there is not what it was. `orphaned`: it is gone; its own quote says what it was.
 */
export type MappedAnchor =
  | { readonly state: 'kept' | 'changed'; readonly anchor: Anchor }
  | { readonly state: 'orphaned'; readonly anchor: null };

export const ORPHANED: MappedAnchor = { state: 'orphaned', anchor: null };

const LONGEST_QUOTE = 500;

/** Text as an anchor keeps it. */
export function quoted(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
