import { type Attributes, build, type DocumentNode } from '#document';
import type { BlockProvenance } from '../draft/draft.js';
import { strong } from './close-frame.js';
import type { Lines, Loose, LooseCell, LooseFaq, LooseList, LooseTable } from './loose.js';

/** A block of the schema, and where it and its parts stood. Paths are relative to the block. */
export interface Fitted {
  readonly node: DocumentNode;
  readonly from: readonly BlockProvenance[];
  readonly at: number;
}

/**
 * Blocks as the article's schema takes them. What may not stand inside a list, a cell or a box (a picture, a table, a
 * heading) is put behind it, or becomes a paragraph that stands out; no word is left out.
 */
export function fitBlocks(blocks: readonly Loose[]): Fitted[] {
  return blocks.flatMap((block) => {
    const escaped: Loose[] = [];
    const fitted = fitOne(block, escaped);
    return [...fitted, ...fitBlocks(escaped)];
  });
}

function fitOne(block: Loose, escaped: Loose[]): Fitted[] {
  switch (block.type) {
    case 'paragraph':
      return [leaf(build.p(block.inline.nodes), block)];
    case 'heading':
      return [leaf(build.h(levelOf(block.level), block.inline.nodes), block)];
    case 'list':
      return fitList(block, escaped);
    case 'table':
      return fitTable(block, escaped);
    case 'faq':
      return fitFaq(block, escaped);
    case 'callToAction':
      return [boxOf('callToAction', block.attrs, paragraphsOnly(prose(block.blocks, escaped)), block)];
    case 'blockquote':
    case 'warning': {
      const inside = prose(block.blocks, escaped);
      return inside.length > 0 ? [boxOf(block.type, block.attrs, inside, block)] : [];
    }
    default:
      return [
        leaf({ type: block.type, ...(Object.keys(block.attrs).length > 0 ? { attrs: block.attrs } : {}) }, block),
      ];
  }
}

function levelOf(level: number): 2 | 3 | 4 {
  return Math.min(4, Math.max(2, level)) as 2 | 3 | 4;
}

function leaf(node: DocumentNode, { fromLine, toLine, at }: Lines): Fitted {
  return { node, from: [{ path: '', fromLine, toLine }], at };
}

/** What may stand in a box: paragraphs and lists. */
function prose(blocks: readonly Loose[], escaped: Loose[]): Fitted[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return fitOne(block, escaped);
      case 'list':
        return fitList(block, escaped);
      case 'heading':
        return [leaf(build.p(strong(block.inline.nodes)), block)];
      case 'blockquote':
        return prose(block.blocks, escaped);
      default:
        escaped.push(block);
        return [];
    }
  });
}

function paragraphsOnly(fitted: readonly Fitted[]): Fitted[] {
  const paragraphs = fitted.flatMap((one): Fitted[] => {
    if (one.node.type === 'paragraph') return [one];
    const [place] = one.from;
    const inside = (one.node.content ?? []).flatMap((item) => item.content ?? []);
    return paragraphsOnly(inside.map((node) => ({ node, from: place ? [{ ...place, path: '' }] : [], at: one.at })));
  });
  return paragraphs;
}

/** A list item, a cell or an answer begins with a paragraph, an empty one if need be. */
function opened(fitted: readonly Fitted[], place: Lines): Fitted[] {
  return fitted[0]?.node.type === 'paragraph' ? [...fitted] : [leaf(build.p(), place), ...fitted];
}

function boxOf(type: string, attrs: Attributes, inside: readonly Fitted[], place: Lines): Fitted {
  const content = inside.length > 0 ? inside : [leaf(build.p(), place)];
  return withParts({ type, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) }, content, place);
}

function withParts(node: DocumentNode, parts: readonly Fitted[], { fromLine, toLine, at }: Lines): Fitted {
  return {
    node: { ...node, content: parts.map((part) => part.node) },
    from: [{ path: '', fromLine, toLine }, ...parts.flatMap((part, index) => under(`content[${index}]`, part.from))],
    at,
  };
}

/** Provenance with a path put in front. */
export function under(path: string, from: readonly BlockProvenance[]): BlockProvenance[] {
  return from.map((one) => ({ ...one, path: one.path === '' ? path : `${path}.${one.path}` }));
}

function fitList(list: LooseList, escaped: Loose[]): Fitted[] {
  const items = list.items.flatMap((item) => {
    const inside = prose(item.blocks, escaped);
    return inside.length > 0 ? [withParts({ type: 'listItem' }, opened(inside, item), item)] : [];
  });
  if (items.length === 0) return [];
  if (!list.ordered) return [withParts({ type: 'bulletList' }, items, list)];
  const attrs = list.start === 1 ? {} : { attrs: { start: list.start } };
  return [withParts({ type: 'orderedList', ...attrs }, items, list)];
}

function fitTable(table: LooseTable, escaped: Loose[]): Fitted[] {
  const rows = table.rows.map((cells) =>
    withParts(
      { type: 'tableRow' },
      cells.map((cell) => fitCell(cell, escaped)),
      table,
    ),
  );
  return rows.length > 0 ? [withParts({ type: 'table' }, rows, table)] : [];
}

function fitCell(cell: LooseCell, escaped: Loose[]): Fitted {
  const spans = {
    ...(cell.colspan > 1 ? { colspan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { rowspan: cell.rowspan } : {}),
  };
  const attrs = Object.keys(spans).length > 0 ? { attrs: spans } : {};
  const inside = prose(cell.blocks, escaped);
  const content = inside.length > 0 ? inside : [leaf(build.p(), cell)];
  return withParts({ type: cell.header ? 'tableHeader' : 'tableCell', ...attrs }, content, cell);
}

/** Question and answer; a pair whose answer holds no text gives its question back as a paragraph. */
function fitFaq(faq: LooseFaq, escaped: Loose[]): Fitted[] {
  const pairs: Fitted[] = [];
  const alone: Fitted[] = [];
  for (const { question, answer } of faq.pairs) {
    const inside = prose(answer, escaped);
    const asked = leaf({ type: 'faqQuestion', content: question.nodes }, question);
    if (inside.length === 0) alone.push(leaf(build.p(question.nodes), question));
    else
      pairs.push(
        withParts(
          { type: 'faqItem' },
          [asked, withParts({ type: 'faqAnswer' }, inside, inside[0] ? around(inside[0]) : question)],
          question,
        ),
      );
  }
  return [...(pairs.length > 0 ? [withParts({ type: 'faq' }, pairs, faq)] : []), ...alone];
}

function around(fitted: Fitted): Lines {
  const [place] = fitted.from;
  return { fromLine: place?.fromLine ?? 1, toLine: place?.toLine ?? 1, at: fitted.at };
}
