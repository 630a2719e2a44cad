import type { DocumentMark, DocumentNode } from '#document';
import { cleanAddress } from './clean-address';
import type { PasteCount } from './paste-report';
import { isElement, type PlainElement, type PlainNode } from './plain-node';

type Marks = readonly DocumentMark[];

const LOOKS = /(?:^|[;\s])(?:color|background(?:-color)?|font-family|font-size)\s*:/i;

/** The marks that an element puts on its words. */
export function marksOf(element: PlainElement, marks: Marks, count: PasteCount): Marks {
  const { tag, attrs } = element;
  const style = attrs.style ?? '';
  if (LOOKS.test(style) || tag === 'font') count.add('looks');
  const weight = /font-weight\s*:\s*([a-z0-9]+)/i.exec(style)?.[1]?.toLowerCase();
  // Google Docs wraps a whole text into <b style="font-weight:normal">.
  const isBold = weight ? weight === 'bold' || Number(weight) >= 600 : tag === 'b' || tag === 'strong';
  const isItalic = /font-style\s*:\s*italic/i.test(style) || tag === 'em' || tag === 'i';
  let all = marks;
  if (isBold) all = withMark(all, { type: 'strong' });
  if (isItalic) all = withMark(all, { type: 'em' });
  if (tag === 'a' && attrs.href) all = linked(all, attrs.href, count);
  return all;
}

function linked(marks: Marks, address: string, count: PasteCount): Marks {
  // A jump within the page it came from leads nowhere here.
  const clean = address.startsWith('#') ? undefined : cleanAddress(address);
  if (!clean) {
    count.add('links');
    return marks;
  }
  if (clean.changed) count.add('detours');
  return withMark(marks, { type: 'link', attrs: { href: clean.href } });
}

function withMark(marks: Marks, mark: DocumentMark): Marks {
  return [...marks.filter(({ type }) => type !== mark.type), mark];
}

/** Characters that nobody sees and that break words: soft hyphens, zero-width marks, control characters. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]|(?![\t\n\r])\p{Cc}/gu;

/** A run of text as it is shown: white space is one space. */
export function textNode(text: string, marks: Marks): DocumentNode[] {
  const shown = text.replace(UNSEEN, '').replace(/[\s\u00a0]+/g, ' ');
  if (shown === '') return [];
  return [{ type: 'text', text: shown, ...(marks.length > 0 ? { marks } : {}) }];
}

/** A line without white space at its edges and without double spaces between its texts. */
export function trimmedLine(nodes: readonly DocumentNode[]): DocumentNode[] {
  const line: DocumentNode[] = [];
  for (const node of nodes) {
    const last = line.at(-1);
    if (node.type !== 'text') {
      line.push(node);
      continue;
    }
    const afterSpace = !last || last.type === 'hardBreak' || last.text?.endsWith(' ');
    const text = afterSpace ? node.text!.trimStart() : node.text!;
    if (text !== '') line.push({ ...node, text });
  }
  while (line.length > 0) {
    const last = line.at(-1)!;
    const text = last.type === 'text' ? last.text!.trimEnd() : '';
    line.pop();
    if (text !== '') {
      line.push({ ...last, text });
      break;
    }
  }
  return line[0]?.type === 'hardBreak' ? trimmedLine(line.slice(1)) : line;
}

/** All words of a node, for looking at what it begins with. */
export function wordsOf(node: PlainNode): string {
  return isElement(node) ? node.children.map(wordsOf).join('') : node.text;
}
