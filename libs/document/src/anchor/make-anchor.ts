import { blockText } from '../diff/block-text.js';
import type { ArticleContent } from '../types.js';
import { type Anchor, type BlockAnchor, quoted, type TextAnchor } from './anchor.js';
import { nodeAt, textAt } from './node-at.js';
import { passagesOf } from './passages.js';

/** Where an anchor is to stand: a range when `from` and `to` are given, else the block at `path`. */
export interface AnchorPlace {
  readonly path: string;
  readonly from?: number | null;
  readonly to?: number | null;
  /** The text block a range ends in, when it is not the one it begins in. */
  readonly endPath?: string | null;
}

const CONTEXT = 40;

/** An anchor at a place of a content; null when there is nothing at the place that could be quoted. */
export function anchorAt(content: ArticleContent, place: AnchorPlace): Anchor | null {
  const { path, from, to, endPath } = place;
  if (typeof from !== 'number' || typeof to !== 'number') return blockAnchor(content, path);
  return textAnchor(content, { path, from, endPath: endPath ?? path, to });
}

function blockAnchor(content: ArticleContent, path: string): BlockAnchor | null {
  const node = nodeAt(content, path);
  if (!node) return null;
  const text = blockText(node);
  const hasWords = passagesOf(content).some((it) => it.path === path || it.path.startsWith(`${path}.`));
  return hasWords ? { kind: 'block', path, quote: quoted(/\S/.test(text) ? text : node.type) } : null;
}

/** A range of text as an anchor; null when its ends are not in the texts, or in the wrong order, or hold no word. */
export function textAnchor(
  content: ArticleContent,
  { path, from, endPath, to }: Pick<TextAnchor, 'path' | 'from' | 'endPath' | 'to'>,
): TextAnchor | null {
  const [start, end] = [textAt(content, path), textAt(content, endPath)];
  if (start === undefined || end === undefined || !isOffset(from, start) || !isOffset(to, end)) return null;
  const words = path === endPath ? start.slice(from, to) : spanned(content, { path, from, endPath, to });
  if (words === null || !/\S/.test(words)) return null;
  const before = start.slice(Math.max(0, from - CONTEXT), from).replace(/^[\udc00-\udfff]/, '');
  const after = end.slice(to, to + CONTEXT).replace(/[\ud800-\udbff]$/, '');
  return { kind: 'text', path, from, endPath, to, quote: quoted(words), before, after };
}

/** A place in a text, and not in the middle of a character: half of one cannot be stored. */
function isOffset(offset: number, text: string): boolean {
  const isInside = Number.isInteger(offset) && offset >= 0 && offset <= text.length;
  return isInside && !/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

/** The words from one text block to a later one; null for anything that has no place in reading order. */
function spanned(
  content: ArticleContent,
  { path, from, endPath, to }: Pick<TextAnchor, 'path' | 'from' | 'endPath' | 'to'>,
): string | null {
  const blocks = passagesOf(content).filter(({ kind }) => kind === 'text');
  const [first, last] = [path, endPath].map((wanted) => blocks.findIndex((block) => block.path === wanted));
  if (first === undefined || last === undefined || first < 0 || last <= first) return null;
  const middle = blocks.slice(first + 1, last).map(({ text }) => text);
  return [blocks[first]!.text.slice(from), ...middle, blocks[last]!.text.slice(0, to)].join('\n');
}
