import { build, type DocumentNode } from '#document';
import { accountOf, textsOf } from '../draft/account.js';
import type { ArticleDraft, BlockProvenance, Drop, Notice, SourceFormat, SourceMeta } from '../draft/draft.js';
import { type FindPicture, SourcePictures } from '../draft/source-pictures.js';
import { slugOf } from '../text/slug.js';
import { addressOf, baseOf } from './addresses.js';
import { convert } from './convert.js';
import { type Element, findElement, linesOfTree, PROGRAMS, parseHtml, squeezed, walk } from './dom.js';
import { Drops } from './drops.js';
import { type Fitted, fitBlocks, under } from './fit.js';
import { placeOf } from './frames.js';
import { plainOf, storable } from './inline.js';
import { judge, lineText } from './judge.js';
import type { Loose } from './loose.js';
import { isPage, mainContent } from './main-content.js';
import { measure } from './measure.js';
import { dropOutside } from './outside.js';
import { pageMeta } from './page-meta.js';
import { boldHeadings, faqSections, isHeadingOf, levelled, titleAt } from './sections.js';
import { typedLists } from './typed-lists.js';

export interface HtmlOptions {
  readonly format: SourceFormat;
  /** When the page does not say its language. */
  readonly locale: string;
  /** The line of the file on which the HTML begins. */
  readonly firstLine?: number;
  /** What relative addresses are relative to, when the page does not say. */
  readonly base?: string | null;
  /** What another part of the source says: an export names the title beside the text. */
  readonly title?: string;
  readonly summary?: string;
  readonly slug?: string;
  readonly meta?: SourceMeta;
  /** Drops that were made before the HTML was, such as front matter. */
  readonly notices?: readonly Notice[];
  /** Finds a picture that came along with the source. */
  readonly findPicture?: FindPicture | undefined;
}

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 500;

/**
 * Reads HTML as an article: a page, of which the article is found and the rest dropped with a reason, or a fragment,
 * which is all article. Pure, and without recursion over the depth of the source.
 */
export function readHtml(html: string, options: HtmlOptions): ArticleDraft {
  const document = parseHtml(html, options.firstLine);
  const own = isPage(document) ? pageMeta(document) : {};
  const meta = { ...own, ...options.meta };
  const base = baseOf(baseElement(document), meta.canonical, options.base);
  const sizeOf = measure(document);
  const root = mainContent(document, sizeOf);
  const drops = new Drops();
  const pictures = new SourcePictures(options.findPicture);
  const outer =
    options.title === undefined ? dropOutside(document, root, drops) : dropOutside(document, root, drops, false);
  const converted = convert(root, { base, sizeOf, drops, pictures });
  const judged = judge(converted, drops);
  const { title, fromBody, blocks } = withTitle(judged.blocks, outer, options.title ?? null, own, drops);
  const head = withSummary(boldHeadings(typedLists(blocks, drops)), options.summary ?? meta.description);
  const fitted = fitBlocks(levelled(faqSections(head.blocks)));
  const content = build.content(build.doc(...(fitted.length > 0 ? fitted.map(({ node }) => node) : [build.p()])), {
    title: title ?? '',
    summary: head.summary,
    locale: localeOf(meta.language, options.locale),
  });
  const placed = placeDrops(drops, fitted);
  const account = accountOf(
    inputTexts(document),
    [...textsOf(content.document), fromBody ? (title ?? '') : '', head.fromBody ? head.summary : ''],
    placed.filter(({ kind }) => kind !== 'comment' && kind !== 'program').map(({ text }) => text),
  );
  return {
    format: options.format,
    content,
    title,
    slug: options.slug ?? (title === null ? null : slugOf(title) || null),
    provenance: provenanceOf(fitted),
    drops: placed,
    relatedLinks: judged.relatedLinks,
    meta: withTold(meta, judged),
    notices: [...(options.notices ?? []), ...remotePictures(content.document.content ?? [])],
    account,
    ...(pictures.all.length > 0 ? { pictures: pictures.all } : {}),
  };
}

function baseElement(document: Element): string | undefined {
  return findElement(document, ({ tag, attrs }) => tag === 'base' && attrs.href !== undefined)?.attrs.href;
}

/** The language the source says, unless the wanted locale is a form of it: a site has one form of a language. */
function localeOf(language: string | undefined, wanted: string): string {
  if (!language || !isLanguageTag(language)) return wanted;
  const base = (tag: string) => tag.split('-')[0]!.toLowerCase();
  return base(language) === base(wanted) ? wanted : language;
}

