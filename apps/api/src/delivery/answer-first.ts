import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel';
import type { KeyDoor } from '../access/key-door.js';
import { isPublic, type PublicGuard } from '../http/public-guard.js';
import { asBytes, type ReadyAnswer } from './answer-cache.js';
import { askedOperation, type KnownOperations } from './known-operations.js';
import { keyOf, type RawQuestion, rawQuestion } from './raw-question.js';
import type { ReadyAnswers } from './ready-answers.js';
import { SameBytes } from './same-bytes.js';
import { compressedBytes, formOf, sendReady } from './send-ready.js';

/** Headers that Node writes anew for every answer. */
const PER_ANSWER = new Set([
  ...['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'],
  ...['ratelimit', 'ratelimit-policy', 'retry-after'],
]);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What was read of a request before anything else looked at it. */
interface Read {
  readonly asked: RawQuestion;
  readonly body: Buffer | undefined;
}

function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Never called for a request that was cut off: nobody waits for its answer.
  request.on('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
}

/** The three ways to an answer, the quickest first: ready bytes, a known operation, the engine. */
class Front {
  private readonly reads = new WeakMap<IncomingMessage, Read>();

  constructor(
    private readonly answers: ReadyAnswers,
    private readonly known: KnownOperations,
    private readonly path: string,
    private readonly goOn: Handler,
    private readonly guard: PublicGuard,
    private readonly door: KeyDoor,
    private readonly same: SameBytes,
  ) {}

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.same.found(request, response);
    if (this.guard.admit(request, response)) this.answer(request, response);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = rawQuestion(request, this.path);
    // Nothing more is asked of whoever shows no credentials: most answers go out from here.
    if (asked && !asked.hasCredentials) this.read(request, response, asked);
    else if (!isPublic(request.url!)) this.pass(request, response);
    else this.handleCredentials(request, response, asked);
  }

  private handleCredentials(request: IncomingMessage, response: ServerResponse, asked: RawQuestion | undefined): void {
    this.door.open(request, response, this.guard, (key) => {
      if (response.headersSent || (key && !this.guard.admitKey(request, response, key.keyId))) return;
      if (!asked || !key) this.pass(request, response);
      else this.read(request, response, { ...asked, opens: `${key.siteId} ${key.scopes.join(' ')}\n` });
    });
  }

  private read(request: IncomingMessage, response: ServerResponse, asked: RawQuestion): void {
    if (asked.length === 0) this.take(request, response, asked, undefined);
    else readBody(request, (body) => this.take(request, response, asked, body));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    this.guard.releaseWhenSent(response);
    this.goOn(request, response);
  }

  private send(answer: ReadyAnswer, asked: RawQuestion, response: ServerResponse): void {
    this.guard.release(response);
    sendReady(answer, asked, response);
  }

  /** What was read of a request; undefined for one that went by. */
  readOf(request: IncomingMessage): Read | undefined {
    return this.reads.get(request);
  }

  private take(request: IncomingMessage, response: ServerResponse, asked: RawQuestion, body: Buffer | undefined): void {
    if (asked.fresh) {
      void this.make(request, response, { asked, body });
      return;
    }
    const key = keyOf(asked, request.url!, body?.toString('latin1') ?? '');
    this.answers.ask(request, key, (ready) => {
      if (ready) {
        this.same.remember(request, response, asked, key);
        this.send(ready, asked, response);
      } else void this.make(request, response, { asked, body });
    });
  }

  private async make(request: IncomingMessage, response: ServerResponse, read: Read): Promise<void> {
    const { asked, body } = read;
    const question = this.answers.opened(request);
    // For an answer that came from elsewhere than here, or never.
    if (question) response.once('close', () => this.answers.settle(question));
    const operation = askedOperation(asked, request.url!, body);
    // Without it the engine says what is wrong.
    const access = operation && (await this.door.accessOf(request).catch(() => undefined));
    const plain = access && (await this.known.answer(asked, operation, access, question));
    if (!plain) {
      this.reads.set(request, read);
      this.pass(request, response);
      return;
    }
    const made = question ? question.named(plain) : plain;
    if (question) {
      this.answers.keep(question, made);
      // Before it is sent: nobody waits for another's slow line.
      this.answers.settle(question);
    }
    this.send(made, asked, response);
  }
}

