/** A piece of foreign HTML, without the browser's own objects: so it can be read anywhere and tested without a browser. */
export type PlainNode = PlainText | PlainElement;

export interface PlainText {
  readonly text: string;
}

export interface PlainElement {
  /** In lower case. */
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly PlainNode[];
}

export function isElement(node: PlainNode): node is PlainElement {
  return 'tag' in node;
}

/** Where a style waits while foreign HTML is read: a browser would report each one against the page's security policy. */
const STYLE = 'data-foreign-style';

/** What the clipboard held, as plain nodes. `DOMParser` runs no script and loads no picture. */
export function plainFromHtml(html: string): PlainElement {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  return { tag: 'body', attrs: {}, children: [...body.childNodes].flatMap(plainOf) };
}

function withoutStyles(html: string): string {
  return html
    .replace(/<(\/?)style\b/gi, '<$1template')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${STYLE}$2`));
}

function plainOf(node: ChildNode): PlainNode[] {
  if (node.nodeType === Node.TEXT_NODE) return [{ text: node.nodeValue ?? '' }];
  if (!(node instanceof Element)) return [];
  const attrs = Object.fromEntries(
    [...node.attributes].map(({ name, value }) => [name === STYLE ? 'style' : name, value]),
  );
  return [{ tag: node.localName, attrs, children: [...node.childNodes].flatMap(plainOf) }];
}
