import { build, type DocumentNode } from '#document';
import { wordsOf } from './clean-inline';
import type { PasteCount } from './paste-report';
import type { PlainElement } from './plain-node';

const BULLET = /^[\s\u00a0]*[·•◦▪‣●○§\-–*][\s\u00a0]+/u;
const NUMBER = /^[\s\u00a0]*\(?\d{1,2}[.)][\s\u00a0]+/u;

/**
 * The kind of list a paragraph is an item of, when it only looks like one: Word says so in its class or style, others by
 * a sign at its beginning. A dash alone is no list: it begins a spoken sentence in many texts.
 */
export function typedItem(element: PlainElement): 'bullet' | 'number' | undefined {
  if (element.tag !== 'p' && element.tag !== 'div') return undefined;
  const words = wordsOf(element);
  const isWord = /MsoList/i.test(element.attrs.class ?? '') || /mso-list\s*:/i.test(element.attrs.style ?? '');
  if (NUMBER.test(words)) return 'number';
  if (BULLET.test(words) && (isWord || !/^[\s\u00a0]*[-–*]/u.test(words))) return 'bullet';
  return isWord ? 'bullet' : undefined;
}

/** Neighbouring paragraphs that were marked as typed items become one list; a single number is a sentence. */
export function withTypedLists(blocks: readonly DocumentNode[], count: PasteCount): DocumentNode[] {
  const found: DocumentNode[] = [];
  for (let at = 0; at < blocks.length; ) {
    const kind = blocks[at]!.attrs?.typedItem;
    let end = at;
    while (kind && blocks[end]?.attrs?.typedItem === kind) end += 1;
    const items = blocks.slice(at, Math.max(end, at + 1)).map(withoutMark);
    if (kind && (items.length > 1 || kind === 'bullet')) {
      count.add('typedLists');
      const lines = items.map((item) => withoutSign(item, kind === 'number' ? NUMBER : BULLET));
      found.push(kind === 'number' ? build.ol(...lines) : build.ul(...lines));
    } else found.push(...items);
    at += items.length;
  }
  return found;
}

function withoutMark({ attrs: given, ...block }: DocumentNode): DocumentNode {
  const { typedItem: _mark, ...attrs } = given ?? {};
  return Object.keys(attrs).length > 0 ? { ...block, attrs } : block;
}

/** A sign may be a text of its own, in another font than the words behind it. */
function withoutSign(paragraph: DocumentNode, sign: RegExp): DocumentNode {
  const content = paragraph.content ?? [];
  const words = content.map(({ text }) => text ?? '\n').join('');
  let left = sign.exec(words)?.[0].length ?? 0;
  const rest = content.flatMap((node): DocumentNode[] => {
    if (node.type !== 'text' || left === 0) return [node];
    const cut = Math.min(left, node.text!.length);
    left -= cut;
    return cut === node.text!.length ? [] : [{ ...node, text: node.text!.slice(cut) }];
  });
  return { ...paragraph, content: rest };
}
