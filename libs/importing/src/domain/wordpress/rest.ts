import type { WordPressPost } from './read-post.js';

/** A post as the REST interface of WordPress writes it, with the names that this reader uses. */
type Json = Readonly<Record<string, unknown>>;

/**
 * The posts and pages in a file of REST answers: one answer, an array of them, or an object that holds such an array.
 * Null when nothing in it looks like a post.
 */
export function restPosts(json: unknown): { post: WordPressPost; raw: string; key: string }[] | null {
  const posts = arraysIn(json).find((list) => list.some(isPost));
  if (!posts) return null;
  return posts.filter(isPost).map((one) => ({ post: postOf(one), raw: JSON.stringify(one), key: keyOf(one) }));
}

function arraysIn(json: unknown): Json[][] {
  if (Array.isArray(json)) return [json.filter(isObject)];
  if (!isObject(json)) return [];
  if (isPost(json)) return [[json]];
  return Object.values(json).flatMap((value) => (Array.isArray(value) ? [value.filter(isObject)] : []));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPost(json: Json): boolean {
  return isObject(json.content) && typeof json.content.rendered === 'string' && isObject(json.title);
}

function rendered(value: unknown): string {
  if (typeof value === 'string') return value;
  return isObject(value) && typeof value.rendered === 'string' ? value.rendered : '';
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function postOf(json: Json): WordPressPost {
  const embedded = isObject(json._embedded) ? json._embedded : {};
  const terms = [embedded['wp:term']].flat(2).filter(isObject);
  const named = (taxonomy: string) => terms.filter((term) => term.taxonomy === taxonomy).map((term) => text(term.name));
  const ids = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.map(text).join(', ') : '');
  const yoast = isObject(json.yoast_head_json) ? json.yoast_head_json : {};
  const others = {
    id: text(json.id),
    type: text(json.type),
    status: text(json.status),
    categoryIds: ids(json.categories),
    tagIds: ids(json.tags),
  };
  return {
    title: rendered(json.title),
    content: rendered(json.content),
    contentLine: 1,
    rendered: true,
    excerpt: rendered(json.excerpt),
    link: text(json.link),
    slug: text(json.slug),
    formerSlugs: [],
    date: text(json.date_gmt) || text(json.date),
    modified: text(json.modified_gmt) || text(json.modified),
    authors: [embedded.author]
      .flat()
      .filter(isObject)
      .map((author) => text(author.name)),
    categories: named('category'),
    tags: named('post_tag'),
    language: text(json.lang) || text(yoast.og_locale).replace('_', '-'),
    base: '',
    other: Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')),
  };
}

function keyOf(json: Json): string {
  return rendered(json.guid) || text(json.link) || text(json.slug) || text(json.id);
}
