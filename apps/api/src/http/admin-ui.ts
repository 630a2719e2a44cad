import type { FastifyInstance } from 'fastify';
import { projectPath } from '#platform';

const PREFIX = '/admin/';

/** Only our own origin, nothing inline: neither script nor style. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
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
  // Here and not at the top: an API that serves no admin, such as a test's, need not load it.
  const { default: fastifyStatic } = await import('@fastify/static');
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
    // A page with a token in its address has said something stricter already.
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    if (!reply.hasHeader('content-security-policy')) reply.header('x-frame-options', 'DENY');
  });
}
