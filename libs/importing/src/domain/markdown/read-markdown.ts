import type { Root, Yaml } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { ArticleDraft } from '../draft/draft.js';
import type { FindPicture } from '../draft/source-pictures.js';
import { readHtml } from '../html/read-html.js';
import { frontMatterOf } from './front-matter.js';
import { markdownToHtml } from './to-html.js';

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkGfm);

/** Each level of a quotation or list costs the parser a call within a call. */
const DEEPEST_MARKERS = 200;

/** In one paragraph. A page of links has some hundreds. */
const MOST_SIGNS = 2_000;
const SIGNS = /[*_~[\]!<`]/g;

/** Reads Markdown (CommonMark with GitHub's tables, notes and struck-out text) with front matter as an article. */
export function readMarkdown(
  text: string,
  options: { locale: string; findPicture?: FindPicture | undefined },
): ArticleDraft {
  const root: Root = parser.parse(plainedOut(flattened(text.replace(/\r\n?/g, '\n'))));
  const [first] = root.children;
  const front = first?.type === 'yaml' ? frontMatterOf((first as Yaml).value) : { meta: {}, notices: [] };
  const toml =
    (first as { type?: string; value?: string } | undefined)?.type === 'toml'
      ? String((first as { value?: string }).value)
      : null;
  const told = toml === null ? front.meta : { other: { frontMatter: toml } };
  return readHtml(markdownToHtml(root), {
    format: 'markdown',
    locale: options.locale,
    ...('title' in front && front.title ? { title: front.title } : {}),
    ...('summary' in front && front.summary ? { summary: front.summary } : {}),
    ...('slug' in front && front.slug ? { slug: front.slug } : {}),
    meta: told,
    notices: front.notices,
    findPicture: options.findPicture,
  });
}

/**
 * The parser pairs the signs of a paragraph with each other, and its time grows with the square of their number: minutes
 * for 90 KB of nothing else. A paragraph with so many of them is no text with emphasis and links, and its signs are signs.
 */
function plainedOut(text: string): string {
  const blocks = text.split(/(\n[ \t]*\n)/);
  return blocks.map((block) => (signsIn(block) > MOST_SIGNS ? block.replace(SIGNS, '\\$&') : block)).join('');
}

function signsIn(block: string): number {
  return block.length > MOST_SIGNS ? (block.match(SIGNS)?.length ?? 0) : 0;
}

/** Hundreds of `>` in front of one line are an attack and no quotation of a quotation: the rest of them is text. */
function flattened(text: string): string {
  const marker = new RegExp(`^((?:[ \\t]*[>*+-]){${DEEPEST_MARKERS},})`, 'gm');
  return text.replace(marker, (run) => run.slice(0, 1));
}
