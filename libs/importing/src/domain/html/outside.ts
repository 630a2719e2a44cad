import { type Element, findAll, linesOfTree, squeezed, walk } from './dom.js';
import type { Drops } from './drops.js';
import { placeOf } from './frames.js';

const REASONS: Readonly<Record<string, string>> = {
  nav: 'A menu of the site.',
  header: 'The head of the page.',
  footer: 'The foot of the page.',
  aside: 'A side column of the page.',
  form: 'A form of the page.',
};

/**
 * Drops everything of a page that is not in its article, one drop for each part. Answers with the one h1 that stands
 * outside when the article has none: it is the title, and stays. Null otherwise.
 */
export function dropOutside(document: Element, root: Element, drops: Drops, mayTitle = true): Element | null {
  const title = mayTitle ? titleOutside(document, root) : null;
  const around = new Set([...ancestors(root), ...(title ? ancestors(title) : [])]);
  walk(document, {
    enter(element) {
      if (element === root || element === title || element.tag === 'head') return 'skip';
      if (around.has(element)) return 'in';
      drops.tree('outside', REASONS[element.tag] ?? 'A part of the page beside its article.', element);
      return 'skip';
    },
    text(node) {
      drops.words('outside', 'Text of the page beside its article.', squeezed(node.text), placeOf(node));
    },
  });
  return title;
}

function titleOutside(document: Element, root: Element): Element | null {
  const tops = findAll(document, ({ tag }) => tag === 'h1').filter((one) => linesOfTree(one) !== '');
  if (tops.some((one) => ancestors(one).has(root))) return null;
  // The name of the site stands in an h1 of its head more often than a title does.
  const own = tops.filter((one) => ![...ancestors(one)].some(({ tag }) => tag === 'nav' || tag === 'footer'));
  const before = own.filter((one) => one.at < root.at);
  const [first] = before;
  return before.length === 1 && first && !isSiteHead(first) ? first : null;
}

function isSiteHead(title: Element): boolean {
  return [...ancestors(title)].some(
    ({ tag, attrs }) =>
      tag === 'header' &&
      (attrs.role === 'banner' || /\b(?:site-header|masthead)\b/.test(`${attrs.class} ${attrs.id}`)),
  );
}

function ancestors(element: Element): Set<Element> {
  const above = new Set<Element>();
  for (let at = element.parent; at; at = at.parent) above.add(at);
  return above;
}
