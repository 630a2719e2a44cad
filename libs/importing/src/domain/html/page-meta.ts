import type { SourceMeta } from '../draft/draft.js';
import { type Element, findAll, findElement, linesOfTree, squeezed } from './dom.js';

/** Larger blocks of linked data describe a shop or a site, not one article. */
const LARGEST_LINKED_DATA = 200_000;

/** What a page says about itself in its head, in microdata and in linked data (schema.org). */
export function pageMeta(document: Element): SourceMeta {
  const metas = namedMetas(document);
  const first = (...names: string[]) => names.map((name) => metas.get(name)?.[0]).find((value) => value);
  const linked = linkedData(document);
  const meta: { -readonly [K in keyof SourceMeta]: SourceMeta[K] } = {};
  const put = <K extends keyof SourceMeta>(key: K, value: SourceMeta[K] | undefined) => {
    if (value !== undefined) meta[key] = value;
  };
  put('pageTitle', pageTitle(document));
  put('description', first('description', 'og:description', 'twitter:description'));
  put('canonical', canonicalOf(document) ?? first('og:url'));
  put('language', languageOf(document) ?? first('content-language', 'og:locale')?.replace('_', '-'));
  put(
    'published',
    first('article:published_time', 'date', 'dc.date') ?? linked.published ?? timeOf(document, 'datePublished'),
  );
  put(
    'modified',
    first('article:modified_time', 'og:updated_time') ?? linked.modified ?? timeOf(document, 'dateModified'),
  );
  const authors = [...(metas.get('author') ?? []), ...linked.authors];
  put('authors', authors.length > 0 ? [...new Set(authors)] : undefined);
  const tags = metas.get('article:tag') ?? keywordsOf(first('keywords'));
  put('tags', tags.length > 0 ? tags : undefined);
  put('categories', metas.get('article:section'));
  const other = Object.fromEntries(
    ['og:title', 'og:site_name', 'generator', 'copyright', 'dc.rights']
      .map((name) => [name, first(name)] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  put('other', Object.keys(other).length > 0 ? other : undefined);
  return meta;
}

function namedMetas(document: Element): Map<string, string[]> {
  const metas = new Map<string, string[]>();
  for (const { attrs } of findAll(document, ({ tag }) => tag === 'meta')) {
    const name = (attrs.name ?? attrs.property ?? attrs['http-equiv'] ?? attrs.itemprop ?? '').toLowerCase();
    const content = squeezed(attrs.content ?? '').slice(0, 2_000);
    if (name === '' || content === '') continue;
    metas.set(name, [...(metas.get(name) ?? []), content]);
  }
  return metas;
}

function pageTitle(document: Element): string | undefined {
  const title = findElement(document, ({ tag, parent }) => tag === 'title' && parent?.tag !== 'svg');
  return (
    (title && squeezed(title.children.map((child) => (child.kind === 'text' ? child.text : '')).join(''))) || undefined
  );
}

function canonicalOf(document: Element): string | undefined {
  const link = findElement(document, ({ tag, attrs }) => tag === 'link' && /\bcanonical\b/i.test(attrs.rel ?? ''));
  return link?.attrs.href?.trim() || undefined;
}

function languageOf(document: Element): string | undefined {
  const html = findElement(document, ({ tag }) => tag === 'html');
  const language = (html?.attrs.lang ?? html?.attrs['xml:lang'] ?? '').trim();
  return language || undefined;
}

function timeOf(document: Element, property: string): string | undefined {
  const element = findElement(document, ({ attrs }) => attrs.itemprop === property);
  if (!element) return undefined;
  return (element.attrs.datetime ?? element.attrs.content ?? linesOfTree(element)).trim().slice(0, 60) || undefined;
}

function keywordsOf(keywords: string | undefined): string[] {
  return (keywords ?? '')
    .split(',')
    .map(squeezed)
    .filter((word) => word !== '');
}

interface LinkedData {
  published?: string;
  modified?: string;
  authors: string[];
}

/** What the first article of the page's linked data says. Anything that is no JSON is left alone. */
function linkedData(document: Element): LinkedData {
  const found: LinkedData = { authors: [] };
  for (const script of findAll(
    document,
    ({ tag, attrs }) => tag === 'script' && attrs.type === 'application/ld+json',
  )) {
    const json = script.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
    if (json.length > LARGEST_LINKED_DATA) continue;
    for (const thing of thingsOf(parsed(json))) readThing(thing, found);
  }
  return found;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function thingsOf(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const graph = (one as Record<string, unknown>)['@graph'];
    return [
      one as Record<string, unknown>,
      ...(Array.isArray(graph) ? graph.filter((it) => it && typeof it === 'object') : []),
    ];
  });
}

function readThing(thing: Record<string, unknown>, found: LinkedData): void {
  if (!/Article|BlogPosting|WebPage/i.test(String(thing['@type'] ?? ''))) return;
  if (typeof thing.datePublished === 'string') found.published ??= thing.datePublished.slice(0, 60);
  if (typeof thing.dateModified === 'string') found.modified ??= thing.dateModified.slice(0, 60);
  const authors = Array.isArray(thing.author) ? thing.author : [thing.author];
  for (const author of authors) {
    const name = typeof author === 'string' ? author : (author as { name?: unknown } | undefined)?.name;
    if (typeof name === 'string' && name.trim() !== '') found.authors.push(squeezed(name).slice(0, 200));
  }
}
