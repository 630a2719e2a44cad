import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AllowedOperations } from '../../apps/api/src/delivery/allowed-operations.js';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { insertPublishedArticle, insertSite } from '../support/published-fixture.js';
import { startSiteApp } from '../support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const QUERY = '{ site(slug: "harbor") { name } }';

describe('how often an address may ask', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  const ask = (from: string | undefined, path = '') =>
    fetch(path ? new URL(path, app.url) : `${app.url}?${new URLSearchParams({ query: QUERY })}`, {
      headers: { connection: 'close', ...(from && { 'x-forwarded-for': from }) },
    });

  beforeAll(async () => {
    test = await createTestDatabase();
    const site = await insertSite(test);
    await insertPublishedArticle(test, site, { slug: 'knee' });
    app = await startDeliveryApp(test.url, 'test', { DELIVERY_REQUESTS_PER_MINUTE: '50' });
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('is told with every answer, warm and cold, and refused beyond it with the time to wait', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 50; n += 1) {
      const response = await ask('203.0.113.7');
      statuses.push(response.status);
      expect(response.headers.get('ratelimit-policy')).toBe('"address";q=50;w=60');
      expect(response.headers.get('ratelimit')).toMatch(new RegExp(`^"address";r=${49 - n};t=\\d+$`));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await ask('203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });

  it('is counted for the one who asked, whatever addresses they claim', async () => {
    // The last address is what the load balancer saw; those before it came with the request.
    expect((await ask('198.51.100.9, 203.0.113.7')).status).toBe(429);
    expect((await ask('203.0.113.7, 198.51.100.9')).status).toBe(200);
    expect((await ask('::ffff:203.0.113.7')).status).toBe(429);
    expect((await ask('not an address')).status).toBe(200);
  });

  it('is not counted on the machine itself, and dearer for what is drawn anew', async () => {
    expect((await ask(undefined)).headers.get('ratelimit')).toBeNull();
    const handout = () => ask('203.0.113.8', '/handout/harbor/en-US/knee.pdf');
    expect([(await handout()).status, (await handout()).status, (await handout()).status]).toEqual([200, 200, 429]);
  });
});

describe('how long a request may take, and how much', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  beforeAll(async () => {
    test = await createTestDatabase();
    const site = await insertSite(test);
    for (const slug of ['knee', 'hip', 'back']) await insertPublishedArticle(test, site, { slug });
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it.each([{ 'content-length': '90' }, { 'transfer-encoding': 'chunked' }])(
    'ends a body that comes in drops (%j), and answers others meanwhile',
    async (length) => {
      const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', ...length };
        const slow = request(app.url, { method: 'POST', headers }, (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode!, text }));
        });
        slow.on('error', reject);
        const drip = setInterval(() => slow.write(' '), 200);
        slow.on('close', () => clearInterval(drip));
      });
      expect((await app.ask(QUERY)).status).toBe(200);
      const { status, text } = await answer;
      expect(status).toBe(408);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });
    },
    60_000,
  );

  it('refuses more text than one answer may carry, and answers who asks for less beside it', async () => {
    const long = "to_jsonb(repeat('<p>Walk.</p>', 190000))";
    await test.query(`UPDATE delivery_article SET payload = jsonb_set(payload, '{html}', ${long})`);
    const list = (first: number) =>
      app.ask(`{ articles(site: "harbor", locale: "en-US", first: ${first}) { edges { node { slug html } } } }`);
    const [much, less, little] = await Promise.all([list(3), list(1), app.ask(QUERY)]);
    expect(much.body).toMatchObject({
      data: { articles: null },
      errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }],
    });
    expect(much.body.errors[0].message).toMatch(/Ask for fewer articles/);
    // The page reads one article more than it shows.
    expect(less.body.data.articles.edges[0].node.html).toHaveLength(2_280_000);
    expect(little.status).toBe(200);
    expect((await list(3)).body.errors).toHaveLength(1);
    // Each list alone is small enough, and together they are not: what was read before stays in the answer.
    const lists = (count: number) =>
      Array.from(
        { length: count },
        (_, n) => `a${n}: articles(site: "harbor", locale: "en-US", first: 1) { edges { node { html } } }`,
      );
    const together = await app.ask(`{ ${lists(3).join(' ')} }`);
    expect(together.body.data.a0.edges).toHaveLength(1);
    expect(together.body).toMatchObject({ errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }, {}] });
    // The same text many times is read once, and is as long as it is written.
    const same = Array.from({ length: 4 }, (_, n) => `a${n}: html`).join(' ');
    const query = `{ articles(site: "harbor", locale: "en-US", first: 1) { edges { node { ${same} } } } }`;
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await app.ask(query);
      expect([status, body.data, body.errors[0].extensions]).toEqual([200, null, { code: 'ANSWER_TOO_LARGE' }]);
    }
  });
});

