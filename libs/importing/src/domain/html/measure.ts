import { type Element, PROGRAMS, walk } from './dom.js';

/** How much stands in an element, in characters without white space. */
export interface Size {
  /** All of it. */
  text: number;
  /** What is in links. */
  linked: number;
  /** What is in paragraphs and list items that read like sentences: long, with few links. */
  prose: number;
}

const EMPTY: Size = { text: 0, linked: 0, prose: 0 };
const TEXT_BLOCKS = new Set(['p', 'li', 'td', 'dd', 'blockquote', 'div', 'section', 'article', 'main', 'body']);
/** Shorter texts are labels; a label is not what somebody came to read. */
const SENTENCE = 40;

/** The sizes of every element below a root, in one walk. */
export function measure(root: Element): (element: Element) => Size {
  const sizes = new Map<Element, Size & { own: number; ownLinked: number }>();
  let links = 0;
  walk(root, {
    enter(element) {
      sizes.set(element, { ...EMPTY, own: 0, ownLinked: 0 });
      if (PROGRAMS.has(element.tag)) return 'skip';
      if (element.tag === 'a') links += 1;
      return 'in';
    },
    text(node) {
      const size = sizes.get(node.parent)!;
      const count = visible(node.text);
      size.text += count;
      size.own += count;
      if (links > 0) {
        size.linked += count;
        size.ownLinked += count;
      }
    },
    leave(element) {
      if (element.tag === 'a') links -= 1;
      const size = sizes.get(element)!;
      const block = TEXT_BLOCKS.has(element.tag);
      if (block && size.own >= SENTENCE && size.ownLinked * 2 < size.own) size.prose += size.own;
      const above = element.parent && sizes.get(element.parent);
      if (!above) return;
      above.text += size.text;
      above.linked += size.linked;
      above.prose += size.prose;
      // The words of an inline element are words of the block around it.
      if (!block) {
        above.own += size.own;
        above.ownLinked += size.ownLinked;
      }
    },
  });
  return (element) => sizes.get(element) ?? EMPTY;
}

/** Characters that are not white space. Counted in place: this runs over every text of a source. */
function visible(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 0xa0 && (code < 0x1680 || !/\s/.test(text[at]!))) count += 1;
  }
  return count;
}
