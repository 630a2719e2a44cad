import type { ArticleDraft, Notice, SourceFormat, SourceMeta } from '../draft/draft.js';
import type { FindPicture } from '../draft/source-pictures.js';
import { linesOfTree, parseHtml, squeezed } from '../html/dom.js';
import { readHtml } from '../html/read-html.js';
import { dynamicBlocksIn, shortcodesIn, withParagraphs } from './editor-markup.js';

/** A post or page of a WordPress site, from an export or from its REST interface. */
export interface WordPressPost {
  readonly title: string;
  readonly content: string;
  readonly contentLine: number;
  /** True when WordPress has put the paragraphs in already. */
  readonly rendered: boolean;
  readonly excerpt: string;
  readonly link: string;
  readonly slug: string;
  readonly formerSlugs: readonly string[];
  readonly date: string;
  readonly modified: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly language: string;
  readonly base: string;
  readonly other: Readonly<Record<string, string>>;
}

/** Reads one post as an article. */
export function readPost(
  post: WordPressPost,
  format: SourceFormat,
  { locale, findPicture }: { locale: string; findPicture?: FindPicture | undefined },
): ArticleDraft {
  const html = post.rendered ? post.content : withParagraphs(post.content);
  const title = plain(post.title);
  return readHtml(html, {
    format,
    locale,
    firstLine: post.contentLine,
    base: post.link || post.base,
    title,
    ...(post.excerpt === '' ? {} : { summary: plain(post.excerpt) }),
    ...(isSlug(post.slug) ? { slug: post.slug } : {}),
    meta: metaOf(post),
    notices: noticesOf(post),
    findPicture,
  });
}

/** The words of a short text with mark-up, in one line. */
export function plain(html: string): string {
  if (!/[<&]/.test(html)) return squeezed(html);
  return linesOfTree(parseHtml(html)).replaceAll('\n', ' ');
}

/** WordPress writes letters outside of ASCII as percent signs: such an address is made anew from the title. */
function isSlug(slug: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) && slug.length <= 100;
}

function metaOf(post: WordPressPost): SourceMeta {
  const given: Record<string, unknown> = {
    canonical: post.link,
    published: post.date,
    modified: post.modified,
    authors: post.authors.filter((name) => name !== ''),
    categories: post.categories,
    tags: post.tags,
    language: post.language,
    formerSlugs: post.formerSlugs,
    other: post.other,
  };
  const told = Object.entries(given).filter(([, value]) =>
    Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object'
        ? Object.keys(value as object).length > 0
        : value !== '',
  );
  return Object.fromEntries(told) as SourceMeta;
}

function noticesOf({ content, other }: WordPressPost): Notice[] {
  const notices: Notice[] = [];
  const codes = shortcodesIn(content);
  if (codes.length > 0) {
    const names = codes
      .slice(0, 10)
      .map((name) => `[${name}]`)
      .join(', ');
    notices.push({
      code: 'SHORTCODE',
      message: `The text holds ${names}. Only WordPress knows what it shows: write it out or take it out.`,
    });
  }
  const blocks = dynamicBlocksIn(content);
  if (blocks.length > 0) {
    notices.push({
      code: 'DYNAMIC_BLOCK',
      message: `These blocks have no text in the file and were left out: ${blocks.slice(0, 10).join('; ')}.`,
    });
  }
  if (other.password)
    notices.push({
      code: 'PASSWORD',
      message: 'The post was kept behind a password. Ask its owner before it is published.',
    });
  return notices;
}
