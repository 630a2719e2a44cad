import type { Article, Site } from '../content.js';
import { type Html, html, trusted } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import { openGraph, structuredData } from '../structured-data.js';
import { languageName, longDate, topicName, type Words, wordsFor } from '../words.js';
import { cardItem } from './cards.js';
import { invitation } from './invitation.js';
import { reviewPath } from './review-path.js';

/** From this many words on, a page gets a list of its headings, when its author gave it none. */
const LONG_PAGE_WORDS = 600;
const LONG_PAGE_HEADINGS = 4;
/** Red flags that begin later than this in the markup get a link from the top. */
const FAR_DOWN = 2_500;

const NOTICE = { CURRENT: null, OVERDUE: 'overdue', UNDER_REVIEW: 'underReview' } as const;

/** What has to be said beside a text whose review date passed. */
export function reviewNotice({ reviewState }: Article, words: Words): Html | null {
  const notice = NOTICE[reviewState];
  return notice && html`<p class="overdue" role="note">${words[notice]}</p>`;
}

function byline(article: Article, site: Site, view: View, words: Words): Html {
  const { lastReviewedAt, nextReviewAt, reviewedBy } = article.provenance;
  const date = (instant: string) =>
    html`<time datetime="${instant}">${longDate(instant, article.locale, site.timeZone)}</time>`;
  const who = html`<strong>${reviewedBy.name}, ${reviewedBy.credential}</strong>`;
  return html`<div class="byline">
<p>${words.reviewedBy} ${who} ${words.on} ${date(lastReviewedAt)}.
${words.nextReview} ${date(nextReviewAt)}. <a href="${reviewPath(view, article)}">${words.howReviewed}</a></p>
${reviewNotice(article, words)}</div>`;
}

function otherLanguageNotice({ fallbackFrom }: Article): Html | null {
  if (!fallbackFrom) return null;
  const text = wordsFor(fallbackFrom).fallback(languageName(fallbackFrom));
  return html`<p class="overdue" role="note" lang="${fallbackFrom}">${text}</p>`;
}

function readNext({ related = [] }: Article, view: View, words: Words): Html | null {
  if (related.length === 0) return null;
  return html`<section class="related" aria-labelledby="related"><h2 id="related">${words.related}</h2>
<ul class="cards">${related.map((card) => cardItem(view, card, words))}</ul></section>`;
}

/** The headings of a long text, for a page whose author gave it no list of them. */
export function contents(article: Pick<Article, 'html' | 'outline' | 'wordCount'>, words: Words): Html | null {
  const given = article.html.includes('<nav class="contents"');
  const long = article.wordCount >= LONG_PAGE_WORDS && article.outline.length >= LONG_PAGE_HEADINGS;
  if (given || !long) return null;
  const items = article.outline.map(
    ({ level, text, id }) => html`<li class="contents-level-${level}"><a href="#${id}">${text}</a></li>`,
  );
  return html`<nav class="contents" aria-label="${words.contents}"><ol class="contents-list">${items}</ol></nav>`;
}

function helpLink(article: Pick<Article, 'html'>, words: Words): Html | null {
  const at = article.html.indexOf('<section class="red-flags"');
  const id = /aria-labelledby="([^"]+)"/.exec(article.html.slice(at))?.[1];
  if (at < FAR_DOWN || id === undefined) return null;
  return html`<p class="help-link"><a href="#${trusted(id)}">${words.helpNow}</a></p>`;
}

function languages(article: Article, { base }: View): Html | undefined {
  if (article.translations.length === 0) return undefined;
  return html`${article.translations.map(
    ({ locale, slug }) =>
      html`<a href="${base}/${locale}/${slug}" lang="${locale}" hreflang="${locale}">${languageName(locale)}</a> `,
  )}`;
}

/** This page and its translations, for search engines; none for a text in one language. */
function alternates(article: Article, site: Site): { locale: string; url: string }[] {
  if (article.translations.length === 0) return [];
  const others = article.translations.map(({ locale, slug }) => ({ locale, url: `${site.url}/${locale}/${slug}` }));
  return [{ locale: article.locale, url: article.pageUrl }, ...others];
}

/** The words of a page, live or not. */
type Shown = Pick<Article, 'locale' | 'topic' | 'title' | 'summary' | 'html' | 'outline' | 'wordCount' | 'pageUrl'>;

interface Beside {
  readonly byline: Html;
  readonly notice?: Html | null;
  readonly handout?: Html | null;
}

/** Answer first, who vouches for it, red flags, text, whom to ask: the order of every page of an article. */
function body(site: Site, shown: Shown, view: View, { byline, notice, handout }: Beside): Html {
  const words = wordsFor(shown.locale);
  return html`<article class="article">
<p class="crumbs"><a href="${view.base}/${shown.locale}/topics/${encodeURIComponent(shown.topic)}">${topicName(shown.topic)}</a></p>
<h1>${shown.title}</h1>
${notice}
<p class="summary">${shown.summary}</p>
${byline}
${helpLink(shown, words)}
${contents(shown, words)}
<div class="text">${trusted(shown.html)}</div>
<p class="questions">${questionsLine(site, words)}</p>
${handout}
${invitation(site)}
<p class="printed">${site.name} · ${site.phone} · ${words.printed} ${shown.pageUrl}</p>
</article>`;
}

/** The page of an article. */
export function articlePage(site: Site, article: Article, view: View): string {
  const words = wordsFor(article.locale);
  const beside = {
    byline: byline(article, site, view, words),
    notice: otherLanguageNotice(article),
    handout: html`<p class="handout"><a href="${article.handoutUrl}" type="application/pdf">${words.printIt}</a></p>`,
  };
  const main = html`${body(site, article, view, beside)}
${readNext(article, { ...view, locale: article.locale }, words)}`;
  return page(
    site,
    { ...view, locale: article.locale },
    {
      title: article.title,
      description: article.summary,
      canonical: article.pageUrl,
      languages: languages(article, view),
      alternates: alternates(article, site),
      openGraph: openGraph(article, site),
      head: structuredData(article, site),
      main,
    },
  );
}

/**
 * The page of a text that is not live, for the people who work on it: as it would be, with a word of its own where the
 * page will say who reviewed it.
 *
 * @param style more of a style sheet, for instance that of paper
 */
export function draftPage(
  site: Site,
  draft: Shown,
  view: View,
  {
    standing,
    warning,
    style,
  }: { readonly standing: string; readonly warning?: string | null; readonly style?: string },
): string {
  const byline = html`<div class="byline"><p>${standing}</p>${warning && html`<p class="overdue" role="note">${warning}</p>`}</div>`;
  return page(
    site,
    { ...view, locale: draft.locale },
    {
      title: draft.title,
      unlisted: true,
      head: style ? html`<style>${trusted(style)}</style>` : undefined,
      main: body(site, draft, view, { byline }),
    },
  );
}
