import type { FastifyInstance } from 'fastify';
import type { PageCache } from './page-cache.js';
import { isAuthentic } from './webhook.js';

/** Where Carepress tells that something was published or withdrawn: every rendered page is forgotten. */
export async function hookRoute(server: FastifyInstance, cache: PageCache, secret: string | undefined): Promise<void> {
  if (!secret) return;
  await server.register(async (scope) => {
    // The signature covers the bytes as they were sent: parsing and writing them again would change them.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 100_000 }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: Buffer | undefined }>('/hooks/carepress', (request, reply) => {
      const header = (name: string) => String(request.headers[name] ?? '');
      const headers = {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      };
      if (!isAuthentic(secret, headers, request.body ?? Buffer.alloc(0))) return reply.code(401).send();
      cache.clear();
      return reply.code(204).send();
    });
  });
}
