import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import { kindOf, TEXT_ATTRIBUTES, type TextBlock } from './text-block.js';

/** Every text that a reader meets, in reading order, with its kind, path and ProseMirror position. Empty ones are left out. */
export function extractBlocks(content: ArticleContent): TextBlock[] {
  const found: Omit<TextBlock, 'index'>[] = [];
  collectChildren(content.document, 'document', 0, [], found);
  return found.map((block, index) => ({ ...block, index }));
}

/** The size of a node in ProseMirror positions. */
function sizeOf(node: DocumentNode): number {
  if (node.type === 'text') return (node.text ?? '').length;
  if (articleSchema.nodes[node.type]?.isLeaf) return 1;
  return 2 + (node.content ?? []).reduce((size, child) => size + sizeOf(child), 0);
}

function collectChildren(
  node: DocumentNode,
  path: string,
  start: number,
  within: readonly DocumentNode[],
  found: Omit<TextBlock, 'index'>[],
): void {
  let pos = start;
  for (const [index, child] of (node.content ?? []).entries()) {
    collect(child, `${path}.content[${index}]`, pos, within, found);
    pos += sizeOf(child);
  }
}

function collect(
  node: DocumentNode,
  path: string,
  pos: number,
  within: readonly DocumentNode[],
  found: Omit<TextBlock, 'index'>[],
): void {
  if (articleSchema.nodes[node.type]?.isTextblock) {
    const block = textBlock(node, path, pos + 1, within);
    if (block.text.trim() !== '') found.push(block);
    return;
  }
  for (const [attribute, kind] of Object.entries(TEXT_ATTRIBUTES[node.type] ?? {})) {
    const text = node.attrs?.[attribute];
    if (typeof text !== 'string' || text.trim() === '') continue;
    found.push({
      kind,
      text,
      path: `${path}.attrs.${attribute}`,
      pos,
      attribute,
      within: [...within, node],
      links: [],
    });
  }
  collectChildren(node, path, pos + 1, [...within, node], found);
}

function textBlock(
  node: DocumentNode,
  path: string,
  pos: number,
  within: readonly DocumentNode[],
): Omit<TextBlock, 'index'> {
  const text = textOf(node);
  const links: { from: number; to: number; href: string }[] = [];
  let offset = 0;
  for (const child of node.content ?? []) {
    const href = child.marks?.find(({ type }) => type === 'link')?.attrs?.href;
    const to = offset + sizeOf(child);
    if (typeof href === 'string') links.push({ from: offset, to, href });
    offset = to;
  }
  const kind = kindOf(node, within);
  const onlyLinks = (kind === 'paragraph' || kind === 'listItem') && isCovered(text, links);
  const level = node.type === 'heading' ? { level: Number(node.attrs?.level) } : {};
  return { kind: onlyLinks ? 'link' : kind, text, path, pos, ...level, within, links };
}

function isCovered(text: string, links: TextBlock['links']): boolean {
  if (links.length === 0) return false;
  const covered = links.reduce((sum, { from, to }) => sum + text.slice(from, to).trim().length, 0);
  return covered >= text.replace(/\s+/g, ' ').trim().length - (links.length - 1);
}
