import type { FastifyInstance } from 'fastify';

/**
 * Nothing on a page comes from elsewhere, and nobody learns from us what a patient reads. Pictures may also come from
 * the clinic's own media, which the API serves.
 */
export function secure(server: FastifyInstance, mediaOrigin: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' ${mediaOrigin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
    });
  });
}
