import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { projectPath } from '#platform';

const PREFIX = '/admin/';

/**
 * Only our own origin, no inline script. Styles may be inline: the components set their sizes in style attributes, and
 * a style can neither run nor send anything under this policy.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built admin UI. Every address below /admin/ that is not a file is a screen of it. */
export async function serveAdmin(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: projectPath('dist', 'admin'),
    prefix: PREFIX,
    wildcard: false,
    setHeaders(reply, path) {
      // Built files carry their hash in their names; the page that names them must be asked for every time.
      const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      reply.header('cache-control', kept);
      reply.header('content-security-policy', POLICY);
    },
  });
  fastify.get('/', (_request, reply) => reply.redirect(PREFIX));
  fastify.get('/admin', (_request, reply) => reply.redirect(PREFIX));
  fastify.get(`${PREFIX}*`, (request, reply) => {
    // A missing file is missing; only addresses of screens get the page.
    if (/\.[a-z0-9]+$/i.test(request.url.split('?')[0]!)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}

/** Headers of every answer of this process. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    if (!reply.hasHeader('content-security-policy')) reply.header('x-frame-options', 'DENY');
  });
}
