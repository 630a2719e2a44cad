import { type Element, findAll, findElement, namesOf } from './dom.js';
import type { Size } from './measure.js';

/** Class names and ids that themes give the body of one article. */
const BODY_NAMES = new Set([
  'entry-content',
  'post-content',
  'article-content',
  'article-body',
  'article__body',
  'article__content',
  'post-body',
  'post__content',
  'single-content',
  'page-content',
  'story-body',
  'content-body',
  'td-post-content',
  'blog-content',
  'blog-post-content',
  'mw-parser-output',
]);

const FURNITURE = new Set(['nav', 'header', 'footer', 'aside', 'form', 'script', 'style', 'template', 'noscript']);
/** A part with less than this share of a whole's prose is not the main part of it. */
const MAIN_SHARE = 0.5;

/** True when the source is a page of its own and not a piece of markup. */
export function isPage(document: Element): boolean {
  return findElement(document, ({ tag, written }) => written && (tag === 'html' || tag === 'body')) !== null;
}

/**
 * The element that holds the article. In a page: what the page itself names (article, main, the usual class names), as
 * long as most prose is in it; otherwise the smallest element that leaves no prose outside. A fragment is all article.
 */
export function mainContent(document: Element, sizeOf: (element: Element) => Size): Element {
  const body = findElement(document, ({ tag }) => tag === 'body') ?? document;
  if (!isPage(document)) return body;
  const named = largest(findAll(body, isNamedBody), sizeOf);
  const article = largest(findAll(body, isArticle), sizeOf);
  const main = largest(findAll(body, isMain), sizeOf);
  const whole = Math.max(1, sizeOf(main ?? body).prose);
  for (const candidate of [named, article, main]) {
    if (candidate && sizeOf(candidate).prose >= whole * MAIN_SHARE && sizeOf(candidate).text > 0) return candidate;
  }
  return withoutFurniture(main ?? body, sizeOf);
}

function isNamedBody(element: Element): boolean {
  if (element.attrs.itemprop === 'articleBody') return true;
  return namesOf(element).some((name) => BODY_NAMES.has(name));
}

function isArticle({ tag, attrs }: Element): boolean {
  return tag === 'article' || attrs.role === 'article';
}

function isMain({ tag, attrs }: Element): boolean {
  return tag === 'main' || attrs.role === 'main';
}

function largest(elements: readonly Element[], sizeOf: (element: Element) => Size): Element | null {
  let best: Element | null = null;
  for (const element of elements) {
    // The outer of two equal ones: it may hold the heading.
    if (!best || sizeOf(element).prose > sizeOf(best).prose) best = element;
  }
  return best;
}

/** Goes down as long as one child holds all prose and everything beside it is furniture or a short line. */
function withoutFurniture(start: Element, sizeOf: (element: Element) => Size): Element {
  let at = start;
  for (;;) {
    const parts = at.children.filter((child) => child.kind === 'element' && !FURNITURE.has(child.tag)) as Element[];
    const proseful = parts.filter((child) => sizeOf(child).prose > 0);
    const [only] = proseful;
    if (!only || proseful.length > 1 || only.tag === 'p') return at;
    if (sizeOf(only).prose < sizeOf(at).prose * 0.95 && hasProseOfItsOwn(at, only, sizeOf)) return at;
    // A heading beside it belongs to the article: it stays, and with it everything here.
    if (parts.some((child) => child !== only && findElement(child, isHeading))) return at;
    at = only;
  }
}

function hasProseOfItsOwn(whole: Element, part: Element, sizeOf: (element: Element) => Size): boolean {
  const furniture = whole.children.filter((child) => child.kind === 'element' && FURNITURE.has(child.tag)) as Element[];
  const explained = furniture.reduce((sum, child) => sum + sizeOf(child).prose, sizeOf(part).prose);
  return sizeOf(whole).prose > explained;
}

function isHeading({ tag }: Element): boolean {
  return /^h[1-6]$/.test(tag);
}
