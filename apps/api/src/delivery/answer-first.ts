import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReadyAnswer } from './answer-cache.js';
import type { ReadyAnswers } from './ready-answers.js';

/** A larger question is answered, and not kept: its bytes are its key. */
const MAX_QUESTION_BYTES = 16_384;

/** Headers that Node writes anew for every answer. */
const PER_ANSWER = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The length of the body of a question that may be kept; undefined for one that may not. */
function questionLength({ method, url, headers }: IncomingMessage, path: string): number | undefined {
  if (!url?.startsWith(path) || headers.authorization !== undefined || headers['content-encoding'] !== undefined) {
    return undefined;
  }
  // Whoever asks for an answer that comes from no cache gets one.
  if (/no-cache|no-store/.test(headers['cache-control'] ?? '')) return undefined;
  const length = Number(headers['content-length'] ?? 0);
  if (method === 'POST') return url === path && length > 0 && length <= MAX_QUESTION_BYTES ? length : undefined;
  const asks = method === 'GET' && url[path.length] === '?' && url.length <= MAX_QUESTION_BYTES;
  return asks && length === 0 && headers['transfer-encoding'] === undefined ? 0 : undefined;
}

/** Everything of a request that an answer hangs on. */
function keyOf({ method, url, headers }: IncomingMessage, body: string): string {
  return `${method} ${url}\n${headers.accept ?? ''}\n${headers['content-type'] ?? ''}\n${body}`;
}

function send({ headers, body, etag }: ReadyAnswer, request: IncomingMessage, response: ServerResponse): void {
  const known = etag === undefined ? undefined : request.headers['if-none-match'];
  const same = known?.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
  if (same) response.writeHead(304, headers as string[]).end();
  else response.writeHead(200, [...headers, 'content-length', String(body.length)]).end(body);
}

function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Never called for a request that was cut off: nobody waits for its answer.
  request.on('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
}

function answering(answers: ReadyAnswers, path: string, pass: Handler): Handler {
  return (request, response) => {
    const length = questionLength(request, path);
    if (length === undefined) return pass(request, response);
    const answer = (body?: Buffer): void => {
      answers.ask(request, keyOf(request, body?.toString('latin1') ?? ''), body, (ready) => {
        if (ready) return send(ready, request, response);
        const question = answers.opened(request);
        // For an answer that came from elsewhere than the route, or never.
        if (question) response.once('close', () => answers.settle(question));
        pass(request, response);
      });
    };
    if (length === 0) answer();
    else readBody(request, answer);
  };
}

function readyAnswer(reply: FastifyReply, payload: unknown): ReadyAnswer | undefined {
  const json = String(reply.getHeader('content-type') ?? '').includes('json');
  if (reply.statusCode !== 200 || !json || reply.hasHeader('set-cookie')) return undefined;
  if (typeof payload !== 'string' || payload.startsWith('{"errors"')) return undefined;
  const headers = Object.entries(reply.getHeaders())
    .filter(([name, value]) => value !== undefined && !PER_ANSWER.has(name))
    .flatMap(([name, value]) => [name, String(value)]);
  const etag = reply.getHeader('etag');
  return { headers, body: Buffer.from(payload), ...(etag && { etag: String(etag) }) };
}

async function keepAnswer(
  answers: ReadyAnswers,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const question = answers.opened(request.raw);
  if (!question) return payload;
  const answer = readyAnswer(reply, payload);
  if (answer) answers.keep(question, answer);
  // Before it is sent: nobody waits for another's slow line.
  answers.settle(question);
  return payload;
}

/** Whether a request may have changed what the public reads. A GraphQL query with its text in it cannot. */
function mayChange({ method, body }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  const query = (body as { query?: unknown } | null | undefined)?.query;
  return typeof query !== 'string' || query.includes('mutation');
}

/**
 * Answers known questions before anything else looks at them: before routing, before the body is parsed, before GraphQL.
 * What is not known goes its usual way, and its answer is kept. Call it before routes are registered and before the
 * server listens.
 *
 * It stands in front of Fastify and not in one of its hooks because routing and hooks alone take as long as a bare
 * server takes to parse the question and answer it.
 */
export function answerFirst(fastify: FastifyInstance, path: string, answers: ReadyAnswers): void {
  const { server } = fastify;
  const handlers = server.listeners('request') as Handler[];
  const pass: Handler = (request, response) => {
    for (const handler of handlers) handler.call(server, request, response);
  };
  server.removeAllListeners('request').on('request', answering(answers, path, pass));
  fastify.addHook('onRoute', (route) => {
    if (route.url !== path) return;
    route.preParsing = (request, _reply, payload, done) => {
      const body = answers.opened(request.raw)?.body;
      done(null, body ? Readable.from([body]) : payload);
    };
    const hooks = [route.onSend ?? []].flat();
    const keep = (request: FastifyRequest, reply: FastifyReply, payload: unknown) =>
      keepAnswer(answers, request, reply, payload);
    route.onSend = [...hooks, keep] as never;
  });
  fastify.addHook('onSend', async (request, _reply, payload) => {
    if (request.routeOptions.url !== path && mayChange(request)) await answers.caughtUp();
    return payload;
  });
}
