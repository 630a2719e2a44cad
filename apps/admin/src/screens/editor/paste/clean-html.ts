import { build, type DocumentMark, type DocumentNode, parseContent } from '#document';
import { marksOf, textNode, trimmedLine } from './clean-inline';
import { cellsOf, isLayoutTable } from './clean-table';
import { PasteCount, type PasteReport } from './paste-report';
import { isElement, type PlainElement, type PlainNode } from './plain-node';
import { typedItem, withTypedLists } from './typed-lists';

const MACHINERY = new Set(
  'script style nav iframe object embed form button input select textarea svg noscript template head meta link video audio canvas'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption table caption thead tbody tfoot tr td th hr address details summary center'.split(
    ' ',
  ),
);
const LOWEST = 4;

/** A pasted text as blocks of ours. */
export interface Cleaned {
  readonly blocks: readonly DocumentNode[];
  readonly report: PasteReport;
}

/** Turns foreign HTML into blocks: the words stay, what they looked like goes, and each kind of change is counted. */
export function cleanHtml(root: PlainElement): Cleaned {
  const count = new PasteCount();
  const cleaner = new Cleaner(count, shiftOf(root));
  const blocks = withTypedLists(cleaner.blocks(root.children, []), count);
  const content = parseContent(build.content(build.doc(...(blocks.length > 0 ? blocks : ['']))));
  // What the schema does not take is no reason to lose the words.
  if ('code' in content) return { blocks: plainBlocks(root), report: count.report };
  return { blocks: blocks.length > 0 ? (content.document.content ?? []) : [], report: count.report };
}

/** A page that begins with level 1 has its headings moved down by one: level 1 is the title of the article. */
function shiftOf(root: PlainNode): number {
  if (!isElement(root)) return 0;
  return root.tag === 'h1' || root.children.some((child) => shiftOf(child) === 1) ? 1 : 0;
}

function plainBlocks(root: PlainElement): DocumentNode[] {
  const words = (node: PlainNode): string =>
    isElement(node) ? `${node.children.map(words).join('')}${BLOCKS.has(node.tag) ? '\n' : ''}` : node.text;
  return words(root)
    .split('\n')
    .map((line) => textNode(line.trim(), []))
    .filter((line) => line.length > 0)
    .map((line) => build.p(line));
}

class Cleaner {
  constructor(
    private readonly count: PasteCount,
    private readonly shift: number,
  ) {}

  /** Blocks and loose words side by side: words between two blocks become a paragraph. */
  blocks(nodes: readonly PlainNode[], marks: readonly DocumentMark[]): DocumentNode[] {
    const found: DocumentNode[] = [];
    let line: DocumentNode[] = [];
    const close = () => {
      for (const part of paragraphsIn(line)) found.push(build.p(part));
      line = [];
    };
    const visit = (node: PlainNode, on: readonly DocumentMark[]): void => {
      if (!isElement(node)) line.push(...textNode(node.text, on));
      else if (MACHINERY.has(node.tag)) this.count.add('machinery');
      else if (node.tag === 'br') line.push(build.br());
      else if (node.tag === 'img') {
        close();
        found.push(...this.picture(node));
      } else if (BLOCKS.has(node.tag)) {
        close();
        found.push(...this.block(node, on));
      } else for (const child of node.children) visit(child, marksOf(node, on, this.count));
    };
    for (const node of nodes) visit(node, marks);
    close();
    return found;
  }

  private block(element: PlainElement, marks: readonly DocumentMark[]): DocumentNode[] {
    const { tag, children } = element;
    const on = marksOf(element, marks, this.count);
    if (/^h[1-6]$/.test(tag)) return this.heading(Number(tag[1]), children);
    if (tag === 'ul' || tag === 'ol') return this.list(element, on);
    if (tag === 'table') return this.table(element, on);
    if (tag === 'hr') return [];
    const inside = this.blocks(children, on);
    if (tag === 'blockquote') return inside.length > 0 ? [build.quote(...proseOf(inside))] : [];
    const item = typedItem(element);
    return item && inside.length === 1 ? [{ ...inside[0]!, attrs: { typedItem: item } }] : inside;
  }

