import { plain, type WordPressPost } from './read-post.js';

/** A post as the REST interface of WordPress writes it, with the names that this reader uses. */
type Json = Readonly<Record<string, unknown>>;

/** A post, or why an entry beside the posts is none. */
export type RestEntry =
  | { readonly post: WordPressPost; readonly raw: string; readonly key: string }
  | { readonly name: string; readonly reason: string };

/**
 * The posts and pages in a file of REST answers: one answer, an array of them, or an object that holds such arrays.
 * Null when nothing in it looks like a post.
 */
export function restPosts(json: unknown): RestEntry[] | null {
  const lists = listsIn(json).filter((list) => list.some(isPost));
  return lists.length === 0 ? null : lists.flat().map(entryOf);
}

function listsIn(json: unknown): (readonly unknown[])[] {
  if (Array.isArray(json)) return [json];
  if (!isObject(json)) return [];
  return isPost(json) ? [[json]] : Object.values(json).filter((value) => Array.isArray(value));
}

function entryOf(one: unknown, index: number): RestEntry {
  const json = isObject(one) ? one : {};
  const name = text(json.slug) || text(json.id) || `entry ${index + 1}`;
  if (!isPost(json)) return { name, reason: 'It is no post or page: it has no title with a text.' };
  if ((json.content as Json).protected === true && rendered(json.content).trim() === '')
    return { name, reason: 'It is kept behind a password, and its text is not in the file.' };
  return { post: postOf(json), raw: JSON.stringify(json), key: keyOf(json) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPost(json: unknown): json is Json {
  return isObject(json) && isObject(json.content) && typeof json.content.rendered === 'string' && isObject(json.title);
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
  const named = (taxonomy: string) =>
    terms.filter((term) => term.taxonomy === taxonomy).map((term) => plain(text(term.name)));
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
    excerpt: ownExcerpt(plain(rendered(json.excerpt))),
    link: text(json.link),
    slug: text(json.slug),
    formerSlugs: [],
    date: text(json.date_gmt) || text(json.date),
    modified: text(json.modified_gmt) || text(json.modified),
    authors: [embedded.author]
      .flat()
      .filter(isObject)
      .map((author) => plain(text(author.name))),
    categories: named('category'),
    tags: named('post_tag'),
    language: text(json.lang) || text(yoast.og_locale).replace('_', '-'),
    base: '',
    other: Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')),
  };
}

/** WordPress makes an excerpt of a post's first words when nobody wrote one. It breaks off and says nothing new. */
function ownExcerpt(excerpt: string): string {
  return /\[(?:…|\.{3})\]\s*$/.test(excerpt) ? '' : excerpt;
}

function keyOf(json: Json): string {
  return plain(rendered(json.guid)) || text(json.link) || text(json.slug) || text(json.id);
}
