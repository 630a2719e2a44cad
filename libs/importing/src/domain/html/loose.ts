import type { Attributes } from '#document';
import type { Inline } from './inline.js';

/** Lines of the source. */
export interface Lines {
  readonly fromLine: number;
  readonly toLine: number;
  /** Characters of the source before it. */
  readonly at: number;
}

export interface LooseParagraph extends Lines {
  readonly type: 'paragraph';
  readonly inline: Inline;
  /** The summary of one of our own pages. */
  readonly summary?: boolean;
  /** A list item as Word writes one: a paragraph that says its level, with the sign of its list. */
  readonly word?: { readonly level: number; readonly sign: string };
}
export interface LooseHeading extends Lines {
  readonly type: 'heading';
  readonly level: number;
  readonly inline: Inline;
}
export interface LooseList extends Lines {
  readonly type: 'list';
  readonly ordered: boolean;
  readonly start: number;
  readonly items: LooseItem[];
}
export interface LooseItem extends Lines {
  readonly blocks: Loose[];
}
export interface LooseCell extends Lines {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: Loose[];
}
export interface LooseTable extends Lines {
  readonly type: 'table';
  readonly rows: LooseCell[][];
}
/** A quotation, a warning or a call to action: blocks in a box. */
export interface LooseBox extends Lines {
  readonly type: 'blockquote' | 'warning' | 'callToAction';
  readonly attrs: Attributes;
  readonly blocks: Loose[];
}
export interface LooseFaq extends Lines {
  readonly type: 'faq';
  readonly pairs: { readonly question: Inline; readonly answer: Loose[] }[];
}
/** A block without text of its own inside. */
export interface LooseLeaf extends Lines {
  readonly type: 'image' | 'videoLink' | 'tableOfContents';
  readonly attrs: Attributes;
}
/** A block on the way to the article's schema: any nesting is possible here, and `fit` decides. */
export type Loose = LooseParagraph | LooseHeading | LooseList | LooseTable | LooseBox | LooseFaq | LooseLeaf;

/** The place from the first to the last of some blocks. */
export function around(blocks: readonly Lines[], otherwise: Lines): Lines {
  const [first = otherwise] = blocks;
  let { fromLine, toLine, at } = first;
  for (const block of blocks) {
    fromLine = Math.min(fromLine, block.fromLine);
    toLine = Math.max(toLine, block.toLine);
    at = Math.min(at, block.at);
  }
  return { fromLine, toLine, at };
}
