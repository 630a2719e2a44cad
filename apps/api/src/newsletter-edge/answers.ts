import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '#kernel';
import { type PageContent, pageHeaders, renderPage } from './page.js';
import { languageAsked, sentenceFor } from './refusal-words.js';
import { wordsFor } from './words.js';

const STATUS: Readonly<Record<string, number>> = {
  INVALID_TOKEN: 404,
  EXPIRED_TOKEN: 410,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  BAD_SIGNATURE: 401,
  // The answer on which providers stop trying.
  REPLAYED: 406,
};

/** The HTTP status of a refusal: 422 unless there is a better one. */
export function statusOf(refusal: Refusal): number {
  return STATUS[refusal.code] ?? 422;
}

/** True for a browser that submitted a form; programs get JSON. */
export function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

export function sendPage(reply: FastifyReply, status: number, page: PageContent): void {
  reply.status(status).headers(pageHeaders(page.site)).send(renderPage(page));
}

/** A refusal as a page with its sentence, in the language the browser asks for unless another is known. */
export function sendRefusalPage(reply: FastifyReply, refusal: Refusal, known?: string): void {
  const locale = known ?? languageAsked(reply.request.headers['accept-language']);
  reply.header('vary', 'accept-language');
  if (refusal.code === 'TOO_MANY_REQUESTS') reply.header('retry-after', '60');
  sendPage(reply, statusOf(refusal), {
    locale,
    title: wordsFor(locale).refused,
    lines: [sentenceFor(refusal, locale)],
  });
}

/** A refusal as JSON for a program, with a sentence that it may show to a reader of this language. */
export function sendRefusalJson(reply: FastifyReply, refusal: Refusal, locale = 'en'): void {
  if (refusal.code === 'TOO_MANY_REQUESTS') reply.header('retry-after', '60');
  const field = 'field' in refusal ? { field: refusal.field } : {};
  reply
    .status(statusOf(refusal))
    .header('cache-control', 'no-store')
    .send({ ok: false, code: refusal.code, message: sentenceFor(refusal, locale), ...field });
}
