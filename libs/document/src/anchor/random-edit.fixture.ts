import { build as b } from '../build.js';
import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/** One edit: what is done, where, and with which words. Numbers are taken modulo what there is. */
export interface RandomEdit {
  readonly op: (typeof OPS)[number];
  readonly at: number;
  readonly to: number;
  readonly word: string;
}

export const OPS = [
  ...(['insertWord', 'removeWord', 'replaceWord', 'emphasise', 'split', 'join'] as const),
  ...(['insertBlock', 'removeBlock', 'moveBlock', 'copyBlock', 'wrap', 'setDose', 'retitle'] as const),
];

type Blocks = readonly DocumentNode[];
type Path = readonly number[];

/** The content after an edit; the same content when there is nothing to do it to. The result may break the schema. */
export function applyEdit(content: ArticleContent, edit: RandomEdit): ArticleContent {
  if (edit.op === 'retitle') return { ...content, title: `${content.title} ${edit.word}` };
  const blocks = content.document.content ?? [];
  return { ...content, document: { ...content.document, content: blocksAfter(blocks, edit) } };
}

function blocksAfter(blocks: Blocks, edit: RandomEdit): Blocks {
  const { op, word } = edit;
  const [at, to] = [edit.at % blocks.length, edit.to % blocks.length];
  const without = blocks.filter((_, index) => index !== at);
  if (op === 'insertBlock') return blocks.toSpliced(at, 0, b.p(`${word} is a new line with ${word} in it.`));
  if (op === 'removeBlock') return without.length > 0 ? without : blocks;
  if (op === 'moveBlock') return without.toSpliced(to, 0, blocks[at]!);
  if (op === 'copyBlock') return blocks.toSpliced(to, 0, blocks[at]!);
  if (op === 'wrap') return blocks.with(at, blocks[at]!.type === 'paragraph' ? b.quote(blocks[at]!) : blocks[at]!);
  if (op === 'setDose') return blocks.map((block) => (block.type === 'exercise' ? dosed(block, edit.to) : block));
  return inText(blocks, edit);
}

const dosed = (block: DocumentNode, sets: number) => ({ ...block, attrs: { ...block.attrs, sets: (sets % 9) + 1 } });

/** Every text block by the places that lead to it. */
export function textBlocks(blocks: Blocks, above: Path = []): { path: Path; node: DocumentNode }[] {
  return blocks.flatMap((node, index) => {
    const path = [...above, index];
    return articleSchema.nodes[node.type]?.isTextblock ? [{ path, node }] : textBlocks(node.content ?? [], path);
  });
}

function inText(blocks: Blocks, edit: RandomEdit): Blocks {
  const texts = textBlocks(blocks);
  const found = texts[edit.at % Math.max(1, texts.length)];
  if (!found) return blocks;
  const words = textOf(found.node).split(' ');
  const place = edit.to % words.length;
  const set = (next: readonly string[]) => replaceAt(blocks, found.path, [{ ...found.node, content: texted(next) }]);
  if (edit.op === 'insertWord') return set(words.toSpliced(place, 0, edit.word));
  if (edit.op === 'removeWord') return set(words.toSpliced(place, 1));
  if (edit.op === 'replaceWord') return set(words.with(place, edit.word));
  if (edit.op === 'emphasise')
    return replaceAt(blocks, found.path, [{ ...found.node, ...b.p(b.em(textOf(found.node))) }]);
  const { path, node } = found;
  const next = at(blocks, [...path.slice(0, -1), path.at(-1)! + 1]);
  if (node.type !== 'paragraph') return blocks;
  if (edit.op === 'split') return replaceAt(blocks, path, [words.slice(0, place), words.slice(place)].map(paragraph));
  if (next?.type !== 'paragraph') return blocks;
  return replaceAt(blocks, path, [paragraph([...words, ...textOf(next).split(' ')])], 2);
}

const paragraph = (words: readonly string[]): DocumentNode => ({ type: 'paragraph', content: texted(words) });

function texted(words: readonly string[]): Blocks {
  const text = words.join(' ');
  return text === '' ? [] : [{ type: 'text', text }];
}

function at(blocks: Blocks, [first, ...rest]: Path): DocumentNode | undefined {
  const node = blocks[first!];
  return rest.length === 0 ? node : at(node?.content ?? [], rest);
}

function replaceAt(blocks: Blocks, [first, ...rest]: Path, nodes: Blocks, count = 1): Blocks {
  if (rest.length === 0) return blocks.toSpliced(first!, count, ...nodes);
  const parent = blocks[first!]!;
  return blocks.with(first!, { ...parent, content: replaceAt(parent.content ?? [], rest, nodes, count) });
}
