import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Clock, Recent } from '#kernel';
import type { PublicGuard } from '../http/public-guard.js';
import { forwardedFor } from '../http/sender.js';
import type { RawQuestion } from './raw-question.js';
import type { ReadyAnswers } from './ready-answers.js';
import { wireText } from './wire-text.js';

/** A larger request is read the usual way. */
const MAX_REQUEST_BYTES = 16_384;

/** Of each of the two halves in which requests are remembered. */
const MAX_REMEMBERED_BYTES = 8_000_000;

/** What a request was understood as when Node's parser read it. */
interface Understood {
  readonly key: string;
  readonly asked: RawQuestion;
  readonly url: string;
  readonly forwarded: string;
}

/** A connection on which every packet so far was exactly one request. */
interface Line {
  /** The last packet that went to the parser, a character a byte. */
  packet: string;
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
  /** Requests that the parser found in that packet. */
  found: number;
  /** A packet was less or more than one request: from then on only the parser knows where the next one begins. */
  isUneven: boolean;
}

// Lines that end in any other way are read as such by some parsers and not by others: they are never compared.
function headLength(packet: string): number {
  const length = packet.indexOf('\r\n\r\n') + 4;
  for (let end = packet.indexOf('\n'); end >= 0 && end < length; end = packet.indexOf('\n', end + 1)) {
    if (packet[end - 1] !== '\r') return 0;
  }
  return length;
}

/** Bytes that follow the head of a request; -1 when the head does not say how many. */
function bodyLength({ rawHeaders }: IncomingMessage): number {
  let length = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 14 && name.toLowerCase() === 'content-length') length = Number(rawHeaders[at + 1]);
    else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return -1;
  }
  return length;
}

/** Whether a packet was one request, from its first byte to its last. */
function isOneRequest(packet: string, { found, request }: Line): boolean {
  if (packet === '' || found !== 1 || !request?.complete) return false;
  const head = headLength(packet);
  const body = bodyLength(request);
  return head > 4 && body >= 0 && head + body === packet.length;
}

function isPlainLine({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  if (httpVersion !== '1.1') return false;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase();
    if (name === 'expect' || name === 'upgrade') return false;
    if (name === 'connection' && rawHeaders[at + 1]!.toLowerCase() !== 'keep-alive') return false;
  }
  return true;
}

/**
 * Answers a request whose bytes have come before, all of them, without reading it again: the same bytes mean the same
 * request. A site that asks for its pages sends the same head with each, so most of what comes in has come before.
 *
 * Nothing is understood here. Only what Node's own parser read as one whole request, in one packet, at the beginning of
 * which it was between two requests, is remembered; and it is compared only at such a place again, on a connection on
 * which every packet was one request and every answer is out. A connection on which a packet was ever anything else is the
 * parser's alone. The first request of a connection goes to the parser in any case, which also watches over connections
 * that say nothing. Requests with credentials are never remembered.
 *
 * What may be answered is asked of `ReadyAnswers` each time; what it does not give goes the usual way.
 */
export class SameBytes {
  private readonly lines = new WeakMap<Socket, Line>();
  private readonly remembered = new Recent<Understood>(MAX_REMEMBERED_BYTES);
  private second = 0;
  private date = '';

  constructor(
    private readonly answers: ReadyAnswers,
    private readonly guard: PublicGuard,
    private readonly clock: Clock,
  ) {}

  /** Reads along on every connection of a server. Call it once, before the server listens. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.readAlong(server, socket));
  }

  /** The parser found a request. Call it first for each. */
  found(request: IncomingMessage, response: ServerResponse): void {
    const line = this.lines.get(request.socket);
    if (!line) return;
    line.found += 1;
    line.request = request;
    line.response = response;
  }

  /** Remembers a request that was answered from memory. */
  remember(request: IncomingMessage, response: ServerResponse, asked: RawQuestion, key: string): void {
    const line = this.lines.get(request.socket);
    if (!line || line.isUneven || line.request !== request || line.packet === '') return;
    if (asked.hasCredentials || !response.shouldKeepAlive || !isPlainLine(request)) return;
    const understood = { key, asked, url: request.url!, forwarded: forwardedFor(request) };
    this.remembered.put(line.packet, understood, 2 * line.packet.length);
  }

  private readAlong(server: Server, socket: Socket): void {
    const parse = socket.listeners('data');
    if (parse.length === 0) return;
    const line: Line = { packet: '', request: undefined, response: undefined, found: 0, isUneven: false };
    this.lines.set(socket, line);
    socket.removeAllListeners('data').on('data', (chunk: Buffer) => {
      const packet = line.isUneven || chunk.length > MAX_REQUEST_BYTES ? '' : chunk.toString('latin1');
      if (packet !== '' && this.answer(server, socket, line, packet)) return;
      line.packet = packet;
      line.found = 0;
      for (const listener of parse) listener.call(socket, chunk);
      if (!line.isUneven) line.isUneven = !isOneRequest(packet, line);
    });
  }

  private answer(server: Server, socket: Socket, line: Line, packet: string): boolean {
    // The answer before must be out, or this one would overtake it; and whoever does not read gets no more.
    if (!line.response?.writableFinished || socket.writableLength > 0) return false;
    const understood = this.remembered.find(packet);
    const ready = understood && this.answers.now(understood.key);
    if (!ready) return false;
    const lines = this.guard.linesFor(understood.url, socket.remoteAddress, understood.forwarded);
    if (lines === undefined) return false;
    const each = { date: this.dateNow(), lines, keepAliveMs: server.keepAliveTimeout };
    const text = wireText(ready, understood.asked, each);
    if (text === undefined) return false;
    socket.write(text, 'latin1');
    return true;
  }

  private dateNow(): string {
    const now = this.clock.now();
    const second = Math.floor(now.getTime() / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.date = now.toUTCString();
    }
    return this.date;
  }
}