function readyAnswer(reply: FastifyReply, payload: unknown): ReadyAnswer | undefined {
  const json = String(reply.getHeader('content-type') ?? '').includes('json');
  if (reply.statusCode !== 200 || !json || reply.hasHeader('set-cookie')) return undefined;
  if (typeof payload !== 'string' || payload.startsWith('{"errors"')) return undefined;
  const headers = Object.entries(reply.getHeaders())
    .filter(([name, value]) => value !== undefined && !PER_ANSWER.has(name))
    .flatMap(([name, value]) => [name, String(value)]);
  const etag = reply.getHeader('etag');
  return { headers, body: asBytes(payload), ...(etag && { etag: String(etag) }) };
}

function withoutEtag(headers: readonly string[]): string[] {
  const at = headers.indexOf('etag');
  return at < 0 ? [...headers] : [...headers.slice(0, at), ...headers.slice(at + 2)];
}

/** Keeps what the engine answered, and what it takes to answer the like without it. */
function keeping(front: Front, answers: ReadyAnswers, known: KnownOperations) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const read = front.readOf(request.raw);
    if (!read) return payload;
    const answer = readyAnswer(reply, payload);
    const operation = answer && askedOperation(read.asked, request.raw.url!, read.body);
    if (answer && operation) known.learnHead(read.asked, operation, withoutEtag(answer.headers));
    const question = answers.opened(request.raw);
    const named = answer && question ? question.named(answer) : answer;
    if (question) {
      if (named) answers.keep(question, named);
      if (named?.etag && question.surrogateKey) reply.header('surrogate-key', question.surrogateKey);
      answers.settle(question);
    }
    const form = named && formOf(named, read.asked);
    if (!form) return payload;
    reply.header('content-encoding', form);
    return compressedBytes(form, named);
  };
}

/** Whether a request may have changed what the public reads. A GraphQL query with its text in it cannot. */
function mayChange({ method, body }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  const query = (body as { query?: unknown } | null | undefined)?.query;
  return typeof query !== 'string' || query.includes('mutation');
}

interface FrontParts {
  readonly answers: ReadyAnswers;
  readonly known: KnownOperations;
  readonly guard: PublicGuard;
  readonly door: KeyDoor;
  readonly clock: Clock;
}

/**
 * Answers known questions before anything else looks at them: before routing, before the body is parsed, before GraphQL.
 * What is not known goes its usual way, and its answer is kept. Call it before routes are registered and before the
 * server listens.
 *
 * It stands in front of Fastify and not in one of its hooks because routing and hooks alone take as long as a bare
 * server takes to parse the question and answer it.
 */
export function answerFirst(
  fastify: FastifyInstance,
  path: string,
  { answers, known, guard, door, clock }: FrontParts,
): void {
  const { server } = fastify;
  const handlers = server.listeners('request') as Handler[];
  const pass: Handler = (request, response) => {
    for (const handler of handlers) handler.call(server, request, response);
  };
  const same = new SameBytes(answers, guard, clock);
  const front = new Front(answers, known, path, pass, guard, door, same);
  server.removeAllListeners('request').on('request', (request, response) => front.handle(request, response));
  same.watch(server as Server);
  fastify.addHook('onClose', async () => guard.close());
  const keep = keeping(front, answers, known);
  fastify.addHook('onRoute', (route) => {
    if (route.url !== path) return;
    route.preParsing = (request, _reply, payload, done) => {
      const body = front.readOf(request.raw)?.body;
      done(null, body ? Readable.from([body]) : payload);
    };
    route.onSend = [...[route.onSend ?? []].flat(), keep] as never;
  });
  fastify.addHook('onSend', async (request, _reply, payload) => {
    if (request.routeOptions.url !== path && mayChange(request)) await answers.caughtUp();
    return payload;
  });
}
