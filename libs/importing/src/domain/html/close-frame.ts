import type { DocumentNode } from '#document';
import { addressOf } from './addresses.js';
import { type Element, findElement, hasClass } from './dom.js';
import type { Drops } from './drops.js';
import { type Frame, linesOf, placeOf } from './frames.js';
import { type Inline, plainOf } from './inline.js';
import { around, type Lines, type Loose } from './loose.js';
import { captionOf } from './pictures.js';
import { spanOf } from './tables.js';

/**
 * What a frame becomes when its element ends: blocks for the frame around it, or a part of that frame (a list's item, a
 * table's row, a box's title). `line` is the text of a line frame.
 */
export function asBlock(frame: Frame, around: Frame, line: Inline | null, drops: Drops): Loose[] {
  switch (frame.kind) {
    case 'line':
      return line ? lineBlock(frame.element, around, line) : [];
    case 'list':
      return listBlock(frame);
    case 'item':
      return itemPart(frame, around);
    case 'table':
      return tableBlock(frame);
    case 'row':
      if (frame.cells.length > 0) around.rows.push(frame.cells);
      return frame.blocks;
    case 'cell':
      return cellPart(frame, around);
    case 'box':
      return boxBlock(frame);
    default:
      return figureBlocks(frame, drops);
  }
}

function lineBlock(element: Element, around: Frame, inline: Inline): Loose[] {
  const { tag } = element;
  const place = linesOf(inline);
  if (around.kind === 'box' && !around.title && titles(element, around.element)) {
    around.title = inline;
    return [];
  }
  if (tag === 'p' && hasClass(element, 'action') && around.element.attrs.class === 'call-to-action') {
    around.action = { label: plainOf(inline.nodes), href: hrefIn(element) };
    return [];
  }
  if (/^h[1-6]$/.test(tag)) return [{ type: 'heading', level: Number(tag[1]), inline, ...place }];
  if (tag === 'figcaption' && around.element.tag === 'figure') {
    around.captions.push(element);
    return [];
  }
  const nodes = tag === 'dt' || tag === 'summary' || tag === 'caption' ? strong(inline.nodes) : inline.nodes;
  const summary = tag === 'p' && hasClass(element, 'summary');
  return [{ type: 'paragraph', inline: { ...inline, nodes }, ...place, ...(summary ? { summary } : {}) }];
}

/** The line that names a box: the question of a pair, the title of a warning. */
function titles(element: Element, box: Element): boolean {
  if (element.tag === 'summary') return box.tag === 'details';
  if (hasClass(element, 'faq-question') || element.attrs.itemprop === 'name') return true;
  return /^(?:red-flags|caution)$/.test(box.attrs.class ?? '') && hasClass(element, `${box.attrs.class}-title`);
}

function hrefIn(element: Element): string | null {
  const link = findElement(element, ({ tag }) => tag === 'a');
  const found = link && addressOf(link.attrs.href ?? '', null);
  return found && 'href' in found ? found.href : null;
}

/** Text that stands out in the source by where it is, as a term or the title of a table does. */
export function strong(nodes: readonly DocumentNode[]): DocumentNode[] {
  return nodes.map((node) => {
    if (node.type !== 'text' || node.marks?.some(({ type }) => type === 'strong')) return node;
    return { ...node, marks: [...(node.marks ?? []), { type: 'strong' }] };
  });
}

function listBlock({ element, items }: Frame): Loose[] {
  if (items.length === 0) return [];
  const start = Number.parseInt(element.attrs.start ?? '1', 10);
  const ordered = element.tag === 'ol';
  const from = ordered && start >= 0 && start <= 99_999 ? start : 1;
  return [{ type: 'list', ordered, start: from, items, ...around(items, placeOf(element)) }];
}

function itemPart({ element, blocks }: Frame, list: Frame): Loose[] {
  if (blocks.length > 0) list.items.push({ blocks, ...around(blocks, placeOf(element)) });
  return [];
}