function isLanguageTag(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function withTold(meta: SourceMeta, { hasByline, hasDate }: { hasByline: boolean; hasDate: boolean }): SourceMeta {
  const other = {
    ...meta.other,
    ...(hasByline ? { byline: 'in the text' } : {}),
    ...(hasDate ? { date: 'in the text' } : {}),
  };
  return Object.keys(other).length > 0 ? { ...meta, other } : meta;
}

interface Titled {
  readonly title: string | null;
  /** True when the title is a line of the body. */
  readonly fromBody: boolean;
  readonly blocks: readonly Loose[];
}

/** The title: told from outside, the h1, or what the page's head says. A heading that repeats it goes. */
function withTitle(
  blocks: readonly Loose[],
  outer: Element | null,
  given: string | null,
  meta: SourceMeta,
  drops: Drops,
): Titled {
  const at = given === null ? titleAt(blocks) : -1;
  const top = blocks[at];
  const line = top ? lineText(top)!.replaceAll('\n', ' ') : outer ? storable(squeezed(linesOfTree(outer))) : null;
  if (line !== null && line !== '' && line.length <= LONGEST_TITLE) {
    if (top && outer) drops.words('repeatedTitle', 'Another title of the page.', linesOfTree(outer), placeOf(outer));
    return { title: line, fromBody: true, blocks: blocks.filter((block) => block !== top) };
  }
  if (outer)
    drops.words('outside', 'A title above the article that is too long for one.', linesOfTree(outer), placeOf(outer));
  const named = given ?? headTitle(meta);
  const title = named === null ? null : storable(squeezed(named)).slice(0, LONGEST_TITLE).trim() || null;
  if (title === null) return { title, fromBody: false, blocks };
  const repeated = blocks.findIndex(({ type }) => type === 'heading');
  const again = blocks[repeated];
  if (!again || !isHeadingOf(again, title)) return { title, fromBody: false, blocks };
  drops.words('repeatedTitle', 'The title, which stands above the article already.', lineText(again)!, again);
  return { title, fromBody: false, blocks: blocks.filter((block) => block !== again) };
}

/** The title in the head of a page, without the name of the site that pages put behind it. */
function headTitle(meta: SourceMeta): string | null {
  const shared = meta.other?.['og:title'];
  const page = shared ?? meta.pageTitle;
  if (!page) return null;
  const site = meta.other?.['og:site_name'];
  const [, before = '', behind = ''] = /^(.+)\s+[|–—-]\s+([^|–—]+)$/.exec(page) ?? [];
  const named = site !== undefined && behind.toLowerCase() === site.toLowerCase();
  return before !== '' && (named || page.includes(' | ')) ? before : page;
}

function withSummary(blocks: readonly Loose[], given: string | undefined) {
  const [first] = blocks;
  const own = first?.type === 'paragraph' && first.summary ? plainOf(first.inline.nodes).replaceAll('\n', ' ') : '';
  if (own !== '' && own.length <= LONGEST_SUMMARY) return { summary: own, fromBody: true, blocks: blocks.slice(1) };
  const summary = storable(squeezed(given ?? ''));
  return { summary: summary.length <= LONGEST_SUMMARY ? summary : '', fromBody: false, blocks };
}

/** Every text that a reader could read in the body, and every alternative text. Counted apart from the conversion. */
function inputTexts(document: Element): string[] {
  const body = findElement(document, ({ tag }) => tag === 'body') ?? document;
  const texts: string[] = [];
  walk(body, {
    enter(element) {
      if (PROGRAMS.has(element.tag)) return 'skip';
      if (element.tag === 'img' && element.attrs.alt) texts.push(element.attrs.alt);
      return 'in';
    },
    text: (node) => void texts.push(node.text),
  });
  return texts;
}

function provenanceOf(fitted: readonly Fitted[]): BlockProvenance[] {
  return fitted.flatMap(({ from }, at) => under(`content[${at}]`, from));
}

/** Each drop with the block that it stood in front of. */
function placeDrops(drops: Drops, fitted: readonly Fitted[]): Drop[] {
  const ordered = [...drops.all].sort((a, b) => a.at - b.at);
  return ordered.map(({ at, ...drop }, index) => {
    const next = fitted.findIndex((block) => block.at > at);
    return { id: `d${index + 1}`, ...drop, before: next === -1 ? fitted.length : next };
  });
}

/** The canonical address of a page, absolute; null when it names none. */
export function canonicalAddress(meta: SourceMeta): string | null {
  const found = meta.canonical ? addressOf(meta.canonical, null) : null;
  return found && 'href' in found && /^https?:/i.test(found.href) ? found.href : null;
}

/** Pictures that stay where they are: a page must not load them from there, and nothing is fetched. */
function remotePictures(blocks: readonly DocumentNode[]): Notice[] {
  const addresses = blocks.flatMap(({ type, attrs }) =>
    type === 'image' && typeof attrs?.src === 'string' ? [attrs.src] : [],
  );
  if (addresses.length === 0) return [];
  const message = `These pictures are on another site and did not come along: ${addresses.slice(0, 20).join(', ').slice(0, 1_500)}. Upload them, or take them out.`;
  return [{ code: 'REMOTE_PICTURE', message }];
}
