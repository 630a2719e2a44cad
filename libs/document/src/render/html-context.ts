import { headingsOf, type OutlineEntry, UniqueIds } from '../outline.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import { escapeHtml } from './escape.js';
import { type Labels, labelsFor } from './labels.js';
import { numberedReferences, type RenderOptions } from './options.js';
import { textPaths } from './text-paths.js';

/** How elements are dressed: semantic classes on a page, inline styles in an e-mail. */
export interface Dress {
  readonly medium: 'web' | 'email';
  attributes(role: string): string;
}

/** What one run of a renderer knows. */
export interface HtmlContext {
  readonly options: RenderOptions;
  readonly dress: Dress;
  readonly labels: Labels;
  readonly ids: UniqueIds;
  readonly prefix: string;
  readonly headings: readonly OutlineEntry[];
  readonly headingIds: ReadonlyMap<DocumentNode, string>;
  readonly referenceNumbers: ReadonlyMap<string, number>;
  /** By the inline content of a text block. Empty when nobody asked for paths. */
  readonly paths: ReadonlyMap<readonly DocumentNode[], string>;
  /** Titles of boxes so far: a second box of the same title is no landmark of its own. */
  readonly boxTitles: Set<string>;
  /** The level of the last heading passed: boxes put theirs one below, so that no level is skipped. */
  level: number;
}

export function htmlContext(content: ArticleContent, options: RenderOptions, dress: Dress): HtmlContext {
  const prefix = safePrefix(options.idPrefix);
  const ids = new UniqueIds(prefix);
  const headings = headingsOf(content.document, ids);
  return {
    options,
    dress,
    labels: labelsFor(content.locale, options.labels),
    ids,
    prefix,
    headings,
    headingIds: new Map(headings.map(({ node, id }) => [node, id])),
    referenceNumbers: new Map(numberedReferences(content).map(({ key }, index) => [key, index + 1])),
    paths: textPaths(content, options.withPaths === true && dress.medium === 'web'),
    boxTitles: new Set(),
    level: 1,
  };
}

function safePrefix(prefix = 's-'): string {
  return prefix.replace(/[^A-Za-z0-9_-]/g, '');
}

/** An opening tag in the dress of its role. `extra` is ready-made attribute text. */
export function open(context: HtmlContext, tag: string, role: string, extra = ''): string {
  return `<${tag}${context.dress.attributes(role)}${extra}>`;
}

/** An attribute with its value escaped. */
export function attribute(name: string, value: string | number): string {
  return ` ${name}="${escapeHtml(String(value))}"`;
}

/** An id attribute. Mail programs rewrite or drop ids, so an e-mail carries none. */
export function idAttribute(context: HtmlContext, id: string): string {
  return context.dress.medium === 'web' ? attribute('id', id) : '';
}

/** A text with its path beside it, when paths were asked for. */
export function withPath(inner: string, path: string | undefined): string {
  return path === undefined ? inner : `<span${attribute('data-path', path)}>${inner}</span>`;
}

/** A whole heading at a level of the article, offset as the page asks and never below h6. */
export function headingElement(
  context: HtmlContext,
  level: number,
  role: string,
  id: string | undefined,
  inner: string,
): string {
  const shown = Math.min(6, Math.max(1, Math.trunc(level) + Math.trunc(context.options.headingOffset ?? 0)));
  const tag = `h${Number.isFinite(shown) ? shown : 2}`;
  return `${open(context, tag, role, id === undefined ? '' : idAttribute(context, id))}${inner}</${tag}>`;
}
