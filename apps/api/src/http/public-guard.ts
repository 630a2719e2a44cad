import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { type Rate, RateWindow, rateHeaders } from './rate-window.js';
import { Senders } from './sender.js';

export interface PublicGuardOptions {
  /** Units that one address may spend in a minute; 0 counts nobody. */
  readonly perMinute: number;
  /** Units that one key may spend in a minute; 0 counts none. */
  readonly perKeyAndMinute: number;
  /** Who may say from where a request came, as in 10.0.0.0/8. */
  readonly trustedProxies: readonly string[];
  /** A request has to be over after so many milliseconds, from its first header to its last byte of answer. */
  readonly deadlineMs: number;
}

/** What the public may ask, and what it costs. A handout is drawn anew every time. */
const PRICES: readonly (readonly [beginning: string, units: number])[] = [
  ['/delivery/', 1],
  ['/handout/', 20],
  ['/connect/', 2],
  ['/fhir/', 2],
];

const priceOf = (url: string): number | undefined => PRICES.find(([beginning]) => url.startsWith(beginning))?.[1];

/** Whether an address is one that the public asks. */
export const isPublic = (url: string): boolean => priceOf(url) !== undefined;

const SWEEP_MS = 500;

const body = (code: string, message: string) => JSON.stringify({ errors: [{ message, extensions: { code } }] });

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body(code, message));
}

/**
 * Stands before everything that the public asks: how often one address may ask, and how long a request may take. The
 * machine itself is not counted: the site that runs beside the API asks for all of its readers.
 */
export class PublicGuard {
  private readonly windows = new RateWindow();
  private readonly keys = new RateWindow();
  private readonly senders: Senders;
  private readonly open = new Map<ServerResponse, { readonly request: IncomingMessage; readonly until: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PublicGuardOptions) {
    this.senders = new Senders(options.trustedProxies);
  }

  /** False when the request was refused: it is answered then. */
  admit(request: IncomingMessage, response: ServerResponse): boolean {
    const price = priceOf(request.url!);
    if (price === undefined) return true;
    this.watch(request, response);
    return this.options.perMinute === 0 || this.count(request, response, price);
  }

  /** A request is over. Whoever answers at once says so; a listener for each would cost more than the answer. */
  release(response: ServerResponse): void {
    this.open.delete(response);
  }

  /** The request is over when its answer is sent. */
  releaseWhenSent(response: ServerResponse): void {
    response.once('close', () => this.open.delete(response));
  }

  /** Ends the watch over requests that take too long. */
  close(): void {
    clearInterval(this.timer);
    this.open.clear();
  }

  private count(request: IncomingMessage, response: ServerResponse, price: number): boolean {
    const address = this.senders.of(request);
    if (isThisMachine(address)) return true;
    const rate = this.windows.spend(address, price, this.options.perMinute, performance.now());
    for (const [name, value] of rateHeaders(rate, 'address')) response.setHeader(name, value);
    return rate.isAllowed || this.refuseRate(rate, request, response);
  }

  /** Counts what a key spends, beside what its address does. False when the request was refused: it is answered then. */
  admitKey(request: IncomingMessage, response: ServerResponse, keyId: string): boolean {
    const most = this.options.perKeyAndMinute;
    if (most === 0) return true;
    const rate = this.keys.spend(keyId, priceOf(request.url!) ?? 1, most, performance.now());
    for (const [name, value] of rateHeaders(rate, 'key')) {
      const already = response.getHeader(name);
      const isList = already !== undefined && name !== 'Retry-After';
      response.setHeader(name, isList ? `${String(already)}, ${value}` : value);
    }
    return rate.isAllowed || this.refuseRate(rate, request, response);
  }

  /** Turns away who shows a key that opens nothing: revoked, mistyped, or of another system. */
  refuseKey(request: IncomingMessage, response: ServerResponse): void {
    this.release(response);
    response.setHeader('www-authenticate', 'Bearer');
    refuse(response, 401, 'KEY_REFUSED', 'This key opens nothing. Use the newest secret of a key that is in force.');
    request.resume();
  }

  /**
   * Counts a request that is answered before it is one, from the bytes of another like it.
   *
   * @param forwarded what stands in its `X-Forwarded-For`
   * @returns the header lines that tell what is left, each with its end; undefined when nothing is: then nothing was
   *   counted, and the request goes the way on which it is refused
   */
  linesFor(url: string, remoteAddress: string | undefined, forwarded: string): string | undefined {
    if (this.options.perMinute === 0) return '';
    const address = this.senders.behind(remoteAddress, forwarded);
    if (isThisMachine(address)) return '';
    const rate = this.windows.spend(address, priceOf(url) ?? 1, this.options.perMinute, performance.now());
    if (!rate.isAllowed) return undefined;
    return rateHeaders(rate, 'address')
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  private refuseRate(rate: Rate, request: IncomingMessage, response: ServerResponse): boolean {
    this.release(response);
    const wait = `Wait ${rate.seconds} seconds, and ask less often.`;
    refuse(response, 429, 'RATE_LIMITED', `These were many requests in a short time. ${wait}`);
    // Whatever is still on its way is read and dropped, so that the answer arrives.
    request.resume();
    return false;
  }

  // One timer for all of them: a timer each would cost more than to answer from memory.
  private watch(request: IncomingMessage, response: ServerResponse): void {
    this.timer ??= setInterval(() => this.sweep(), SWEEP_MS).unref();
    this.open.set(response, { request, until: performance.now() + this.options.deadlineMs });
  }

  private sweep(): void {
    const now = performance.now();
    for (const [response, { request, until }] of this.open) {
      // In the order in which they came, all with the same time: the first that is in time ends the search.
      if (until > now) return;
      this.open.delete(response);
      if (!response.headersSent) {
        const [status, code] = request.complete ? ([503, 'TIMEOUT'] as const) : ([408, 'REQUEST_TIMEOUT'] as const);
        response.setHeader('connection', 'close');
        refuse(response, status, code, 'This took too long and was given up. Ask for less at a time.');
      }
      response.once('finish', () => request.destroy());
      if (response.writableFinished) request.destroy();
    }
  }
}

const isThisMachine = (address: string): boolean => /^127\.|^::1$/.test(address);
