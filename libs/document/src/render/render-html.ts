import { withPieces } from '../pieces.js';
import type { ArticleContent } from '../types.js';
import { escapeHtml } from './escape.js';
import { renderBlocks } from './html-blocks.js';
import {
  attribute,
  type Dress,
  type HtmlContext,
  headingElement,
  htmlContext,
  idAttribute,
  open,
  withPath,
} from './html-context.js';
import { referenceDetails, referenceLinks } from './links.js';
import { numberedReferences, type RenderOptions } from './options.js';

/** Roles whose element says enough by itself: they get no class. */
const PLAIN = new Set(['paragraph', 'heading', 'list', 'link', 'cell', 'quote', 'table']);

const CLASSES: Dress = {
  medium: 'web',
  attributes: (role) => (PLAIN.has(role) ? '' : ` class="${role}"`),
};

/**
 * An article as semantic HTML: a fragment for a page, with classes for the site's own style sheet and no inline style.
 * Every text is escaped and every address checked again, so no document renders script, whatever it holds.
 */
export function renderHtml(content: ArticleContent, options: RenderOptions = {}): string {
  return renderDressed(content, options, CLASSES);
}

/** The walk that page and e-mail share. */
export function renderDressed(bare: ArticleContent, options: RenderOptions, dress: Dress): string {
  const content = withPieces(bare, options);
  const context = htmlContext(content, options, dress);
  const head = options.withTitle ? titleAndSummary(content, context) : '';
  return head + renderBlocks(content.document.content ?? [], context) + references(content, context);
}

function titleAndSummary(content: ArticleContent, context: HtmlContext): string {
  const shown = context.options.withPaths === true && context.dress.medium === 'web';
  const field = (name: 'title' | 'summary') => withPath(escapeHtml(content[name]), shown ? name : undefined);
  const title = content.title ? headingElement(context, 1, 'title', undefined, field('title')) : '';
  return title + (content.summary ? `${open(context, 'p', 'summary')}${field('summary')}</p>` : '');
}

function references(content: ArticleContent, context: HtmlContext): string {
  if (content.references.length === 0) return '';
  const web = context.dress.medium === 'web';
  const id = context.ids.take('references', 'references');
  const heading = headingElement(context, 2, 'references-title', id, escapeHtml(context.labels.references));
  const items = numberedReferences(content).map((reference, index) => {
    const links = referenceLinks(reference).map(({ label, href }) => {
      return `${open(context, 'a', 'link', attribute('href', href))}${escapeHtml(label)}</a>`;
    });
    const details = escapeHtml(referenceDetails(reference));
    const parts = [escapeHtml(reference.title), details, links.join(', ')].filter((part) => part !== '');
    return `<li${idAttribute(context, `${context.prefix}ref-${index + 1}`)}>${parts.join('. ')}</li>`;
  });
  const element = web ? 'section' : 'div';
  const name = web ? attribute('aria-labelledby', id) : '';
  const list = `${open(context, 'ol', 'reference-list')}${items.join('')}</ol>`;
  return `${open(context, element, 'references', name)}${heading}${list}</${element}>`;
}
