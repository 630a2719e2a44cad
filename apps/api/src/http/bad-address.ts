import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers an address that no route can read, as one that is mangled or far too long. Without the address in the answer:
 * it may hold a token.
 */
export function answerBadAddress(error: { readonly statusCode?: number }, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  const code = `HTTP_${status}`;
  const message = 'The address of this request could not be read. Look whether all of it is there.';
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .send({ code, message, errors: [{ message, extensions: { code } }] });
}

/** True for a link that a person opens, and not for a question of a program. */
export function isOpenedLink({ url, headers }: FastifyRequest): boolean {
  return /^\/(?:u|newsletter)\//.test(url) && (headers.accept ?? '').includes('text/html');
}
