import type { SnapshotCard } from '#delivery';
import {
  FEED_FORMATS,
  feedOf,
  homePage,
  howWeReviewPage,
  type Listing,
  notFoundPage,
  sitemap,
  sitemapEntry,
  sitemapIndex,
  topicPage,
} from '#pages';
import { type SiteView, siteIn, viewIn } from './site-view.js';

/** A file as text, before it has a hash. */
export interface TextFile {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

export const HTML = 'text/html; charset=utf-8';
const XML = 'application/xml; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';

/** Articles on a page of a list, as the reference site shows them. */
const ON_A_PAGE = 100;
const IN_A_FEED = 50;
/** Addresses of one sitemap: the protocol's own limit. */
const IN_A_SITEMAP = 50_000;

/** What leads to the texts of a site: lists, feeds, sitemaps, and the answers for hosts that can give other statuses. */
export function* listFiles(view: SiteView): Iterable<TextFile> {
  const { site, snapshot } = view;
  const locales = [...new Set([site.locale, ...snapshot.cards.map(({ locale }) => locale)])];
  for (const locale of locales) {
    const cards = snapshot.cards.filter((card) => card.locale === locale);
    yield* homePages(view, locale, cards);
    yield* topicPages(view, locale, cards);
    yield* feeds(view, locale, null, cards);
    const entries = cards.slice(0, IN_A_SITEMAP).map((card) => sitemapEntry(site.url, withTranslations(view, card)));
    if (entries.length > 0) yield { path: `${locale}/sitemap.xml`, type: XML, text: sitemap(entries) };
  }
  const own = viewIn(view, site.locale);
  yield html('how-we-review/index.html', howWeReviewPage(siteIn(view, site.locale), own));
  yield html('404.html', notFoundPage(siteIn(view, site.locale), own));
  const listed = locales.filter((locale) => snapshot.cards.some((card) => card.locale === locale));
  const sitemaps = listed.map((locale) => `${site.url}/${locale}/sitemap.xml`);
  yield { path: 'sitemap.xml', type: XML, text: sitemapIndex(sitemaps) };
  yield { path: 'robots.txt', type: PLAIN, text: `User-agent: *\nAllow: /\nSitemap: ${site.url}/sitemap.xml\n` };
  yield* statusFiles(view);
}

function html(path: string, text: string): TextFile {
  return { path, type: HTML, text };
}

function* homePages(view: SiteView, locale: string, cards: readonly SnapshotCard[]): Iterable<TextFile> {
  const at = `${view.base}/${locale}/`;
  for (const { listing, number } of pagesOf(cards, at)) {
    const text = homePage(siteIn(view, locale), listing, viewIn(view, locale));
    yield html(number === 1 ? `${locale}/index.html` : `${locale}/page/${number}/index.html`, text);
    if (number === 1 && locale === view.site.locale) yield html('index.html', text);
  }
}

function* topicPages(view: SiteView, locale: string, cards: readonly SnapshotCard[]): Iterable<TextFile> {
  const topics = [...new Set(cards.map(({ topic }) => topic))].sort();
  for (const topic of topics) {
    const about = cards.filter((card) => card.topic === topic);
    const folder = `${locale}/topics/${topic}`;
    const at = `${view.base}/${locale}/topics/${encodeURIComponent(topic)}/`;
    for (const { listing, number } of pagesOf(about, at)) {
      const text = topicPage(siteIn(view, locale), topic, listing, viewIn(view, locale));
      yield html(number === 1 ? `${folder}/index.html` : `${folder}/page/${number}/index.html`, text);
    }
    yield* feeds(view, locale, topic, about);
  }
}

function* pagesOf(cards: readonly SnapshotCard[], at: string): Iterable<{ listing: Listing; number: number }> {
  const count = Math.max(1, Math.ceil(cards.length / ON_A_PAGE));
  for (let number = 1; number <= count; number += 1) {
    const shown = cards.slice((number - 1) * ON_A_PAGE, number * ON_A_PAGE);
    yield { number, listing: { cards: shown, next: number < count ? `${at}page/${number + 1}/` : null } };
  }
}

function* feeds(
  view: SiteView,
  locale: string,
  topic: string | null,
  cards: readonly SnapshotCard[],
): Iterable<TextFile> {
  const gone = view.snapshot.tombstones.filter((it) => it.locale === locale).slice(0, IN_A_FEED);
  const feed = feedOf(view.site, { locale, topic }, cards.slice(0, IN_A_FEED), gone);
  const folder = topic === null ? locale : `${locale}/topics/${topic}`;
  for (const [ending, { type, write }] of Object.entries(FEED_FORMATS)) {
    yield { path: `${folder}/feed.${ending}`, type, text: write(feed) };
  }
}

function withTranslations(view: SiteView, card: SnapshotCard) {
  const languages = view.languages.get(card.id) ?? [];
  return { ...card, translations: languages.filter(({ locale }) => locale !== card.locale) };
}

/**
 * A file cannot answer 410 or 301 by itself. `_redirects` says it to hosts that read one (Netlify's form, which others
 * share), `status.json` to a script of one's own; without either the tombstone page answers 200 and says so in words, and
 * an address of before answers 404.
 */
function* statusFiles(view: SiteView): Iterable<TextFile> {
  const gone = view.snapshot.tombstones.map(({ locale, slug }) => `${view.base}/${locale}/${slug}`).sort();
  const lines = gone.map((path) => `${path} ${path}/index.html 410\n`);
  const moved = Object.fromEntries(movesOf(view));
  const moves = Object.entries(moved).map(([from, to]) => `${from} ${to} 301\n`);
  yield { path: '_redirects', type: PLAIN, text: `# Made by Carepress.\n${[...lines, ...moves].join('')}` };
  yield { path: 'status.json', type: JSON_TYPE, text: `${JSON.stringify({ gone, moved })}\n` };
}

/** From path to path. An address of before may have had no language in it; a page that is there is not led away from. */
function movesOf({ base, snapshot }: SiteView): Map<string, string> {
  const moves = new Map<string, string>();
  const pathOf = (...parts: string[]) =>
    [base, ...parts.flatMap((part) => part.split('/')).map(encodeURIComponent)].join('/');
  const pages = new Set([...snapshot.cards, ...snapshot.tombstones].map(({ locale, slug }) => pathOf(locale, slug)));
  for (const { locale, from, to } of snapshot.moved) {
    for (const path of [pathOf(locale, from), pathOf(from)]) {
      if (!pages.has(path) && !moves.has(path)) moves.set(path, `${pathOf(locale, to)}/`);
    }
  }
  return moves;
}
