import type { DocumentNode } from '#document';
import { isFaqSection } from '../text/classify-lines.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../text/patterns.js';
import { hasAtMostWords } from '../text/words.js';
import { plainOf } from './inline.js';
import { lineText } from './judge.js';
import { around, type Loose, type LooseFaq, type LooseHeading } from './loose.js';

const LONGEST_HEADING = 12;
const LONGEST_QUESTION = 15;

function allStrong(nodes: readonly DocumentNode[]): boolean {
  const texts = nodes.filter((node) => node.type === 'text' && node.text!.trim() !== '');
  return texts.length > 0 && texts.every((node) => node.marks?.some(({ type }) => type === 'strong'));
}

function withoutStrong(nodes: readonly DocumentNode[]): DocumentNode[] {
  return nodes.map((node) => {
    const marks = (node.marks ?? []).filter(({ type }) => type !== 'strong');
    const { marks: _, ...bare } = node;
    return marks.length > 0 ? { ...bare, marks } : bare;
  });
}

/**
 * A short line all in bold with text under it is a heading that somebody made by hand. Its level is one below the last
 * heading of the markup. Bold in a heading says nothing and goes.
 */
export function boldHeadings(blocks: readonly Loose[]): Loose[] {
  let level = 1;
  return blocks.map((block, at): Loose => {
    if (block.type === 'heading') {
      level = block.level;
      return allStrong(block.inline.nodes)
        ? { ...block, inline: { ...block.inline, nodes: withoutStrong(block.inline.nodes) } }
        : block;
    }
    if (block.type !== 'paragraph' || block.summary || !looksLikeHeading(block.inline.nodes, blocks[at + 1]))
      return block;
    const { fromLine, toLine, at: offset } = block;
    const inline = { ...block.inline, nodes: withoutStrong(block.inline.nodes) };
    return { type: 'heading', level: Math.min(4, level + 1), inline, fromLine, toLine, at: offset };
  });
}

function looksLikeHeading(nodes: readonly DocumentNode[], next: Loose | undefined): boolean {
  const text = plainOf(nodes);
  if (
    !allStrong(nodes) ||
    text.includes('\n') ||
    !hasAtMostWords(text, LONGEST_HEADING) ||
    /[.!,;:…]["'”’)]*$/.test(text)
  )
    return false;
  if (nodes.some((node) => node.marks?.some(({ type }) => type === 'link'))) return false;
  if (next?.type === 'paragraph') return !allStrong(next.inline.nodes);
  return next?.type === 'list';
}

/** Under a heading such as "FAQ", questions and what follows each become a FAQ block. Neighbouring FAQ blocks are one. */
export function faqSections(blocks: readonly Loose[], patterns: ImportPatterns = DEFAULT_PATTERNS): Loose[] {
  const result: Loose[] = [];
  let inside = false;
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at]!;
    if (inside && isQuestion(block)) {
      const answer: Loose[] = [];
      while (blocks[at + 1] && answers(blocks[at + 1]!)) {
        at += 1;
        answer.push(blocks[at]!);
      }
      result.push(answer.length > 0 ? pairOf(block, answer) : block);
    } else {
      if (block.type === 'heading') inside = isFaqSection(lineText(block)!, patterns);
      result.push(block);
    }
  }
  return joinFaqs(result);
}

type Line = Extract<Loose, { type: 'heading' | 'paragraph' }>;

function isQuestion(block: Loose): block is Line {
  if (block.type !== 'heading' && !(block.type === 'paragraph' && allStrong(block.inline.nodes))) return false;
  const text = plainOf(block.inline.nodes);
  return text.endsWith('?') && hasAtMostWords(text, LONGEST_QUESTION);
}

function answers(block: Loose): boolean {
  return (block.type === 'paragraph' || block.type === 'list') && !isQuestion(block);
}

function pairOf(block: Line, answer: Loose[]): LooseFaq {
  const question = { ...block.inline, nodes: withoutStrong(block.inline.nodes) };
  return { type: 'faq', pairs: [{ question, answer }], ...around([block, ...answer], block) };
}

function joinFaqs(blocks: readonly Loose[]): Loose[] {
  const joined: Loose[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type === 'faq' && last?.type === 'faq') {
      joined[joined.length - 1] = { ...last, pairs: [...last.pairs, ...block.pairs], ...around([last, block], last) };
    } else joined.push(block);
  }
  return joined;
}

/** Headings from level 2 on: the title is level 1, and a page that begins at h3 meant its main sections by it. */
export function levelled(blocks: readonly Loose[]): Loose[] {
  const levels = blocks.flatMap((block) => (block.type === 'heading' ? [Math.max(2, block.level)] : []));
  const shift = levels.length > 0 ? levels.reduce((least, level) => Math.min(least, level), 4) - 2 : 0;
  return blocks.map((block) =>
    block.type === 'heading' ? { ...block, level: Math.max(2, block.level) - shift } : block,
  );
}

/**
 * The heading that is the title: the only h1, or the first of several when no text stands before it. -1 when none is: a
 * title is never made up.
 */
export function titleAt(blocks: readonly Loose[]): number {
  const tops = blocks.flatMap((block, at) => (block.type === 'heading' && block.level === 1 ? [at] : []));
  const [first = -1] = tops;
  if (tops.length === 1 || first === -1) return first;
  const before = blocks.slice(0, first);
  return before.some(({ type }) => type === 'paragraph' || type === 'list') ? -1 : first;
}

/** Whether this is the heading with these words, in any capitals. */
export function isHeadingOf(block: Loose, title: string): block is LooseHeading {
  return block.type === 'heading' && lineText(block)!.trim().toLowerCase() === title.trim().toLowerCase();
}
