import type { DOMOutputSpec, Mark, Node } from '@tiptap/pm/model';

/** The element that stands for a block or a mark while it is edited. */
type Tag = string | ((attrs: Readonly<Record<string, unknown>>) => string);

const TAGS: Readonly<Record<string, Tag>> = {
  paragraph: 'p',
  heading: ({ level }) => `h${Number(level)}`,
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
  steps: 'ol',
  step: 'li',
  strong: 'strong',
  em: 'em',
  link: 'a',
  glossaryTerm: 'dfn',
};

/** Elements that a browser itself puts into an editable text, and what each of them is. */
const BROWSER_TAGS: Readonly<Record<string, readonly string[]>> = {
  paragraph: ['p'],
  bulletList: ['ul'],
  orderedList: ['ol'],
  listItem: ['li'],
  hardBreak: ['br'],
  strong: ['strong', 'b'],
  em: ['em', 'i'],
};

function tagOf(name: string, attrs: Readonly<Record<string, unknown>>, otherwise: string): string {
  const tag = TAGS[name] ?? otherwise;
  return typeof tag === 'string' ? tag : tag(attrs);
}

/** Only what differs from the default is written, as in the stored form. */
function given(item: Node | Mark): Record<string, string> {
  const set = Object.entries(item.attrs).filter(([name, value]) => value !== item.type.spec.attrs?.[name]?.default);
  return set.length > 0 ? { 'data-attrs': JSON.stringify(Object.fromEntries(set)) } : {};
}

function native(name: string, attrs: Readonly<Record<string, unknown>>): Record<string, string> {
  const all: Record<string, unknown> =
    name === 'link'
      ? { href: attrs.href, title: attrs.href }
      : name === 'glossaryTerm'
        ? { title: attrs.definition }
        : name === 'orderedList' && attrs.start !== 1
          ? { start: attrs.start }
          : name === 'tableCell' || name === 'tableHeader'
            ? { colspan: attrs.colspan, rowspan: attrs.rowspan }
            : {};
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value)]));
}

/** A block as the editor draws and copies it: its name and its attributes travel with the element. */
export function drawNode(node: Node): DOMOutputSpec {
  const { name } = node.type;
  if (name === 'hardBreak') return ['br'];
  const attributes = { 'data-block': name, ...given(node), ...native(name, node.attrs) };
  if (name === 'table') return ['table', attributes, ['tbody', 0]];
  const tag = tagOf(name, node.attrs, 'div');
  return node.isLeaf ? [tag, attributes] : [tag, attributes, 0];
}

/** A mark as the editor draws and copies it. */
export function drawMark(mark: Mark): DOMOutputSpec {
  const { name } = mark.type;
  return [tagOf(name, mark.attrs, 'span'), { 'data-mark': name, ...given(mark), ...native(name, mark.attrs) }, 0];
}

/** The attributes that travelled with an element; none when they are not what was written. */
export function carriedAttributes(element: HTMLElement): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(element.dataset.attrs ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** How an element is recognised as this block or mark. */
export function selectorsOf(name: string, kind: 'block' | 'mark'): readonly string[] {
  return [`[data-${kind}="${name}"]`, ...(BROWSER_TAGS[name] ?? [])];
}
