import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Agent, Dispatcher, request } from 'undici';
import { Clock } from '#kernel';
import { SETTINGS, type Settings } from '#platform';
import { type AttemptResult, outcomeOfStatus } from '../domain/attempt.js';
import { addressInUrl, isAllowed, parseDestinationUrl } from '../domain/destination-url.js';
import { retryAfterMs } from '../domain/next-step.js';
import { isPublicAddress } from '../domain/public-address.js';
import { DestinationRefused } from '../domain/refusals.js';
import { readExcerpt } from './excerpt.js';
import { failureWords } from './failure-words.js';
import { guardedLookup, NameResolver } from './guarded-lookup.js';

/** Standard Webhooks asks for 15 to 30 s. Below the lease of a delivery, so that no second attempt starts meanwhile. */
export const POST_TIMEOUT_MS = 20_000;

/** One question to another server. */
export interface HttpQuestion {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ends the waiting earlier than by itself. */
  readonly signal?: AbortSignal;
  /** How much of the answer is read. */
  readonly mostBytes?: number;
}

/** What the other server answered, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

interface Client {
  readonly request: typeof request;
  readonly guarded: Agent;
  /** For allowed hosts only: they are inside the own network by intent. */
  readonly open: Agent;
}

async function load(resolver: NameResolver): Promise<Client> {
  const undici = await import('undici');
  return {
    request: undici.request,
    guarded: new undici.Agent({ ...AGENT, connect: { timeout: 10_000, lookup: guardedLookup(resolver) } }),
    open: new undici.Agent({ ...AGENT, connect: { timeout: 10_000 } }),
  };
}

/**
 * HTTP to addresses that people typed in. It goes to the public internet and to the hosts the configuration allows,
 * follows no redirect and uses no proxy.
 */
@Injectable()
export class GuardedHttp implements OnApplicationShutdown {
  // Loaded with the first question: it is a hundred modules, and every process would wait for them when it starts.
  private client: Promise<Client> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'allowHosts'>,
    private readonly resolver: NameResolver,
    private readonly clock: Clock,
  ) {}

  /** The address in its plain form, or why we do not go there. */
  check(url: string): URL | DestinationRefused {
    return parseDestinationUrl(url, this.settings.allowHosts);
  }

  /** True for a host that the configuration names: it is inside the own network by intent. */
  isAllowed(url: URL): boolean {
    return isAllowed(url, this.settings.allowHosts);
  }

  /** Posts once. Every way in which the other side can fail is an outcome. */
  async post(address: string, body: string, headers: Record<string, string>): Promise<AttemptResult> {
    const answer = await this.ask(address, { method: 'POST', body, headers });
    if ('outcome' in answer) return answer;
    const { status, text: excerpt } = answer;
    return { outcome: outcomeOfStatus(status), status, excerpt, retryAfterMs: this.waitAskedBy(answer) };
  }

  /** Asks once: the answer, or the outcome when there is none. */
  async ask(address: string, question: HttpQuestion): Promise<HttpAnswer | AttemptResult> {
    const url = this.check(address);
    if (url instanceof DestinationRefused) return { outcome: 'addressRefused', excerpt: url.message };
    const { mostBytes, ...asked } = question;
    const late = AbortSignal.timeout(POST_TIMEOUT_MS);
    const signal = asked.signal ? AbortSignal.any([asked.signal, late]) : late;
    try {
      this.client ??= load(this.resolver);
      const client = await this.client;
      const answer = await client.request(url, { ...asked, signal, dispatcher: this.agentFor(url, client) });
      const text = await readExcerpt(answer.body, mostBytes);
      return { status: answer.statusCode, text, header: (name) => headerOf(answer, name) };
    } catch (error) {
      return failureOf(error, signal);
    }
  }

  /** How long an answer asks us to wait, in milliseconds. */
  waitAskedBy({ header }: HttpAnswer): number | undefined {
    return retryAfterMs(header('retry-after'), this.clock.now());
  }

  async onApplicationShutdown(): Promise<void> {
    const client = await this.client;
    await Promise.all([client?.guarded.destroy(), client?.open.destroy()]);
  }

  private agentFor(url: URL, { guarded, open }: Client): Agent {
    if (isAllowed(url, this.settings.allowHosts)) return open;
    // A socket asks no lookup for an address: it was judged with the URL, and must stay so if that ever changes.
    const literal = addressInUrl(url);
    if (literal && !isPublicAddress(literal)) throw new Error(`${literal} passed the check of its URL.`);
    return guarded;
  }
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

const AGENT = { headersTimeout: POST_TIMEOUT_MS, bodyTimeout: POST_TIMEOUT_MS, keepAliveTimeout: 4_000, pipelining: 1 };

function failureOf(error: unknown, signal: AbortSignal): AttemptResult {
  if (signal.aborted) return { outcome: 'timedOut', excerpt: failureWords('TIMEOUT') };
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ADDRESS_NOT_PUBLIC') return { outcome: 'addressRefused', excerpt: message };
  if (typeof code !== 'string') throw error;
  const timedOut = code.includes('TIMEOUT') || code === 'ETIMEDOUT';
  return { outcome: timedOut ? 'timedOut' : 'unreachable', excerpt: failureWords(code) };
}
