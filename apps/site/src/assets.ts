import type { FastifyInstance } from 'fastify';
import { ASSETS_STAMP, assetOf } from '#pages';

/** Serves the style sheet and the fonts. */
export function serveAssets(server: FastifyInstance): void {
  server.get<{ Params: { stamp: string; name: string } }>('/assets/:stamp/:name', (request, reply) => {
    const asset = assetOf(request.params.name);
    if (!asset || request.params.stamp !== ASSETS_STAMP) return reply.callNotFound();
    return reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes);
  });
}
