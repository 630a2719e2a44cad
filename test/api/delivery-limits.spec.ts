import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { insertPublishedArticle, insertSite } from '../support/published-fixture.js';
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

describe('how long a request may take', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  beforeAll(async () => {
    test = await createTestDatabase();
    await insertSite(test);
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
});
