import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { notFoundPage, type Site, unavailablePage } from '#pages';
import type { Logger } from '#platform';
import { archiveRoutes } from './archive-routes.js';
import { serveAssets } from './assets.js';
import { DeliveryClient, DeliveryUnavailable, NoSuchPlace } from './delivery-client.js';
import { feedRoutes, sitemapRoutes } from './feed-routes.js';
import { hookRoute } from './hook-route.js';
import { newsletterRoute } from './newsletter-route.js';
import { oldAddress } from './old-address.js';
import { PageCache } from './page-cache.js';
import { pageRoutes } from './page-routes.js';
import { PageSender, viewOf } from './page-sender.js';
import { previewHook } from './preview-hook.js';
import { SITE_QUERY } from './queries.js';
import { searchRoutes } from './search-routes.js';
import { secure } from './security.js';

export interface SiteOptions {
  /** Where the API is reached, without a slash at the end. */
  readonly apiUrl: string;
  /** Secret of a site key, for a site that answers only its own programs. */
  readonly apiKey?: string;
  /** Where the clinic's pictures come from: the API as a browser reaches it. */
  readonly mediaOrigin: string;
  /** `whsec_` and base64; without it webhooks are not taken. */
  readonly webhookSecret?: string;
  readonly logger: Logger;
}

const DEFAULT_LOCALE = 'en-US';

/** Only a path of this site: anything else would make the switch a door to other sites. */
function safeBack(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])[\w\-./~%?=&]*$/.test(back) ? back : '/';
}

function textSizeRoute(server: FastifyInstance): void {
  server.get<{ Querystring: { size?: string; back?: string } }>('/text-size', (request, reply) => {
    const large = request.query.size === 'large';
    const cookie = `text-size=${large ? 'large' : 'usual'}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000`;
    return reply.header('set-cookie', cookie).redirect(safeBack(request.query.back), 303);
  });
}

function errorPages(server: FastifyInstance, client: DeliveryClient, logger: Logger): void {
  server.setNotFoundHandler(async (request, reply) => {
    const now = await oldAddress(client, request);
    if (now !== null) return reply.redirect(now, 301);
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(notFoundPage(null, viewOf(request, DEFAULT_LOCALE)));
  });
  server.setErrorHandler((error: { statusCode?: number }, request: FastifyRequest, reply) => {
    const client = error.statusCode !== undefined && error.statusCode < 500;
    if (!client) logger.error({ err: error, path: request.routeOptions.url }, 'A page could not be shown.');
    const view = viewOf(request, DEFAULT_LOCALE);
    if (error instanceof NoSuchPlace) {
      return reply.code(404).type('text/html; charset=utf-8').send(notFoundPage(null, view));
    }
    const status = client ? error.statusCode! : error instanceof DeliveryUnavailable ? 503 : 500;
    return reply
      .code(status)
      .headers({ 'cache-control': 'no-store', 'retry-after': '30' })
      .type('text/html; charset=utf-8')
      .send(unavailablePage(view));
  });
}

/** The reference clinic site. Everything it shows comes from the delivery API, asked again for every reader. */
export async function buildSite(options: SiteOptions): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true, routerOptions: { ignoreDuplicateSlashes: true } });
  const client = new DeliveryClient(options.apiUrl, options.apiKey);
  const cache = new PageCache();
  secure(server, options.mediaOrigin);
  errorPages(server, client, options.logger);
  server.get('/health/live', () => ({ status: 'ok' }));
  serveAssets(server);
  textSizeRoute(server);
  await hookRoute(server, cache, options.webhookSecret);
  await newsletterRoute(server, client);
  const pages = new PageSender(client, cache);
  previewHook(server, client);
  searchRoutes(server, pages);
  archiveRoutes(server, pages);
  feedRoutes(server, pages);
  sitemapRoutes(server, client, pages);
  pageRoutes(server, pages, async (slug) => {
    const answer = await client.query<{ site: Site | null }>(SITE_QUERY, { site: slug });
    return answer.unchanged ? DEFAULT_LOCALE : (answer.data.site?.locale ?? DEFAULT_LOCALE);
  });
  server.get<{ Params: { site: string } }>('/:site', (request, reply) =>
    reply.redirect(`/${encodeURIComponent(request.params.site)}/`, 301),
  );
  return server;
}
