import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** A text of a page, with the lines it stands on. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
  readonly toLine: number;
  /** Characters of the source before it. */
  readonly at: number;
  readonly parent: Element;
}

/** An author's comment in the markup. */
export interface CommentNode {
  readonly kind: 'comment';
  readonly text: string;
  readonly line: number;
  readonly at: number;
  readonly parent: Element;
}

/** An element of a page. */
export interface Element {
  readonly kind: 'element';
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: Node[];
  readonly parent: Element | null;
  readonly line: number;
  readonly toLine: number;
  readonly at: number;
  /** False for an element that the parser added because the source left it out. */
  readonly written: boolean;
}

export type Node = TextNode | CommentNode | Element;

type Parsed = DefaultTreeAdapterTypes.ChildNode;
type ParsedParent = DefaultTreeAdapterTypes.ParentNode;

/**
 * Parses HTML as a browser without scripts does. The answer is a plain tree; it is made and walked with a stack of its
 * own, because a page of 50,000 nested elements is no reason to run out of call stack.
 *
 * @param firstLine the line of the file on which this HTML begins
 */
export function parseHtml(html: string, firstLine = 1): Element {
  const parsed = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });
  const place = { line: firstLine, toLine: firstLine, at: 0, parent: null };
  const root: Element = { kind: 'element', tag: '#document', attrs: {}, children: [], written: true, ...place };
  const open: { from: ParsedParent; to: Element }[] = [{ from: parsed, to: root }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    for (const child of pair.from.childNodes) {
      const node = nodeOf(child, pair.to, firstLine - 1);
      if (!node) continue;
      pair.to.children.push(node);
      if (node.kind === 'element') open.push({ from: contentOf(child as DefaultTreeAdapterTypes.Element), to: node });
    }
  }
  return root;
}

function contentOf(element: DefaultTreeAdapterTypes.Element): ParsedParent {
  return 'content' in element ? (element as DefaultTreeAdapterTypes.Template).content : element;
}

function nodeOf(node: Parsed, parent: Element, before: number): Node | null {
  const at = node.sourceCodeLocation;
  const line = at ? at.startLine + before : parent.line;
  const toLine = at ? at.endLine + before : line;
  const place = { line, toLine, at: at?.startOffset ?? parent.at, parent };
  if (node.nodeName === '#text')
    return { kind: 'text', text: (node as DefaultTreeAdapterTypes.TextNode).value, ...place };
  if (node.nodeName === '#comment') {
    return { kind: 'comment', text: (node as DefaultTreeAdapterTypes.CommentNode).data, ...place };
  }
  if (!('tagName' in node)) return null;
  const attrs: Record<string, string> = Object.create(null);
  for (const { name, value } of node.attrs) attrs[name] ??= value;
  return { kind: 'element', tag: node.tagName.toLowerCase(), attrs, children: [], written: Boolean(at), ...place };
}

/** Elements whose content is no text for readers. */
export const PROGRAMS: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/** Elements that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search ' +
    'section select summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
);

/** What a walk does at an element. `skip` leaves out everything in it. */
export type Step = 'in' | 'skip';

export interface Visitor {
  enter(element: Element): Step;
  leave?(element: Element): void;
  text?(node: TextNode): void;
  comment?(node: CommentNode): void;
}

/** Walks a tree in the order of the source, without recursion. */
export function walk(root: Element, visitor: Visitor): void {
  const open: { element: Element; next: number }[] = [];
  if (visitor.enter(root) === 'in') open.push({ element: root, next: 0 });
  else visitor.leave?.(root);
  while (open.length > 0) {
    const top = open[open.length - 1]!;
    const child = top.element.children[top.next];
    top.next += 1;
    if (!child) {
      visitor.leave?.(top.element);
      open.pop();
    } else if (child.kind === 'text') visitor.text?.(child);
    else if (child.kind === 'comment') visitor.comment?.(child);
    else if (visitor.enter(child) === 'in') open.push({ element: child, next: 0 });
    else visitor.leave?.(child);
  }
}

/** The first element that a test accepts, in the order of the source. */
export function findElement(root: Element, test: (element: Element) => boolean): Element | null {
  let found: Element | null = null;
  walk(root, {
    enter(element) {
      if (!found && test(element)) found = element;
      return found ? 'skip' : 'in';
    },
  });
  return found;
}

/** Every element that a test accepts. */
export function findAll(root: Element, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  walk(root, {
    enter(element) {
      if (test(element)) found.push(element);
      return 'in';
    },
  });
  return found;
}

/** The words of a tree, one line a block, alternative texts among them; programs left out. */
export function linesOfTree(root: Node): string {
  if (root.kind !== 'element') return root.kind === 'text' ? squeezed(root.text) : '';
  const lines: string[] = [''];
  const breakLine = () => {
    if (lines.at(-1)!.trim() !== '') lines.push('');
  };
  walk(root, {
    enter(element) {
      if (PROGRAMS.has(element.tag)) return 'skip';
      if (BLOCKS.has(element.tag) || element.tag === 'br') breakLine();
      if (element.tag === 'img' && element.attrs.alt) lines[lines.length - 1] += ` ${element.attrs.alt} `;
      return 'in';
    },
    leave(element) {
      if (BLOCKS.has(element.tag)) breakLine();
    },
    text(node) {
      lines[lines.length - 1] += node.text;
    },
  });
  return lines
    .map(squeezed)
    .filter((line) => line !== '')
    .join('\n');
}

/** Text with its runs of white space as single spaces. */
export function squeezed(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}

/** The class names and the id of an element, in lower case. */
export function namesOf({ attrs }: Element): string[] {
  return `${attrs.class ?? ''} ${attrs.id ?? ''}`
    .toLowerCase()
    .split(/\s+/)
    .filter((name) => name !== '');
}

/** True when an element has this class. */
export function hasClass({ attrs }: Element, name: string): boolean {
  return (attrs.class ?? '').split(/\s+/).includes(name);
}
