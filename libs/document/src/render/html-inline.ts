import type { DocumentMark, DocumentNode } from '../types.js';
import { escapeHtml } from './escape.js';
import { attribute, type HtmlContext, open, withPath } from './html-context.js';
import { fill } from './labels.js';
import { linkTarget } from './links.js';

/** The text of a block as HTML. The number of a citation stands after the last text that carries it. */
export function renderInline(nodes: readonly DocumentNode[], context: HtmlContext): string {
  const parts = nodes.map((node, index) => {
    const inner = node.type === 'hardBreak' ? '<br />' : escapeHtml(node.text ?? '');
    return marked(inner, node.marks ?? [], context) + endingCitations(node, nodes[index + 1], context);
  });
  return withPath(parts.join(''), context.paths.get(nodes));
}

/** The keys of the citations that end with this node. */
export function citationsEndingAt(node: DocumentNode, next: DocumentNode | undefined): string[] {
  const following = new Set(citationKeys(next));
  return citationKeys(node).filter((key) => !following.has(key));
}

function citationKeys(node: DocumentNode | undefined): string[] {
  const citations = (node?.marks ?? []).filter((mark) => mark.type === 'citation');
  return citations.map((mark) => String(mark.attrs?.referenceKey));
}

function endingCitations(node: DocumentNode, next: DocumentNode | undefined, context: HtmlContext): string {
  const numbers = citationsEndingAt(node, next)
    .map((key) => context.referenceNumbers.get(key))
    .filter((number) => number !== undefined)
    .sort((a, b) => a - b);
  return numbers.map((number) => citation(number, context)).join('');
}

function citation(number: number, context: HtmlContext): string {
  const sup = open(context, 'sup', 'citation');
  if (context.dress.medium === 'email') return `${sup}[${number}]</sup>`;
  const label = attribute('aria-label', fill(context.labels.reference, { number }));
  return `${sup}<a href="#${context.prefix}ref-${number}"${label}>${number}</a></sup>`;
}

function marked(inner: string, marks: readonly DocumentMark[], context: HtmlContext): string {
  return [...marks].reverse().reduce((html, mark) => wrap(html, mark, context), inner);
}

function wrap(inner: string, mark: DocumentMark, context: HtmlContext): string {
  switch (mark.type) {
    case 'strong':
      return `<strong>${inner}</strong>`;
    case 'em':
      return `<em>${inner}</em>`;
    case 'glossaryTerm':
      return glossaryTerm(inner, String(mark.attrs?.definition ?? ''), context);
    case 'link':
      return link(inner, mark.attrs?.href, context);
    default:
      return inner;
  }
}

/** A page shows the meaning on request; an e-mail, which cannot, writes it behind the term. */
function glossaryTerm(inner: string, definition: string, context: HtmlContext): string {
  if (context.dress.medium === 'email') return `${inner} (${escapeHtml(definition)})`;
  return `${open(context, 'dfn', 'glossary-term', attribute('title', definition))}${inner}</dfn>`;
}

/** A link, or its bare text where it would lead nowhere: an e-mail has no site to be relative to. */
export function link(inner: string, href: unknown, context: HtmlContext, role = 'link'): string {
  const target = linkTarget(href, context.options.baseUrl);
  if (target === undefined || (context.dress.medium === 'email' && target.startsWith('/'))) return inner;
  return `${open(context, 'a', role, attribute('href', target))}${inner}</a>`;
}
