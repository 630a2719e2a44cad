import type { FastifyInstance } from 'fastify';
import { archivePage, newsletterIssuePage, notFoundPage } from '#pages';
import { choicesOf } from './form-choices.js';
import { type PageSender, type Rendered, viewOf } from './page-sender.js';
import { NEWSLETTER_QUERY, NEWSLETTERS_QUERY, type NewsletterAnswer, type NewslettersAnswer } from './queries.js';

interface Params {
  site: string;
  locale: string;
}

/** The newsletters that a site has sent, for everybody: each in its own language, and in the archive of that language. */
export function archiveRoutes(server: FastifyInstance, pages: PageSender): void {
  server.get<{ Params: Params; Querystring: { after?: unknown } }>('/:site/:locale/newsletters', (request, reply) => {
    const { site, locale } = request.params;
    const after = typeof request.query.after === 'string' ? request.query.after : null;
    return pages.answer<NewslettersAnswer>(request, reply, {
      query: NEWSLETTERS_QUERY,
      variables: { site, locale, after },
      render: (answer): Rendered => {
        const { site: clinic, newsletters } = answer;
        const view = { ...viewOf(request, locale), choices: choicesOf(answer) };
        // In a language that the clinic does not write in there is an archive only while something was sent in it.
        const isNone = newsletters?.edges.length === 0 && !clinic?.chosenLocales.includes(locale);
        if (!clinic || !newsletters || isNone) return { status: 404, markup: notFoundPage(clinic, view) };
        const { hasNextPage, endCursor } = newsletters.pageInfo;
        const path = `${view.base}/${locale}/newsletters`;
        const next = hasNextPage ? `${path}?${new URLSearchParams({ after: endCursor ?? '' })}` : null;
        const archive = { newsletters: newsletters.edges.map(({ node }) => node), next };
        return { status: 200, markup: archivePage(clinic, archive, view) };
      },
    });
  });

  server.get<{ Params: Params & { id: string } }>('/:site/:locale/newsletters/:id', (request, reply) => {
    const { site, locale, id } = request.params;
    return pages.answer<NewsletterAnswer>(request, reply, {
      query: NEWSLETTER_QUERY,
      variables: { site, locale, id },
      render: (answer): Rendered => {
        const { site: clinic, newsletter } = answer;
        const view = { ...viewOf(request, locale), choices: choicesOf(answer) };
        if (!clinic || !newsletter) return { status: 404, markup: notFoundPage(clinic, view) };
        if (newsletter.locale !== locale) {
          const location = `${view.base}/${[newsletter.locale, 'newsletters', id].map(encodeURIComponent).join('/')}`;
          return { status: 301, markup: '', location };
        }
        const carried = newsletter.articles.map(({ state, article }) => ({ state, card: article }));
        return { status: 200, markup: newsletterIssuePage(clinic, newsletter, carried, view) };
      },
    });
  });
}