  private heading(level: number, children: readonly PlainNode[]): DocumentNode[] {
    const inside = this.blocks(children, []);
    // A list or table that somebody made a heading of is what it is.
    if (inside.some(({ type }) => type !== 'paragraph')) return inside;
    const line = inside.flatMap(({ content = [] }) => [{ type: 'text', text: ' ' }, ...content]);
    // A heading is bold by itself.
    const words = trimmedLine(line.map(({ marks: _marks, ...node }: DocumentNode): DocumentNode => node));
    if (words.length === 0) return [];
    const wanted = Math.min(LOWEST, Math.max(2, level + this.shift)) as 2 | 3 | 4;
    if (wanted !== level) this.count.add('headings');
    return [build.h(wanted, words)];
  }

  private list({ tag, attrs, children }: PlainElement, marks: readonly DocumentMark[]): DocumentNode[] {
    const items = children.flatMap((child): DocumentNode[][] => {
      if (!isElement(child) && child.text.trim() === '') return [];
      const inside = proseOf(this.blocks(isElement(child) && child.tag === 'li' ? child.children : [child], marks));
      if (inside.length === 0) return [];
      // A list that stands beside the items belongs to the item before it; alone it gets an item of its own.
      return [inside[0]!.type === 'paragraph' ? inside : [build.p(), ...inside]];
    });
    if (items.length === 0) return [];
    const start = Number(attrs.start ?? 1);
    if (tag === 'ul') return [build.ul(...items)];
    return [start > 1 && start < 99_999 ? build.olFrom(start, ...items) : build.ol(...items)];
  }

  private table(element: PlainElement, marks: readonly DocumentMark[]): DocumentNode[] {
    const rows = cellsOf(element);
    if (isLayoutTable(element, rows)) {
      this.count.add('layoutTables');
      return this.blocks(element.children, marks);
    }
    const cell = (one: PlainElement): DocumentNode => {
      const inside = proseOf(this.blocks(one.children, marks));
      return {
        type: one.tag === 'th' ? 'tableHeader' : 'tableCell',
        content: inside.length > 0 ? inside : [build.p()],
      };
    };
    const captions = element.children.filter((child) => isElement(child) && child.tag === 'caption');
    const content = rows.map((row) => ({ type: 'tableRow', content: row.map(cell) }));
    return [...this.blocks(captions, marks), { type: 'table', content }];
  }

  /** A page of ours loads nothing from elsewhere. The place of a picture stays where its description says what it was. */
  private picture({ attrs }: PlainElement): DocumentNode[] {
    this.count.add('pictures');
    const alt = (attrs.alt ?? '').replace(/\s+/g, ' ').trim().slice(0, 500);
    return alt ? [build.image({ alt })] : [];
  }
}

/** The lines of loose words: an empty line between them makes two paragraphs. */
function paragraphsIn(line: readonly DocumentNode[]): DocumentNode[][] {
  const parts: DocumentNode[][] = [[]];
  for (const [index, node] of line.entries()) {
    const isSecond = node.type === 'hardBreak' && line[index - 1]?.type === 'hardBreak';
    if (isSecond) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts.map(trimmedLine).filter((part) => part.length > 0);
}

/** Only what may stand inside a list, a quotation or a cell: of every other block its words. */
function proseOf(blocks: readonly DocumentNode[]): DocumentNode[] {
  return blocks.flatMap((block): DocumentNode[] => {
    if (['paragraph', 'bulletList', 'orderedList'].includes(block.type)) return [block];
    if (block.type === 'heading') return [build.p(block.content ?? [])];
    if (block.type === 'image') return block.attrs?.alt ? [build.p(String(block.attrs.alt))] : [];
    return proseOf(block.content ?? []);
  });
}
