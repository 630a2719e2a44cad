const ELLIPSIS = /…$/;

/** The place of a quote in a drawn text, across the borders of its elements; undefined when it is not there. */
export function findPassage(root: HTMLElement, quote: string): Range | undefined {
  const words = quote.replace(ELLIPSIS, '').replace(/\s+/g, ' ').trim();
  if (words === '') return undefined;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const places: { node: Text; offset: number }[] = [];
  let text = '';
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let offset = 0; offset < node.data.length; offset++) {
      const letter = /\s/.test(node.data[offset] ?? '') ? ' ' : (node.data[offset] ?? '');
      if (letter === ' ' && text.endsWith(' ')) continue;
      text += letter;
      places.push({ node, offset });
    }
  }
  const at = text.indexOf(words);
  const from = places[at];
  const to = places[at + words.length - 1];
  if (at < 0 || !from || !to) return undefined;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset + 1);
  return range;
}

/** Scrolls to a quote and marks it. Answers whether it was found. */
export function showPassage(root: HTMLElement | null, quote: string): boolean {
  const range = root ? findPassage(root, quote) : undefined;
  if (!range) return false;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const element = range.startContainer.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  // Browsers without this way of marking still scroll there.
  if ('highlights' in CSS) CSS.highlights.set('passage', new Highlight(range));
  return true;
}
