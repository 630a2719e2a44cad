import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { View } from '#pages';
import type { DeliveryClient } from './delivery-client.js';
import type { CachedPage, PageCache } from './page-cache.js';

/** A rendered answer: its HTTP status and its markup. */
export interface Rendered {
  readonly status: number;
  readonly markup: string;
  /** Its content type; HTML when left out. */
  readonly type?: string;
  /** With a status of 301: the path where it is now. */
  readonly location?: string;
}

const HTML_TYPE = 'text/html; charset=utf-8';

export interface Question<T> {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly render: (data: T) => Rendered;
}

/** Who reads, from the request. The text size is the one thing this site remembers, and it stays in the browser. */
export function viewOf(request: FastifyRequest, locale: string): View {
  const largeText = /(?:^|;\s*)text-size=large(?:;|$)/.test(request.headers.cookie ?? '');
  const { site } = (request.params ?? {}) as { site?: string };
  const base = site === undefined ? '' : `/${encodeURIComponent(site)}`;
  return { locale, path: request.url, base, assets: '', largeText, hasServer: true, signUp: `${base}/newsletter` };
}

function send(request: FastifyRequest, reply: FastifyReply, page: CachedPage): FastifyReply {
  reply.headers({ etag: page.etag, 'cache-control': 'no-cache', vary: 'cookie' });
  if (page.location !== undefined) reply.header('location', page.location);
  if (page.status === 200 && request.headers['if-none-match'] === page.etag) return reply.code(304).send();
  return reply.code(page.status).type(page.type).send(page.markup);
}

/** Answers questions with pages: asks the API, and renders only when its answer is another one than before. */
export class PageSender {
  constructor(
    private readonly client: DeliveryClient,
    private readonly cache: PageCache,
  ) {}

  async answer<T>(request: FastifyRequest, reply: FastifyReply, question: Question<T>): Promise<FastifyReply> {
    const key = `${viewOf(request, '').largeText} ${request.url}`;
    const known = this.cache.get(key);
    const fetched = await this.client.query<T>(question.query, question.variables, known?.apiEtag);
    if (fetched.unchanged) return send(request, reply, known!);
    const { status, markup, type = HTML_TYPE, location } = question.render(fetched.data);
    const etag = `"${createHash('sha256').update(markup).digest('base64url').slice(0, 27)}"`;
    const page: CachedPage = { apiEtag: fetched.etag ?? '', status, type, markup, etag, location };
    if (fetched.etag) this.cache.set(key, page);
    return send(request, reply, page);
  }
}
