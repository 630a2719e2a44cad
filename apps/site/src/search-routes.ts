import type { FastifyInstance } from 'fastify';
import { notFoundPage, type SearchQuestion, type SearchResult, type Site, searchPage, type View } from '#pages';
import { type PageSender, type Rendered, viewOf } from './page-sender.js';
import { SEARCH_QUERY, type SearchAnswer, SITE_QUERY } from './queries.js';

const LONGEST = 200;

/** What was typed, as a question: one line, without what no text holds. */
function askedIn(query: Readonly<Record<string, unknown>>): SearchQuestion {
  const word = (value: unknown) => (typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').trim() : '');
  return { text: word(query.q).slice(0, LONGEST), topic: word(query.topic).slice(0, LONGEST) || null };
}

function resultOf(answer: NonNullable<SearchAnswer['search']>, path: string, asked: SearchQuestion): SearchResult {
  const { edges, pageInfo, match, correctedText, facets } = answer;
  const topic: Record<string, string> = asked.topic === null ? {} : { topic: asked.topic };
  const after = new URLSearchParams({ q: asked.text, ...topic, after: pageInfo.endCursor ?? '' });
  return {
    hits: edges.map(({ titleHtml, passageHtml, node }) => ({ card: node, titleHtml, passageHtml })),
    ...{ match, correctedText, facets },
    next: pageInfo.hasNextPage ? `${path}?${after}` : null,
  };
}

function render(
  data: { site: Site | null; search?: SearchAnswer['search'] },
  asked: SearchQuestion,
  view: View,
): Rendered {
  const { site, search } = data;
  if (!site) return { status: 404, markup: notFoundPage(null, view) };
  const found = search ? resultOf(search, `${view.base}/${view.locale}/search`, asked) : null;
  return { status: 200, markup: searchPage(site, asked, found, view) };
}

/** The search of a site. What was typed is in the address only; nothing of it is kept or logged here. */
export function searchRoutes(server: FastifyInstance, pages: PageSender): void {
  server.get<{ Params: { site: string; locale: string }; Querystring: Record<string, unknown> }>(
    '/:site/:locale/search',
    (request, reply) => {
      const { site, locale } = request.params;
      const asked = askedIn(request.query);
      const after = typeof request.query.after === 'string' ? request.query.after : null;
      const [query, variables] =
        asked.text === '' ? [SITE_QUERY, { site }] : [SEARCH_QUERY, { site, locale, ...asked, after }];
      return pages.answer<{ site: Site | null; search?: SearchAnswer['search'] }>(request, reply, {
        ...{ query, variables },
        render: (data) => render(data, asked, viewOf(request, locale)),
      });
    },
  );
}
