import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#kernel';
import { SELF_SIGNED } from '../../../../test/support/self-signed.js';
import { failureWords } from './failure-words.js';
import { GuardedHttp } from './guarded-http.js';
import { guardedLookup, NameResolver } from './guarded-lookup.js';

const LOOPBACK = { address: '127.0.0.1', family: 4 };
const PUBLIC = { address: '8.8.8.8', family: 4 };

class FakeResolver extends NameResolver {
  asked = 0;
  constructor(private readonly answers: LookupAddress[][]) {
    super();
  }
  override async resolve(): Promise<LookupAddress[]> {
    this.asked += 1;
    return this.answers[Math.min(this.asked, this.answers.length) - 1]!;
  }
}

describe('HTTP to addresses that people typed in', () => {
  let server: Server;
  let port: number;
  let seen: number;
  let answer: RequestListener;
  const opened: GuardedHttp[] = [];

  beforeEach(async () => {
    seen = 0;
    answer = (_, response) => response.end('ok');
    server = createServer((request, response) => {
      seen += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((http) => http.onApplicationShutdown()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const http = (allowHosts: string[] = [], resolver: NameResolver = new NameResolver()): GuardedHttp => {
    const it = new GuardedHttp({ allowHosts }, resolver, new FixedClock(new Date('2026-11-22T10:00:00Z')));
    opened.push(it);
    return it;
  };
  const allowed = () => http([`127.0.0.1:${port}`]);
  const here = () => `http://127.0.0.1:${port}/hook`;

  it('refuses an own address that got past the form, whatever its spelling', async () => {
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '017700000001']) {
      expect(await http().post(`http://${host}:${port}/`, '{}', {})).toMatchObject({ outcome: 'addressRefused' });
    }
    expect(seen).toBe(0);
  });

  it.each([
    ['to the own machine', [[LOOPBACK]]],
    ['to a mapped address', [[{ address: '::ffff:127.0.0.1', family: 6 }]]],
    ['to a public and a private address', [[PUBLIC, LOOPBACK]]],
    ['nowhere', [[]]],
  ])('refuses a name that leads %s', async (_, answers) => {
    const resolver = new FakeResolver(answers as LookupAddress[][]);
    const result = await http([], resolver).post(`http://rebind.example.org:${port}/`, '{}', {});
    expect(result).toMatchObject({ outcome: 'addressRefused' });
    expect(resolver.asked).toBe(1);
    expect(seen).toBe(0);
  });

  it('connects to the address it checked: a name that flips afterwards is not asked again', async () => {
    const resolver = new FakeResolver([[PUBLIC], [LOOPBACK]]);
    const addresses = await new Promise((resolve) =>
      guardedLookup(resolver)('rebind.example.org', { all: true }, (error, found) => resolve(error ?? found)),
    );
    expect(addresses).toEqual([PUBLIC]);
    expect(resolver.asked).toBe(1);
    const flipped = await http([], resolver).post(`http://rebind.example.org:${port}/`, '{}', {});
    expect(flipped).toMatchObject({ outcome: 'addressRefused' });
    expect(seen).toBe(0);
  });

  it('answers a socket that wants one address', async () => {
    const one = await new Promise((resolve) =>
      guardedLookup(new FakeResolver([[PUBLIC]]))('a.example.org', {}, (_, address, family) =>
        resolve([address, family]),
      ),
    );
    expect(one).toEqual(['8.8.8.8', 4]);
  });

  it('follows no redirect', async () => {
    answer = (_, response) => response.writeHead(301, { location: `http://127.0.0.1:${port}/secret` }).end();
    expect(await allowed().post(here(), '{}', {})).toMatchObject({ outcome: 'redirected', status: 301 });
    expect(seen).toBe(1);
  });

  it('keeps the first 2 kB of an answer, without NUL', async () => {
    answer = (_, response) => response.writeHead(500).end(`\0begin${'x'.repeat(100_000)}`);
    const result = await allowed().post(here(), '{}', {});
    expect(result).toMatchObject({ outcome: 'rejected', status: 500 });
    expect(result.excerpt).toBe(`begin${'x'.repeat(2_048 - 6)}`);
  });

  it('counts a success whose answer breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setTimeout(() => response.destroy(), 50);
    };
    expect(await allowed().post(here(), '{}', {})).toMatchObject({ outcome: 'accepted', excerpt: 'half' });
  });

  it('reads how long it shall wait', async () => {
    answer = (_, response) => response.writeHead(503, { 'retry-after': '90' }).end();
    expect(await allowed().post(here(), '{}', {})).toMatchObject({ outcome: 'throttled', retryAfterMs: 90_000 });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'has run out'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'cannot be verified'],
    ['ENOTFOUND', 'name is not known'],
    ['ECONNREFUSED', 'Nothing answers'],
    ['UND_ERR_CONNECT_TIMEOUT', 'took too long'],
  ])('has words for %s', (code, words) => {
    expect(failureWords(code)).toContain(words);
    expect(failureWords(code)).toContain(`(${code})`);
  });

  it('says when nobody answers, or the connection is cut', async () => {
    answer = (request) => request.socket.destroy();
    expect(await allowed().post(here(), '{}', {})).toMatchObject({ outcome: 'unreachable' });
    const nobody = http(['127.0.0.1:9']);
    expect(await nobody.post('http://127.0.0.1:9/', '{}', {})).toMatchObject({ outcome: 'unreachable' });
  });

  it('refuses a certificate that nobody vouches for, says so, and sends nothing', async () => {
    let asked = 0;
    const secure = createSecureServer(SELF_SIGNED, (_, response) => {
      asked += 1;
      response.end('ok');
    });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(secure.address() as AddressInfo).port}`;
    const result = await http([host]).post(`https://${host}/hook`, '{}', {});
    secure.closeAllConnections();
    await new Promise((resolve) => secure.close(resolve));
    expect(result).toMatchObject({
      outcome: 'unreachable',
      excerpt: expect.stringContaining('certificate cannot be verified'),
    });
    expect(asked).toBe(0);
  });

  it('gives up after 20 s', async () => {
    answer = () => undefined;
    const started = Date.now();
    expect(await allowed().post(here(), '{}', {})).toMatchObject({ outcome: 'timedOut' });
    expect(Date.now() - started).toBeLessThan(22_000);
  }, 30_000);
});