describe('a list of the only operations that may be asked', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let folder: string;
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const post = async (body: unknown) => {
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const response = await fetch(app.url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const NOT_ALLOWED = { status: 403, body: { errors: [{ extensions: { code: 'OPERATION_NOT_ALLOWED' } }] } };

  beforeAll(async () => {
    test = await createTestDatabase();
    await insertPublishedArticle(test, await insertSite(test), { slug: 'knee' });
    folder = await mkdtemp(join(tmpdir(), 'carepress-operations-'));
    await writeFile(join(folder, 'own.json'), JSON.stringify({ [hash(QUERY)]: QUERY }));
    app = await startDeliveryApp(test.url, 'production', { DELIVERY_OPERATIONS: join(folder, 'own.json') });
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers what is on it, by its text and by its hash alone', async () => {
    const answer = { status: 200, body: { data: { site: { name: expect.any(String) } } } };
    expect(await post({ query: QUERY })).toMatchObject(answer);
    expect(await post(persisted(hash(QUERY)))).toMatchObject(answer);
    const byGet = new URLSearchParams({ extensions: JSON.stringify(persisted(hash(QUERY)).extensions) });
    expect((await fetch(`${app.url}?${byGet}`)).status).toBe(200);
  });

  it('refuses everything else with a code, before and after it was asked for the first time', async () => {
    const other = '{ site(slug: "harbor") { name phone } }';
    for (let n = 0; n < 3; n += 1) {
      expect(await post({ query: other })).toMatchObject(NOT_ALLOWED);
      expect(await post(persisted(hash(other)))).toMatchObject(NOT_ALLOWED);
      expect(await post({ query: other, ...persisted(hash(other)) })).toMatchObject(NOT_ALLOWED);
      expect((await fetch(`${app.url}?${new URLSearchParams({ query: `${QUERY} ` })}`)).status).toBe(403);
    }
    // Its own text under a hash of the list is not on the list either.
    expect(await post({ query: other, ...persisted(hash(QUERY)) })).toMatchObject(NOT_ALLOWED);
    expect((await post({})).status).toBe(400);
  });

  it('leaves out nothing that the reference site asks, though nobody named it', async () => {
    const site = await startSiteApp(new URL(app.url).origin);
    const pages = ['/harbor/en-US/', '/harbor/en-US/knee', '/harbor/en-US/search?q=knee', '/harbor/sitemap.xml'];
    const more = ['/harbor/en-US/feed.atom', '/harbor/newsletters', '/harbor/en-US/topics/back', '/harbor/en-US/gone'];
    const statuses = [];
    for (const path of [...pages, ...more]) statuses.push((await fetch(site.url + path)).status);
    await site.close();
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
  });

  it('stops the start when it cannot be read', async () => {
    await writeFile(join(folder, 'empty.json'), '{}');
    expect(() => new AllowedOperations([join(folder, 'nothing.json')])).toThrow(/DELIVERY_OPERATIONS names .* be read/);
    expect(() => new AllowedOperations([join(folder, 'empty.json')])).toThrow(/is no manifest of operations/);
  });
});
