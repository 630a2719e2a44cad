import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isKnown, validatorOf } from './validator.js';

/**
 * A browser asks every time. A shared cache too, but it may show what it has while it asks, for a second: no longer, since
 * a withdrawal must be seen at once.
 */
const SHARED = 'public, max-age=0, s-maxage=0, stale-while-revalidate=1';

/** What was answered to a key is for nobody else. */
const TO_A_KEY = 'private, max-age=0';

export interface GraphqlRouteOptions {
  readonly path: string;
  /** Bytes of a request's body. */
  readonly bodyLimit: number;
  /** True when equal questions by GET may be kept by caches and asked again with If-None-Match. */
  readonly cacheable?: boolean;
  /**
   * True when a POST has to be JSON. A form of a foreign page can send other types without asking, and this one only after
   * the browser has asked this server: that, and not a header that readers would have to add, keeps such pages out.
   */
  readonly jsonOnly?: boolean;
  /** Whether a request shows a key, so that its answer may be kept by nobody but who asked. */
  readonly isKeyed?: (request: FastifyRequest) => boolean;
}

const METHODS = ['GET', 'POST'];
/** Answered with what may be used instead. Whatever else there is never arrives at a route. */
const OTHER_METHODS = ['PUT', 'PATCH', 'DELETE'];

const WORDS: Readonly<Record<number, string>> = {
  400: 'The body is not valid JSON. Send {"query": "..."} with content-type application/json.',
  405: 'Ask by GET or POST.',
  413: 'The request is too large.',
  415: 'Send the request with content-type application/json.',
};

/** What failed before GraphQL saw the request, in the shape that a GraphQL client reads. */
function answerHttpError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  // Not ours to answer: the application's own handler logs it and hides its words.
  if (status >= 500) throw error;
  const message = WORDS[status] ?? 'The request could not be read.';
  const body = { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] };
  if (status === 405) reply.header('allow', METHODS.join(', '));
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function isCacheable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  const json = String(reply.getHeader('content-type') ?? '').includes('json');
  return (
    request.method === 'GET' &&
    !reply.hasHeader('cache-control') &&
    reply.statusCode === 200 &&
    json &&
    typeof payload === 'string' &&
    !payload.startsWith('{"errors"')
  );
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;

async function refuseOtherMethods(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!METHODS.includes(request.method)) answerHttpError({ statusCode: 405 } as FastifyError, request, reply);
}

async function refuseOtherTypes(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method !== 'POST' || JSON_TYPE.test(request.headers['content-type'] ?? '')) return;
  answerHttpError({ statusCode: 415 } as FastifyError, request, reply);
}

/** Gives a good answer to GET a validator, so that a cache may ask "still so?" and hear 304. */
async function validate(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  isKeyed: boolean,
): Promise<unknown> {
  if (!isCacheable(request, reply, payload)) {
    reply.header('cache-control', 'no-store');
    return payload;
  }
  const etag = validatorOf(payload);
  reply.headers({
    etag,
    'cache-control': isKeyed ? TO_A_KEY : SHARED,
    vary: `accept, accept-encoding${isKeyed ? ', authorization' : ''}`,
  });
  if (!isKnown(String(request.headers['if-none-match'] ?? ''), etag)) return payload;
  reply.code(304);
  return '';
}

/**
 * Sets the edges of a GraphQL route that is registered later: its body limit, errors in the shape of GraphQL, and
 * validators for caches. Call it before the GraphQL module starts, for instance in a module's constructor.
 */
export function shapeGraphqlRoute(fastify: FastifyInstance, options: GraphqlRouteOptions): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url !== options.path) return;
    route.bodyLimit = options.bodyLimit;
    route.errorHandler = answerHttpError;
    route.onRequest = [refuseOtherMethods, ...(options.jsonOnly ? [refuseOtherTypes] : [])];
    if (!options.cacheable) return;
    route.onSend = async (request, reply, payload) =>
      validate(request, reply, payload, options.isKeyed?.(request) ?? false);
  });
  fastify.route({ method: OTHER_METHODS, url: options.path, handler: () => undefined });
}
