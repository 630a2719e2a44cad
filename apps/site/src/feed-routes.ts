import type { FastifyInstance } from 'fastify';
import { FEED_FORMATS, type FeedFormat, feedOf, notFoundPage, sitemap, sitemapEntry, sitemapIndex } from '#pages';
import type { DeliveryClient, Fetched } from './delivery-client.js';
import { type PageSender, type Rendered, viewOf } from './page-sender.js';
import {
  FEED_QUERY,
  type FeedAnswer,
  LOCALES_QUERY,
  type LocalesAnswer,
  SITEMAP_QUERY,
  SITES_QUERY,
  type SitemapAnswer,
  type SitesAnswer,
} from './queries.js';

const XML = 'application/xml; charset=utf-8';
/** Addresses of one sitemap: the protocol's own limit. */
const MOST_URLS = 50_000;

type SitemapEntry = ReturnType<typeof sitemapEntry>;

interface FeedParams {
  site: string;
  locale: string;
  topic?: string;
}

const isChosen = (site: FeedAnswer['site'], locale: string): boolean => site?.chosenLocales.includes(locale) ?? false;

/** Feeds of a site and of each of its topics, in three formats. */
export function feedRoutes(server: FastifyInstance, pages: PageSender): void {
  for (const path of ['/:site/:locale/feed.:format', '/:site/:locale/topics/:topic/feed.:format']) {
    server.get<{ Params: FeedParams & { format: string } }>(path, (request, reply) => {
      const { site, locale, topic = null, format } = request.params;
      const known = Object.hasOwn(FEED_FORMATS, format) ? FEED_FORMATS[format as FeedFormat] : undefined;
      if (!known) return reply.callNotFound();
      return pages.answer<FeedAnswer>(request, reply, {
        query: FEED_QUERY,
        variables: { site, locale, topic },
        render: ({ site: clinic, articles, withdrawals }): Rendered => {
          const entries = articles?.edges.map(({ node }) => node) ?? [];
          const gone = withdrawals?.edges.map(({ node }) => node) ?? [];
          // A clinic may have chosen a language before it wrote in it; a topic is there by its articles alone.
          const isThere = entries.length > 0 || gone.length > 0 || (topic === null && isChosen(clinic, locale));
          if (!clinic || !isThere) return { status: 404, markup: notFoundPage(clinic, viewOf(request, locale)) };
          return {
            status: 200,
            markup: known.write(feedOf(clinic, { locale, topic }, entries, gone)),
            type: known.type,
          };
        },
      });
    });
  }
}

/** Every address of a site in one locale, read page by page. */
async function addressesOf(client: DeliveryClient, site: string, locale: string): Promise<SitemapEntry[]> {
  const entries: SitemapEntry[] = [];
  let after: string | null = null;
  while (entries.length < MOST_URLS) {
    const answer: Fetched<SitemapAnswer> = await client.query<SitemapAnswer>(SITEMAP_QUERY, { site, locale, after });
    if (answer.unchanged || !answer.data.site || !answer.data.articles) return entries;
    const { edges, pageInfo }: NonNullable<SitemapAnswer['articles']> = answer.data.articles;
    const { url } = answer.data.site;
    for (const { node } of edges) entries.push(sitemapEntry(url, node));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return entries;
}

/** What search engines read: where the sitemaps are, one for each language. */
export function sitemapRoutes(server: FastifyInstance, client: DeliveryClient, pages: PageSender): void {
  server.get('/robots.txt', (request, reply) =>
    pages.answer<SitesAnswer>(request, reply, {
      query: SITES_QUERY,
      variables: {},
      render: ({ sites }) => ({
        status: 200,
        type: 'text/plain; charset=utf-8',
        markup: `User-agent: *\nAllow: /\n${sites.map(({ url }) => `Sitemap: ${url}/sitemap.xml\n`).join('')}`,
      }),
    }),
  );

  server.get<{ Params: { site: string } }>('/:site/sitemap.xml', (request, reply) =>
    pages.answer<LocalesAnswer>(request, reply, {
      query: LOCALES_QUERY,
      variables: { site: request.params.site },
      render: ({ site }) => {
        if (!site) return { status: 404, markup: notFoundPage(null, viewOf(request, 'en-US')) };
        const urls = site.locales.map((locale) => `${site.url}/${locale}/sitemap.xml`);
        return { status: 200, type: XML, markup: sitemapIndex(urls) };
      },
    }),
  );

  server.get<{ Params: { site: string; locale: string } }>('/:site/:locale/sitemap.xml', async (request, reply) => {
    const entries = await addressesOf(client, request.params.site, request.params.locale);
    if (entries.length === 0) return reply.callNotFound();
    // An hour: a page that was withdrawn meanwhile says so itself.
    return reply.type(XML).header('cache-control', 'public, max-age=3600').send(sitemap(entries));
  });
}
