import type { ArticleContent } from '../types.js';
import { extractBlocks } from './extract-blocks.js';
import { splitSentences } from './split-sentences.js';
import type { TextBlockKind } from './text-block.js';

/** One sentence with its place: `from` and `to` are offsets in the text of block `blockIndex`. */
export interface Sentence {
  readonly blockIndex: number;
  readonly kind: TextBlockKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Every sentence of a content in reading order. The end of a block ends a sentence. */
export function extractSentences(content: ArticleContent): Sentence[] {
  return extractBlocks(content).flatMap(({ index, kind, text }) =>
    splitSentences(text).map(({ from, to }) => ({ blockIndex: index, kind, from, to, text: text.slice(from, to) })),
  );
}

/**
 * The first sentences of the article's own paragraphs, for a teaser: no headings, lists, boxes, offers or links.
 * One string with single spaces; empty when there is no paragraph.
 */
export function firstSentences(content: ArticleContent, count: number): string {
  return extractSentences(content)
    .filter(({ kind }) => kind === 'paragraph')
    .slice(0, Math.max(0, count))
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .join(' ');
}
