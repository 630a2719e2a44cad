import type { FastifyInstance } from 'fastify';
import { previewPage, previewRefusedPage } from '#pages';
import type { DeliveryClient } from './delivery-client.js';
import { viewOf } from './page-sender.js';
import { PREVIEW_QUERY, type PreviewAnswer } from './queries.js';

const LONGEST_TOKEN = 2_000;

/**
 * Any page of a site with `?preview=TOKEN` shows the revision behind the link instead. It goes past every cache, asks the
 * API each time, and tells browsers and search engines to keep nothing.
 */
export function previewHook(server: FastifyInstance, client: DeliveryClient): void {
  server.addHook('preHandler', async (request, reply) => {
    const { preview: token } = request.query as { preview?: unknown };
    const { site: slug, locale = 'en-US' } = (request.params ?? {}) as { site?: string; locale?: string };
    if (token === undefined || slug === undefined || request.method !== 'GET') return;
    reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }).type('text/html; charset=utf-8');
    const view = { ...viewOf(request, locale), path: '/' };
    const readable = typeof token === 'string' && token.length <= LONGEST_TOKEN;
    const asked = await client.query<PreviewAnswer>(PREVIEW_QUERY, { site: slug, token: readable ? token : '' });
    if (asked.unchanged) throw new Error('A preview is never kept, so it cannot be unchanged.');
    const { site, preview } = asked.data;
    if (site && preview.__typename === 'ArticlePreview' && preview.siteSlug === site.slug) {
      return reply.send(previewPage(site, preview, view));
    }
    const why = preview.__typename === 'PreviewRefused' ? preview.message : 'This link belongs to another site.';
    return reply.code(404).send(previewRefusedPage(site, view, why));
  });
}
