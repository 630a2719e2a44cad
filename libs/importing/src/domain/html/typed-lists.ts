import type { DocumentNode } from '#document';
import type { Drops } from './drops.js';
import { type Inline, plainOf } from './inline.js';
import { around, type Loose, type LooseItem, type LooseList, type LooseParagraph } from './loose.js';

const BULLET = /^([•◦▪‣●○·])\s*|^([-–—*])\s+/;
const NUMBER = /^(\d{1,3})[.)]\s+/;

/** A line that somebody typed as a list item. `sure` when its sign is used for nothing else. */
interface Typed {
  readonly block: LooseParagraph;
  readonly sign: string;
  readonly ordinal: number | null;
  readonly sure: boolean;
  readonly level: number;
}

/**
 * Lists that are no lists in the markup: Word's paragraphs that carry a list's sign, and lines typed with a bullet or a
 * number in front. One dash may open a remark, so dashes and numbers make a list from two lines on.
 */
export function typedLists(blocks: readonly Loose[], drops: Drops): Loose[] {
  const lines = blocks.flatMap((block) => (block.type === 'paragraph' && !block.word ? splitTyped(block) : [block]));
  const result: Loose[] = [];
  let run: Typed[] = [];
  const close = () => {
    if (run.length > 1 || run[0]?.sure) result.push(listOf(run, drops));
    else result.push(...run.map(({ block }) => block));
    run = [];
  };
  for (const block of lines) {
    const typed = block.type === 'paragraph' ? typedOf(block) : null;
    if (!typed || !continues(run, typed)) close();
    if (typed) run.push(typed);
    else result.push(block);
  }
  close();
  return result;
}

function typedOf(block: LooseParagraph): Typed | null {
  if (block.word) {
    const ordinal = /^\(?(\d{1,3}|[a-z])[.)]/i.exec(block.word.sign)?.[1];
    const number = ordinal === undefined ? null : Number.parseInt(ordinal, 10) || 1;
    return { block, sign: '', ordinal: number, sure: true, level: block.word.level };
  }
  const text = plainOf(block.inline.nodes);
  const bullet = BULLET.exec(text);
  if (bullet && bullet[0].length < text.length)
    return { block, sign: bullet[0], ordinal: null, sure: bullet[1] !== undefined, level: 1 };
  const number = NUMBER.exec(text);
  if (!number || number[0].length === text.length) return null;
  return { block, sign: number[0], ordinal: Number(number[1]), sure: false, level: 1 };
}

function continues(run: readonly Typed[], next: Typed): boolean {
  const last = run.at(-1);
  if (!last) return next.ordinal === null || next.block.word !== undefined || next.ordinal <= 1;
  if ((last.block.word === undefined) !== (next.block.word === undefined)) return false;
  if (next.block.word) return next.level > 1 || (last.ordinal === null) === (next.ordinal === null) || last.level > 1;
  if (next.ordinal === null) return last.ordinal === null && last.sign.trim() === next.sign.trim();
  return last.ordinal !== null && next.ordinal === last.ordinal + 1;
}

/** The lines of a paragraph that hold typed items, each as a paragraph; the paragraph itself when it holds none. */
function splitTyped(block: LooseParagraph): LooseParagraph[] {
  const lines: DocumentNode[][] = [[]];
  for (const node of block.inline.nodes) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  const signs = lines.filter((nodes) => BULLET.test(plainOf(nodes)) || NUMBER.test(plainOf(nodes)));
  if (lines.length < 2 || signs.length < 2) return [block];
  const first = lines.findIndex((nodes) => BULLET.test(plainOf(nodes)) || NUMBER.test(plainOf(nodes)));
  const rest = lines.slice(first);
  // An item that goes on in a line of its own would be torn from it.
  if (rest.some((nodes) => !BULLET.test(plainOf(nodes)) && !NUMBER.test(plainOf(nodes)))) return [block];
  const intro = lines
    .slice(0, first)
    .flatMap((nodes, at): DocumentNode[] => (at === 0 ? nodes : [{ type: 'hardBreak' }, ...nodes]));
  return [...(intro.length > 0 ? [intro] : []), ...rest].map((nodes) => ({
    ...block,
    inline: { ...block.inline, nodes },
  }));
}

function listOf(run: readonly Typed[], drops: Drops): LooseList {
  const [first] = run as [Typed];
  const items: LooseItem[] = [];
  for (let at = 0; at < run.length; at += 1) {
    const typed = run[at]!;
    const deeper: Typed[] = [];
    while (run[at + 1] && run[at + 1]!.level > first.level) {
      at += 1;
      deeper.push(run[at]!);
    }
    const own: Loose[] = [withoutSign(typed, drops), ...(deeper.length > 0 ? [listOf(deeper, drops)] : [])];
    items.push({ blocks: own, ...around(own, typed.block) });
  }
  const ordered = first.ordinal !== null;
  return { type: 'list', ordered, start: first.ordinal ?? 1, items, ...around(items, first.block) };
}

function withoutSign({ block, sign }: Typed, drops: Drops): LooseParagraph {
  const { word: _, ...rest } = block;
  if (sign === '') return rest;
  drops.words('listGlyph', 'The sign in front of a list item.', sign.trim(), block);
  return { ...rest, inline: cut(block.inline, sign.length) };
}

/** The line without its first characters. */
function cut(inline: Inline, length: number): Inline {
  let left = length;
  const nodes = inline.nodes.flatMap((node): DocumentNode[] => {
    if (left === 0 || node.type !== 'text') return [node];
    const text = node.text!.slice(left);
    left = Math.max(0, left - node.text!.length);
    return text === '' ? [] : [{ ...node, text: text.replace(/^ +/, '') }];
  });
  return { ...inline, nodes: nodes.filter((node) => node.type !== 'text' || node.text !== '') };
}
