import type { FastifyInstance } from 'fastify';
import {
  articlePage,
  homePage,
  howWeReviewPage,
  type Listing,
  notFoundPage,
  reviewPage,
  type Site,
  sitesPage,
  topicPage,
  type View,
  withdrawnPage,
} from '#pages';
import { choicesOf } from './form-choices.js';
import { type PageSender, type Rendered, viewOf } from './page-sender.js';
import {
  ARTICLE_QUERY,
  type ArticleAnswer,
  HOME_QUERY,
  type HomeAnswer,
  type Moved,
  SITE_QUERY,
  SITES_QUERY,
  type SitesAnswer,
} from './queries.js';

interface SiteParams {
  site: string;
  locale?: string;
  slug?: string;
}

type Live = Extract<ArticleAnswer['article'], { __typename: 'Article' }>;

const found = (markup: string): Rendered => ({ status: 200, markup });

function moved({ locale, slug }: Moved, { base }: View): Rendered {
  return { status: 301, markup: '', location: `${base}/${[locale, slug].map(encodeURIComponent).join('/')}` };
}

function missing(site: Site | null, view: View, redirect: Moved | null = null): Rendered {
  if (redirect) return moved(redirect, view);
  return { status: 404, markup: notFoundPage(site, view) };
}

/** Whether the language was only written in another way than its tag is: en-us for en-US. */
function isMiswritten({ fallbackFrom, locale }: Live): boolean {
  return fallbackFrom?.toLowerCase() === locale.toLowerCase();
}

/** Where an article stands now is said with 301, so that bookmarks and search engines follow. */
function articleOrMove(site: Site, article: Live, view: View): Rendered {
  return article.redirectedFrom === null && !isMiswritten(article)
    ? found(articlePage(site, article, view))
    : moved(article, view);
}

function renderReview({ site, article }: ArticleAnswer, view: View): Rendered {
  if (!site || article.__typename === 'ArticleNotFound') return missing(site, view);
  if (article.__typename === 'ArticleWithdrawn') {
    return { status: 410, markup: withdrawnPage(site, view, article.withdrawnAt) };
  }
  return found(reviewPage(site, article, { ...view, locale: article.locale }));
}

function renderArticle({ site, article, redirect }: ArticleAnswer, view: View): Rendered {
  if (!site || article.__typename === 'ArticleNotFound') return missing(site, view, redirect);
  if (article.__typename === 'Article') return articleOrMove(site, article, view);
  return { status: 410, markup: withdrawnPage(site, view, article.withdrawnAt) };
}

/** @param path of the list, without its query */
function listing(articles: NonNullable<HomeAnswer['articles']>, path: string): Listing {
  const { hasNextPage, endCursor } = articles.pageInfo;
  const next = hasNextPage ? `${path}?${new URLSearchParams({ after: endCursor ?? '' })}` : null;
  return { cards: articles.edges.map(({ node }) => node), next };
}

function renderHome(answer: HomeAnswer, plain: View): Rendered {
  const { site, articles, redirect } = answer;
  const view = { ...plain, choices: choicesOf(answer) };
  if (!site || !articles) return missing(site, view);
  // What looks like a language may be an address of before, or nothing.
  const isEmpty = articles.edges.length === 0;
  if (isEmpty && !site.chosenLocales.includes(view.locale)) return missing(site, view, redirect);
  return found(homePage(site, listing(articles, `${view.base}/${view.locale}/`), view));
}

/** A topic without a live article has no page: there is nothing to read on it. */
function renderTopic({ site, articles }: HomeAnswer, topic: string, view: View): Rendered {
  if (!site || !articles || articles.edges.length === 0) return missing(site, view);
  const path = `${view.base}/${view.locale}/topics/${encodeURIComponent(topic)}`;
  return found(topicPage(site, topic, listing(articles, path), view));
}

/** The pages that people read. */
export function pageRoutes(server: FastifyInstance, pages: PageSender, siteLocale: SiteLocale): void {
  server.get('/', (request, reply) =>
    pages.answer<SitesAnswer>(request, reply, {
      query: SITES_QUERY,
      variables: {},
      render: ({ sites }) => found(sitesPage(sites, viewOf(request, 'en-US'))),
    }),
  );

  for (const path of ['/:site/', '/:site/:locale/']) {
    server.get<{ Params: SiteParams; Querystring: { after?: string } }>(path, async (request, reply) => {
      const { site } = request.params;
      const locale = request.params.locale ?? (await siteLocale(site));
      const after = typeof request.query.after === 'string' ? request.query.after : null;
      return pages.answer<HomeAnswer>(request, reply, {
        query: HOME_QUERY,
        variables: { site, locale, after, path: locale },
        render: (data) => renderHome(data, viewOf(request, locale)),
      });
    });
  }

  server.get<{ Params: Required<SiteParams> & { topic: string }; Querystring: { after?: string } }>(
    '/:site/:locale/topics/:topic',
    (request, reply) => {
      const { site, locale, topic } = request.params;
      const after = typeof request.query.after === 'string' ? request.query.after : null;
      return pages.answer<HomeAnswer>(request, reply, {
        query: HOME_QUERY,
        variables: { site, locale, topic, after, path: '' },
        render: (data) => renderTopic(data, topic, viewOf(request, locale)),
      });
    },
  );

  server.get<{ Params: SiteParams }>('/:site/how-we-review', (request, reply) =>
    pages.answer<{ site: Site | null }>(request, reply, {
      query: SITE_QUERY,
      variables: { site: request.params.site },
      render: ({ site }) => {
        const view = viewOf(request, site?.locale ?? 'en-US');
        return site ? found(howWeReviewPage(site, view)) : missing(null, view);
      },
    }),
  );

  const articleRoutes = [
    ['/:site/:locale/:slug', renderArticle],
    ['/:site/:locale/:slug/review', renderReview],
  ] as const;
  for (const [path, render] of articleRoutes) {
    server.get<{ Params: Required<SiteParams> }>(path, (request, reply) => {
      const { site, locale, slug } = request.params;
      return pages.answer<ArticleAnswer>(request, reply, {
        query: ARTICLE_QUERY,
        variables: { site, locale, slug, path: `${locale}/${slug}` },
        render: (data) => render(data, viewOf(request, locale)),
      });
    });
  }
}

/** The first language of a site; English for one that does not exist. */
export type SiteLocale = (slug: string) => Promise<string>;