function tableBlock({ element, rows, blocks }: Frame): Loose[] {
  // A title stands above its table; anything else that got between the rows follows it.
  const table: Loose[] = rows.length > 0 ? [{ type: 'table', rows, ...placeOf(element) }] : [];
  return [...blocks, ...table];
}

function cellPart({ element, blocks }: Frame, row: Frame): Loose[] {
  const { attrs, parent, tag } = element;
  row.cells.push({
    header: tag === 'th' || parent?.parent?.tag === 'thead',
    colspan: spanOf(attrs.colspan, 50),
    rowspan: spanOf(attrs.rowspan, 500),
    blocks,
    ...around(blocks, placeOf(element)),
  });
  return [];
}

function boxBlock(frame: Frame): Loose[] {
  const { element, blocks, title } = frame;
  const place = around(blocks, placeOf(element));
  const kind = element.attrs.class ?? '';
  if (element.tag === 'blockquote')
    return blocks.length > 0 ? [{ type: 'blockquote', attrs: {}, blocks, ...place }] : [];
  if (kind === 'red-flags' || kind === 'caution') return warningBlock(frame, kind, place);
  if (kind === 'call-to-action') return actionBlock(frame, place);
  if (!title) return blocks;
  const question: Lines = linesOf(title);
  const asks = element.tag !== 'details' || /\?\s*$/.test(plainOf(title.nodes));
  if (asks && blocks.length > 0) {
    return [{ type: 'faq', pairs: [{ question: title, answer: blocks }], ...around([question, ...blocks], question) }];
  }
  return [{ type: 'paragraph', inline: { ...title, nodes: strong(title.nodes) }, ...question }, ...blocks];
}

function warningBlock({ blocks, title }: Frame, kind: string, place: Lines): Loose[] {
  const words = title ? plainOf(title.nodes) : '';
  const before: Loose[] = title
    ? [{ type: 'paragraph', inline: { ...title, nodes: strong(title.nodes) }, ...linesOf(title) }]
    : [];
  if (blocks.length === 0 || words.length > 200) return [...before, ...blocks];
  const attrs = { kind: kind === 'caution' ? 'caution' : 'redFlags', ...(words === '' ? {} : { title: words }) };
  return [{ type: 'warning', attrs, blocks, ...place }];
}

function actionBlock({ blocks, action, element }: Frame, place: Lines): Loose[] {
  const label = action?.label ?? '';
  if (blocks.length === 0 && label === '') return [];
  if (label.length > 200) return [...blocks, plainParagraph(label, element)];
  const attrs = { ...(label === '' ? {} : { label }), ...(action?.href ? { href: action.href } : {}) };
  return [{ type: 'callToAction', attrs, blocks, ...place }];
}

const LONGEST_CAPTION = 1_000;

/** A picture with its caption. Under anything else a caption is a paragraph. */
function figureBlocks({ blocks, captions }: Frame, drops: Drops): Loose[] {
  const [caption] = captions;
  if (!caption) return blocks;
  const words = captionOf(caption, drops);
  const pictures = blocks.filter((block) => block.type === 'image');
  const [picture] = pictures;
  if (
    captions.length === 1 &&
    pictures.length === 1 &&
    picture?.type === 'image' &&
    words.caption.length <= LONGEST_CAPTION
  ) {
    const own = {
      ...(words.caption === '' ? {} : { caption: words.caption }),
      ...(words.credit === '' ? {} : { credit: words.credit }),
    };
    return blocks.map((block) => (block === picture ? { ...picture, attrs: { ...picture.attrs, ...own } } : block));
  }
  const more = captions.slice(1).map((other) => captionOf(other, drops));
  const texts = [words, ...more].flatMap((one) => [one.caption, one.credit]).filter((text) => text !== '');
  return [...blocks, ...texts.map((text) => plainParagraph(text, caption))];
}

function plainParagraph(text: string, element: Element): Loose {
  const place = placeOf(element);
  return { type: 'paragraph', inline: { nodes: [{ type: 'text', text }], ...place }, ...place };
}
