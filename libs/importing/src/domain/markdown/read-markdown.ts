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

/** Reads Markdown (CommonMark with GitHub's tables, notes and struck-out text) with front matter as an article. */
export function readMarkdown(
  text: string,
  options: { locale: string; findPicture?: FindPicture | undefined },
): ArticleDraft {
  const root: Root = parser.parse(flattened(text.replace(/\r\n?/g, '\n')));
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

/** Hundreds of `>` in front of one line are an attack and no quotation of a quotation: the rest of them is text. */
function flattened(text: string): string {
  const marker = new RegExp(`^((?:[ \\t]*[>*+-]){${DEEPEST_MARKERS},})`, 'gm');
  return text.replace(marker, (run) => run.slice(0, 1));
}
