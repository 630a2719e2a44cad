import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_SIGN_INS } from '#identity';
import { type Api, cookieOf, post, startApi } from '../support/api.js';

const [SAM] = DEMO_SIGN_INS;
const ME = '{ me { name } }';

describe('sign-in', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const auth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    post(`${api.url}/api/auth${path}`, body, headers);
  let addresses = 0;
  /** A sender of its own for each test: the limit counts by address. The test's own machine counts as a load balancer. */
  const sender = () => {
    addresses += 1;
    return { 'x-forwarded-for': `198.51.100.${addresses}` };
  };

  it('gives a session in a cookie that no script reads and no foreign form sends', async () => {
    const response = await auth('/sign-in/email', SAM, sender());
    expect(response.status).toBe(200);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/^(?=.*; HttpOnly)(?=.*; SameSite=Lax)(?=.*; Path=\/)/i);
    expect((await api.caller(cookieOf(response)).ask(ME)).me.name).toBe('Sam Reyes');
  });

  it('marks the cookie as secure where the public address is https', async () => {
    const secure = await startApi({ PUBLIC_URL: 'https://press.example' });
    try {
      const response = await post(`${secure.url}/api/auth/sign-in/email`, SAM, { origin: 'https://press.example' });
      for (const cookie of response.headers.getSetCookie()) expect(cookie).toMatch(/^__Secure-.*; Secure/i);
    } finally {
      await secure.close();
    }
  });

  it('says the same to a wrong password and to an address it does not know', async () => {
    const wrong = await auth('/sign-in/email', { email: SAM!.email, password: 'not-the-password' }, sender());
    const unknown = await auth('/sign-in/email', { email: 'who@harbor.example', password: 'no-password-of' }, sender());
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    expect([wrong, unknown].flatMap((response) => response.headers.getSetCookie())).toEqual([]);
  });

  it.each([
    ['no object', '"x"'],
    ['an empty body', ''],
    ['no JSON', '{"email":'],
    ['another type of value', { email: { $ne: null }, password: ['x'] }],
    ['a NUL character', { email: 'sam@harbor.example\u0000', password: 'author-at-harbor' }],
    ['a NUL character in the password', { email: 'sam@harbor.example', password: 'a\u0000b' }],
    ['a password of a megabyte', { email: 'sam@harbor.example', password: 'x'.repeat(900_000) }],
  ])('refuses %s without a bug', async (_what, body) => {
    const response = await auth('/sign-in/email', body, sender());
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it('ends the session when somebody signs out', async () => {
    const cookie = await auth('/sign-in/email', SAM, sender()).then(cookieOf);
    expect((await api.caller(cookie).ask(ME)).me).not.toBeNull();
    expect((await auth('/sign-out', {}, { cookie, ...sender() })).status).toBe(200);
    expect((await api.caller(cookie).ask(ME)).me).toBeNull();
  });

  it.each([
    ['a tampered signature', (cookie: string) => `${cookie.slice(0, -4)}AAAA`],
    ['no signature', (cookie: string) => cookie.replace(/\..*/, '')],
    ['a broken escape', (cookie: string) => cookie.replace(/=.*/, '=%E0%A4%A')],
    ['an empty value', (cookie: string) => cookie.replace(/=.*/, '=')],
  ])('takes a cookie with %s for nobody', async (_what, spoil) => {
    const { status, data } = await api.caller(spoil(api.sam.cookie)).send(ME);
    expect({ status, data }).toEqual({ status: 200, data: { me: null } });
  });

  it('signs nobody up', async () => {
    const person = { name: 'Eve', email: 'eve@example.org', password: 'long-enough-password' };
    const response = await auth('/sign-up/email', person, sender());
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await api.database.query(`SELECT 1 FROM staff_user WHERE email = 'eve@example.org'`)).toEqual([]);
  });

  it('lets nobody change who they are: a name stands under approvals', async () => {
    const { cookie } = api.sam;
    for (const [path, body] of [
      ['/update-user', { name: 'Maya Okafor' }],
      ['/change-email', { newEmail: 'maya2@harbor.example' }],
      ['/delete-user', {}],
    ] as const) {
      const response = await auth(path, body, { cookie, ...sender() });
      expect([path, response.status]).toEqual([path, 404]);
    }
    expect((await api.sam.ask('{ me { name email } }')).me).toEqual({ name: 'Sam Reyes', email: SAM!.email });
  });

  it.each([
    '/sign-in/email/',
    '//sign-in/email',
    '/sign-in/%65mail',
    '/Sign-In/Email',
    '/list-accounts',
    '/ok',
    '/error',
  ])('answers nothing at %s: the limit of tries counts by path', async (path) => {
    const response = await auth(path, SAM, { cookie: api.sam.cookie, ...sender() });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'HTTP_404' });
  });

  it('refuses requests that come from a foreign page', async () => {
    const foreign = { origin: 'https://evil.example', ...sender() };
    const signIn = await auth('/sign-in/email', SAM, { ...foreign, cookie: 'carepress.x=1' });
    expect(signIn.status).toBe(403);
    const signOut = await auth('/sign-out', {}, { ...foreign, cookie: api.sam.cookie });
    expect(signOut.status).toBe(403);
    expect((await api.sam.ask(ME)).me.name).toBe('Sam Reyes');
  });

  it.each([
    ['text/plain', '{"email":"sam@harbor.example","password":"author-at-harbor"}'],
    ['application/x-www-form-urlencoded', 'email=sam%40harbor.example&password=author-at-harbor'],
  ])('signs nobody in by a form of another page (%s)', async (type, body) => {
    const headers = { 'content-type': type, origin: 'https://evil.example', ...sender() };
    const response = await auth('/sign-in/email', body, headers);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each(['not a host', '[', 'a:b:c', ''])('answers a request for the host %p without a bug', async (host) => {
    const { request } = await import('node:http');
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(`${api.url}/api/auth/get-session`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBeLessThan(500);
  });

  describe('too many tries', () => {
    const tryOnce = async (headers: Record<string, string>) =>
      (await auth('/sign-in/email', { email: SAM!.email, password: 'guess-after-guess' }, headers)).status;
    const tries = async (count: number, headers: (n: number) => Record<string, string>) => {
      const seen: number[] = [];
      for (let n = 0; n < count; n += 1) seen.push(await tryOnce(headers(n)));
      return seen;
    };

    it('end after 20 a minute from one address, and only for that address', async () => {
      const one = sender();
      expect(await tries(20, () => one)).toEqual(Array(20).fill(401));
      expect(await tryOnce(one)).toBe(429);
      expect((await auth('/sign-in/email', SAM, one)).status).toBe(429);
      expect((await auth('/sign-in/email', SAM, sender())).status).toBe(200);
    });

    it('end for those who try everything at once, too', async () => {
      const one = sender();
      const seen = await Promise.all(Array.from({ length: 60 }, () => tryOnce(one)));
      expect(seen.filter((status) => status !== 429).length).toBeLessThanOrEqual(20);
    });

    it('are counted through a load balancer, whatever the sender claims to have forwarded', async () => {
      const real = sender()['x-forwarded-for'];
      const forged = (n: number) => ({
        'x-forwarded-for': `203.0.113.${n}, ${real}`,
        'x-carepress-client-address': `203.0.113.${n}`,
        'x-real-ip': `203.0.113.${n}`,
        forwarded: `for=203.0.113.${n}`,
      });
      expect((await tries(21, forged)).at(-1)).toBe(429);
    });

    it('are counted from a stranger who forges every header', async () => {
      const server = api.app.getHttpServer();
      const stranger = (socket: Socket) => Object.defineProperty(socket, 'remoteAddress', { value: '192.0.2.77' });
      server.prependListener('connection', stranger);
      try {
        const forged = (n: number) => ({
          'x-forwarded-for': `203.0.113.${n}`,
          'x-carepress-client-address': `203.0.113.${n}`,
        });
        expect((await tries(21, forged)).at(-1)).toBe(429);
      } finally {
        server.removeListener('connection', stranger);
      }
    });
  });
});

describe('a foreign page with the cookie of a visitor', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const query = 'mutation { cancelSchedule(id: "x") { __typename } }';

  it.each([
    ['text/plain', JSON.stringify({ query })],
    ['application/x-www-form-urlencoded', new URLSearchParams({ query }).toString()],
    ['multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n${query}\r\n--x--`],
    ['', JSON.stringify({ query })],
    ['text/plain; x=application/json', JSON.stringify({ query })],
  ])('cannot reach a mutation by a form (%s)', async (type, body) => {
    const headers: Record<string, string> = { cookie: api.jo.cookie, origin: 'https://evil.example' };
    if (type) headers['content-type'] = type;
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: Buffer.from(body) });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain('"data"');
  });

  it('cannot send JSON: its preflight is not answered', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('cannot read an answer, nor change anything by GET', async () => {
    const headers = { cookie: api.jo.cookie, origin: 'https://evil.example' };
    const read = await fetch(`${api.url}/graphql?${new URLSearchParams({ query: '{ me { email } }' })}`, { headers });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const address = `${api.url}/graphql?${new URLSearchParams({ query })}`;
    const change = await fetch(address, { headers: { ...headers, 'apollo-require-preflight': '1' } });
    expect(change.status).toBeGreaterThanOrEqual(400);
    expect(await change.text()).not.toContain('cancelSchedule"');
  });
});
