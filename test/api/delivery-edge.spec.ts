import { request } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildSchema } from 'graphql';
import { auditServer } from 'graphql-http';
import { askByGet, type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { insertPublishedArticle, insertSite } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const TITLES = '{ articles(site: "harbor", locale: "en-US") { edges { node { title } } } }';

describe('the edge of the delivery API', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let production: DeliveryApp;

  beforeAll(async () => {
    test = await createTestDatabase();
    await insertPublishedArticle(test, await insertSite(test));
    app = await startDeliveryApp(test.url);
    production = await startDeliveryApp(test.url, 'production');
  });
  afterAll(async () => {
    await app.close();
    await production.close();
    await test.drop();
  });

  it('keeps every MUST of GraphQL over HTTP', async () => {
    const results = await auditServer({ url: app.url });
    const failed = results.filter((result) => result.status === 'error');
    expect(failed.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
    // The SHOULDs that are not kept, each with its reason in docs/delivery.md.
    const others = results.filter((result) => result.status === 'warn').map(({ id }) => id);
    expect(others.sort()).toEqual(['572B', '7B9B', 'FDE2']);
  });

  it.each([
    ['too deep', `{ ${'a { '.repeat(20)} b ${'}'.repeat(20)} }`],
    ['too many aliases', `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: sites { id }`).join(' ')} }`],
    ['too long', `{ ${'sites { id } '.repeat(900)} }`],
    ['fragments in a circle', '{ sites { ...A } } fragment A on Site { ...B } fragment B on Site { ...A }'],
    ['no GraphQL', 'get me everything'],
    ['a field that is not there', '{ drafts { title } }'],
    ['a mutation', 'mutation { publish }'],
  ])('refuses an operation that is %s', async (_name, query) => {
    const { status, body } = await app.ask(query);
    expect(status).toBe(400);
    expect(body.errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|stacktrace|at .*\.ts/);
  });

  it('refuses an operation that costs too much, and says how much', async () => {
    const fields = 'document html text references { title } faq { question } provenance { reviewedBy { name } }';
    const list = (first: number) =>
      `articles(site: "harbor", locale: "en-US", first: ${first}) { edges { node { ${fields} } } }`;
    expect((await app.ask(`{ ${list(50)} }`)).status).toBe(200);
    const { status, body } = await app.ask(`{ ${list(100)} }`);
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toMatchObject({ code: 'COST_LIMIT', cost: 1101, limit: 1000 });
  });

  it.each([9, 40])('stops counting fragments that double at each of %i steps', async (depth) => {
    const steps = Array.from({ length: depth }, (_, n) => {
      const next = `...F${n + 1}`;
      return `fragment F${n} on Site { id ${next} ${next} ${next} ${next} }`;
    });
    const query = `{ sites { ...F0 } } ${steps.join(' ')} fragment F${depth} on Site { id }`;
    const started = Date.now();
    expect((await app.ask(query)).status).toBe(400);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('answers what is no JSON, too large or of another type in the shape of GraphQL', async () => {
    const send = (body: string, type = 'application/json') =>
      fetch(app.url, { method: 'POST', headers: { 'content-type': type, connection: 'close' }, body });
    for (const [response, status] of [
      [await send('{"query":'), 400],
      [await send(JSON.stringify({ query: '#'.repeat(200_000) })), 413],
      [await send('<x/>', 'application/xml'), 415],
    ] as const) {
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('tells %s which methods there are', async (method) => {
    const headers = { connection: 'close', ...(method === 'PUT' && { 'content-type': 'text/plain' }) };
    const response = await fetch(app.url, { method, headers, ...(method === 'PUT' && { body: 'x' }) });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const text = await response.text();
    if (method !== 'HEAD') {
      expect(JSON.parse(text)).toEqual({
        errors: [{ message: 'Ask by GET or POST.', extensions: { code: 'BAD_REQUEST' } }],
      });
    }
  });

  it('answers an address that is too long, and what is no HTTP, in the shape of GraphQL too', async () => {
    const long = await fetch(`${app.url}?query=${'x'.repeat(20_000)}`);
    expect([long.status, long.headers.get('cache-control')]).toEqual([431, 'no-store']);
    expect(await long.json()).toMatchObject({ code: 'HTTP_431', errors: [{ extensions: { code: 'HTTP_431' } }] });
    const { hostname, port } = new URL(app.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write('BREW /pot COFFEE/1.0\r\n\r\n'));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"extensions":\{"code":"HTTP_400"\}/);
  });

  it('shows a caller only the id of a bug', async () => {
    const spy = jest.spyOn(app.database.pool, 'query').mockImplementationOnce(() => {
      throw new Error('password of the database is hunter2');
    });
    const { body } = await app.ask(TITLES);
    spy.mockRestore();
    expect(body.errors[0].extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
    expect(body.errors[0].message).toContain(body.errors[0].extensions.errorId);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it('answers GET with a validator, and 304 while nothing changed', async () => {
    const first = await askByGet(app.url, TITLES);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=0, stale-while-revalidate=1');
    expect(first.headers.get('surrogate-key')).toMatch(/^site-[0-9a-f-]{36}$/);
    const again = await askByGet(app.url, TITLES, { 'if-none-match': first.headers.get('etag')! });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
    expect((await askByGet(app.url, TITLES, { 'if-none-match': '*' })).status).toBe(304);
  });

  it('says of a hash that is not of its text that the request is wrong, and takes no hash of another version', async () => {
    for (const persistedQuery of [
      { version: 1, sha256Hash: 'a'.repeat(64) },
      { version: 9, sha256Hash: 'x' },
    ]) {
      const headers = { 'content-type': 'application/json', connection: 'close' };
      const body = JSON.stringify({ query: TITLES, extensions: { persistedQuery } });
      const response = await fetch(app.url, { method: 'POST', headers, body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
  });

  it.each([
    ['gzip', 'gzip'],
    ['br, gzip', 'br'],
    ['gzip;q=1.0, deflate;q=0.6, identity;q=0.3', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000', undefined],
    ['identity', undefined],
  ])('answers who reads %s in %s, the first time and from memory', async (encodings, form) => {
    // Long enough to be worth it, and new to the server in each case.
    const query = `{ article(site: "harbor", locale: "en-US", slug: "back-pain-after-a-run") { ... on Article { html text slug } } } # ${encodings}`;
    const read = () =>
      new Promise<{ form: string | undefined; bytes: Buffer }>((resolve, reject) => {
        const address = `${app.url}?${new URLSearchParams({ query })}`;
        const asked = request(address, { headers: { 'accept-encoding': encodings } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          const bytes = () => Buffer.concat(chunks);
          response.on('end', () => resolve({ form: response.headers['content-encoding'], bytes: bytes() }));
        });
        asked.on('error', reject).end();
      });
    const plain = (bytes: Buffer) =>
      form === 'br' ? brotliDecompressSync(bytes) : form === 'gzip' ? gunzipSync(bytes) : bytes;
    const [first, second] = [await read(), await read()];
    expect([first.form, second.form]).toEqual([form, form]);
    expect(JSON.parse(plain(first.bytes).toString()).data.article.html.length).toBeGreaterThan(500);
    expect(plain(second.bytes)).toEqual(plain(first.bytes));
  });

  it('answers an address with its question in it, as anyone may open it', async () => {
    const response = await fetch(`${app.url}?${new URLSearchParams({ query: TITLES })}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: { articles: { edges: [{}] } } });
  });

  it('tells its schema with its prices at an address, in production too', async () => {
    const response = await fetch(new URL('/delivery/schema.graphql', app.url));
    expect(response.headers.get('content-type')).toContain('text/plain');
    const fields = Object.values(
      buildSchema(await response.text())
        .getQueryType()!
        .getFields(),
    );
    const priced = fields.filter(({ astNode }) => astNode!.directives!.some(({ name }) => name.value === 'cost'));
    expect(priced.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['article', 'articles', 'search', 'newsletters']),
    );
  });

  it('shows its schema and a page to try it in development, and neither in production', async () => {
    const schema = '{ __schema { queryType { name } } }';
    expect((await app.ask(schema)).body.data.__schema.queryType.name).toBe('Query');
    expect((await production.ask(schema)).body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const page = { headers: { accept: 'text/html', connection: 'close' } };
    const shown = await (await fetch(app.url, page)).text();
    expect(shown).toContain('type ArticleConnection');
    expect(shown).not.toMatch(/https?:\/\/(?!clinic)/);
    expect(await (await fetch(production.url, page)).text()).not.toContain('<form');
  });

  it('gives no hint of other names in production', async () => {
    expect((await app.ask('{ site(slug: "x") { nam } }')).body.errors[0].message).toContain('Did you mean');
    expect((await production.ask('{ site(slug: "x") { nam } }')).body.errors[0].message).not.toContain('Did you mean');
  });

  it('answers nothing else below /delivery', async () => {
    expect((await fetch(app.url.replace('/graphql', '/drafts'))).status).toBe(404);
  });
});
