import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { type FixtureSite, fixtureContent, insertPublishedArticle, insertSite } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const TITLES = '{ articles(site: "harbor", locale: "en-US") { edges { node { title } } } }';
const NAME = '{ site(slug: "harbor") { name } }';

function request(query = TITLES, lines: readonly string[] = []): string {
  const body = JSON.stringify({ query });
  const head = ['POST /delivery/graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...lines];
  return `${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`;
}

/** One connection, and what comes back on it. */
class Wire {
  private text = '';
  private wake = () => {};
  isClosed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.text += chunk.toString('latin1');
      this.wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  static async open(url: string): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname).setNoDelay(true);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Wire(socket);
  }

  write(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** The next whole answer, its date left out. */
  async answer(): Promise<{ head: string; body: string }> {
    for (;;) {
      const end = this.text.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(this.text.slice(0, end))?.[1] ?? 0);
      if (end > 4 && this.text.length >= end + length) {
        const [head, body] = [this.text.slice(0, end), this.text.slice(end, end + length)];
        this.text = this.text.slice(end + length);
        return { head: head.replace(/^Date: .*\r\n/m, ''), body };
      }
      if (this.isClosed) throw new Error('The connection ended before its answer.');
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async ask(text: string): Promise<{ head: string; body: string }> {
    this.write(text);
    return this.answer();
  }

  async closed(): Promise<void> {
    while (!this.isClosed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  end(): void {
    this.socket.destroy();
  }
}

describe('requests whose bytes came before', () => {
  let test: TestDatabase;
  let site: FixtureSite;
  let app: DeliveryApp;
  let wire: Wire;
  let parsed = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    await insertPublishedArticle(test, site);
    app = await startDeliveryApp(test.url, 'production', {
      DELIVERY_REQUESTS_PER_MINUTE: '40',
    });
    app.server.on('request', () => {
      parsed += 1;
    });
  });
  beforeEach(async () => {
    wire = await Wire.open(app.url);
  });
  afterEach(() => wire.end());
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  /** Requests that the parser had to read. */
  async function parsedBy(work: () => Promise<unknown>): Promise<number> {
    const before = parsed;
    await work();
    return parsed - before;
  }

  /** Asks until the same bytes are answered unread. */
  async function warm(text: string): Promise<{ head: string; body: string }> {
    for (let tries = 0; tries < 50; tries += 1) {
      let answer: { head: string; body: string } | undefined;
      const read = await parsedBy(async () => {
        answer = await wire.ask(text);
      });
      if (read === 0) return answer!;
    }
    throw new Error('It was read every time.');
  }

  it.each([
    ['as it is', []],
    ['as gzip', ['Accept-Encoding: gzip']],
    ['as Brotli', ['Accept-Encoding: gzip, br']],
  ])('are answered with the bytes of the usual way, %s', async (_name, lines) => {
    const usual = await wire.ask(request(TITLES, lines));
    expect(await warm(request(TITLES, lines))).toEqual(usual);
    expect(usual.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it('are answered unread on another connection too, after its first request', async () => {
    await warm(request());
    const other = await Wire.open(app.url);
    expect(await parsedBy(() => other.ask(request()))).toBe(1);
    expect(await parsedBy(() => other.ask(request()))).toBe(0);
    other.end();
  });

  it('keep their order when several come at once', async () => {
    await warm(request());
    await warm(request(NAME));
    wire.write(request() + request(NAME) + request());
    const kinds: boolean[] = [];
    for (let n = 0; n < 3; n += 1) kinds.push((await wire.answer()).body.includes('edges'));
    expect(kinds).toEqual([true, false, true]);
    // On such a line only the parser knows where a request begins.
    expect(await parsedBy(() => wire.ask(request()))).toBe(1);
  });

  it('are not mistaken for the body of another', async () => {
    const known = request();
    await warm(known);
    const [head, tail] = ['POST /delivery/graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n', known];
    wire.write(`${head}Content-Length: ${tail.length}\r\n\r\n`);
    wire.write(tail);
    expect((await wire.answer()).head).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('are read when they come in pieces, or one behind the piece of another', async () => {
    const known = request();
    const usual = await warm(known);
    wire.write(known.slice(0, 30));
    wire.write(known.slice(30));
    expect(await wire.answer()).toEqual(usual);
    wire.write(known + known.slice(0, 10));
    wire.write(known.slice(10));
    expect([await wire.answer(), await wire.answer()]).toEqual([usual, usual]);
  });

  it('close the connection where they say so', async () => {
    for (let n = 0; n < 3; n += 1) {
      const once = await Wire.open(app.url);
      expect((await once.ask(request(TITLES, ['Connection: close']))).head).toMatch(/^Connection: close/m);
      await once.closed();
    }
  });

  it('are counted for the one who asks, and refused beyond the limit', async () => {
    const text = request(TITLES, ['X-Forwarded-For: 192.0.2.7']);
    await warm(text);
    const left: number[] = [];
    for (;;) {
      const { head } = await wire.ask(text);
      if (head.startsWith('HTTP/1.1 429')) break;
      left.push(Number(/ratelimit: "address";r=(\d+)/i.exec(head)![1]));
    }
    expect(left).toEqual(Array.from({ length: left.length }, (_, n) => left.length - 1 - n));
    const other = await Wire.open(app.url);
    expect((await other.ask(request(TITLES, ['X-Forwarded-For: 192.0.2.8']))).head).toMatch(/^HTTP\/1\.1 200/);
    other.end();
  });

  it('are not answered with what was before a publication', async () => {
    await warm(request());
    await insertPublishedArticle(test, site, { slug: 'news', content: fixtureContent('News of the day') });
    // Another process published: it is told here within a quarter of a second, and usually within a millisecond.
    for (let tries = 0; tries < 1_000; tries += 1) {
      if ((await wire.ask(request())).body.includes('News of the day')) break;
      await delay(5);
    }
    expect((await warm(request())).body).toContain('News of the day');
  });
});
