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

/** What the clipboard held, as plain nodes. `DOMParser` runs no script and loads no picture. */
export function plainFromHtml(html: string): PlainElement {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return { tag: 'body', attrs: {}, children: [...body.childNodes].flatMap(plainOf) };
}

function plainOf(node: ChildNode): PlainNode[] {
  if (node.nodeType === Node.TEXT_NODE) return [{ text: node.nodeValue ?? '' }];
  if (!(node instanceof Element)) return [];
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return [{ tag: node.localName, attrs, children: [...node.childNodes].flatMap(plainOf) }];
}
