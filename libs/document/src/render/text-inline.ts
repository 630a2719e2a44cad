import type { DocumentNode } from '../types.js';
import { citationsEndingAt } from './html-inline.js';
import { linkTarget } from './links.js';
import type { TextContext } from './text-context.js';

/** The text of a block: a link as "text (address)", a citation as "[1]", a glossary term with its meaning. */
export function inlineText(nodes: readonly DocumentNode[], context: TextContext): string {
  const parts = nodes.map((node, index) => {
    const own = node.type === 'hardBreak' ? '\n' : (node.text ?? '').replace(/[ \t\r\n\u0085\u2028\u2029]+/g, ' ');
    return own + endings(node, nodes[index + 1], context);
  });
  return parts
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function endings(node: DocumentNode, next: DocumentNode | undefined, context: TextContext): string {
  const numbers = citationsEndingAt(node, next)
    .map((key) => context.referenceNumbers.get(key))
    .filter((number) => number !== undefined)
    .sort((a, b) => a - b);
  const meaning = endingAttribute('glossaryTerm', 'definition', node, next);
  const href = endingAttribute('link', 'href', node, next);
  const target = href === undefined ? undefined : linkTarget(href, context.options.baseUrl);
  return [
    meaning === undefined ? '' : ` (${meaning})`,
    target === undefined || target === node.text ? '' : ` (${spoken(target)})`,
    ...numbers.map((number) => `[${number}]`),
  ].join('');
}

function spoken(target: string): string {
  return target.replace(/^(mailto|tel):/i, '');
}

/** The attribute of a mark that ends with this node: said once, although bold may split the text in two. */
function endingAttribute(
  type: string,
  name: string,
  node: DocumentNode,
  next: DocumentNode | undefined,
): string | undefined {
  const value = (of: DocumentNode | undefined): string | undefined => {
    const mark = of?.marks?.find((candidate) => candidate.type === type);
    return mark === undefined ? undefined : String(mark.attrs?.[name] ?? '');
  };
  const own = value(node);
  return own === value(next) ? undefined : own;
}
