import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConfigData, HtmlValidate } from 'html-validate';
import { Webhook } from 'standardwebhooks';
import type { LivePublication } from '#publishing';
import { type DeliveryApp, startDeliveryApp } from '../../../test/support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../../../test/support/published-fixture.js';
import { type SiteApp, startSiteApp } from '../../../test/support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

const SECRET = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`;

/** Stands where the API does: passes questions on to the real delivery API, and answers sign-ups as told. */
async function startGate(delivery: DeliveryApp): Promise<{ server: Server; url: string; signUps: unknown[] }> {
  const signUps: unknown[] = [];
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/newsletter/sign-up')) {
      let text = '';
      for await (const chunk of request) text += chunk;
      const fields = JSON.parse(text) as { email: string };
      signUps.push(fields);
      const good = fields.email.includes('@');
      response.writeHead(good ? 200 : 422, { 'content-type': 'application/json' });
      const message = good ? 'We sent you a message.' : 'This is no e-mail address. Write it as name@example.org.';
      response.end(JSON.stringify({ message }));
      return;
    }
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'host'));
    const answer = await fetch(new URL(request.url!, delivery.url), { headers: headers as Record<string, string> });
    const kept = ['content-type', 'etag', 'cache-control'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value ? [[name, value]] : [];
    });
    response.writeHead(answer.status, Object.fromEntries(kept));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, signUps };
}

describe('the reference site', () => {
  let test: TestDatabase;
  let delivery: DeliveryApp;
  let gate: Awaited<ReturnType<typeof startGate>>;
  let app: SiteApp;
  let site: FixtureSite;
  let live: LivePublication;

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test, { name: 'Harbor & Sons <Physio>' });
    live = await insertPublishedArticle(test, site);
    const content = fixtureContent('Dolor de espalda después de correr', 'es-US');
    await insertPublishedArticle(test, site, { slug: 'dolor', content, articleId: live.articleId });
    delivery = await startDeliveryApp(test.url);
    gate = await startGate(delivery);
    app = await startSiteApp(gate.url, SECRET);
  });
  afterAll(async () => {
    await app.close();
    await new Promise((resolve) => gate.server.close(resolve));
    await delivery.close();
    await test.drop();
  });
  beforeEach(() => {
    gate.signUps.length = 0;
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(app.url + path, { headers: { connection: 'close', ...headers }, redirect: 'manual' });
    return { response, status: response.status, text: await response.text() };
  };
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const response = await fetch(app.url + path, {
      method: 'POST',
      body,
      headers: { connection: 'close', ...headers },
    });
    return { status: response.status, text: await response.text() };
  };
  const signUp = (fields: Record<string, string>) =>
    post('/harbor/newsletter', String(new URLSearchParams(fields)), {
      'content-type': 'application/x-www-form-urlencoded',
    });

  it('shows an article with its ground, its red flags and the emergency number', async () => {
    const { status, text } = await get('/harbor/en-US/back-pain-after-a-run');
    expect(status).toBe(200);
    expect(text).toContain('<h1>Back pain after a run</h1>');
    expect(text).toContain('<strong>Maya Okafor, DPT</strong>');
    expect(text).toMatch(/Next review\s+<time datetime="/);
    expect(text).toContain('href="tel:911"');
    expect(text).toContain('href="/harbor/es-US/dolor" lang="es-US" hreflang="es-US">Español</a>');
    expect(text).toContain('Harbor &amp; Sons &lt;Physio&gt;');
  });

  it('needs no script and less than 50 KB, the style sheet included', async () => {
    const { response, text } = await get('/harbor/en-US/back-pain-after-a-run');
    const style = await get(/href="(\/assets\/[^"]+)"/.exec(text)![1]!);
    expect(text).not.toMatch(/<script(?! type="application\/ld\+json">)|<style|style="|onload/i);
    expect(Buffer.byteLength(text) + Buffer.byteLength(style.text)).toBeLessThan(50_000);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    ['/', 200],
    ['/harbor/', 200],
    ['/harbor/es-US/', 200],
    ['/harbor/en-US/back-pain-after-a-run', 200],
    ['/harbor/es-US/dolor', 200],
    ['/harbor/how-we-review', 200],
    ['/harbor/en-US/topics/back', 200],
    ['/harbor/en-US/search', 200],
    ['/harbor/en-US/search?q=back+pain', 200],
    ['/harbor/en-US/search?q=bakc+pian&topic=back', 200],
    ['/harbor/es-US/search?q=zzzzzz', 200],
    ['/harbor/en-US/newsletters', 200],
    ['/harbor/fr/newsletters', 404],
    ['/harbor/en-US/newsletters/00000000-0000-7000-8000-000000000000', 404],
    ['/harbor/en-US/back-pain-after-a-run/review', 200],
    ['/harbor/fr-FR/back-pain-after-a-run', 200],
    ['/harbor/en-US/nothing/review', 404],
    ['/harbor/en-US/topics/none', 404],
    ['/harbor/en-US/nothing', 404],
    ['/nowhere/', 404],
    ['/a/b/c/d', 404],
  ])('answers %s with %i and valid HTML', async (path, expected) => {
    const { status, text } = await get(path);
    expect(status).toBe(expected);
    // The call button of the red flags is a whole sentence, which may break between its words.
    const rules = { 'tel-non-breaking': 'off' } as const;
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules });
    const report = await validator.validateString(text, `${path}.html`);
    expect(report.results.flatMap(({ messages }) => messages.map((it) => `${it.ruleId}: ${it.message}`))).toEqual([]);
  });

  it('answers 410 with a helpful page from the first request after a withdrawal', async () => {
    const gone = await insertPublishedArticle(test, site, { slug: 'gone' });
    expect((await get('/harbor/en-US/gone')).status).toBe(200);
    await withdrawInSql(test, site, gone);
    const { status, text } = await get('/harbor/en-US/gone');
    expect(status).toBe(410);
    expect(text).toContain('This article was withdrawn');
    expect(text).toContain('tel:+15550100');
  });

  it('answers 304 to a browser that has the page', async () => {
    const { response } = await get('/harbor/');
    const again = await get('/harbor/', { 'if-none-match': response.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  it('passes a sign-up on with the words that were agreed to, and shows the answer', async () => {
    const { status, text } = await signUp({ email: 'a@example.org', locale: 'en-US', consent: 'yes' });
    expect(status).toBe(200);
    expect(text).toContain('Check your inbox');
    expect(text).toContain('We sent you a message.');
    expect(gate.signUps).toEqual([
      expect.objectContaining({ site: 'harbor', email: 'a@example.org', locale: 'en-US', consent: true }),
    ]);
  });

  it('shows a refusal beside the field and keeps what was typed', async () => {
    const refused = await signUp({ email: '"><script>', locale: 'en-US', consent: 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This is no e-mail address.');
    expect(refused.text).toContain('value="&quot;&gt;&lt;script&gt;"');
    const unticked = await signUp({ email: 'a@example.org', locale: 'en-US' });
    expect(unticked.status).toBe(422);
    expect(unticked.text).toContain('Tick this box');
    expect(gate.signUps).toHaveLength(1);
  });

  it('offers what the site writes about, and its languages, and passes on what was chosen', async () => {
    const terms = await test.query<{ id: string; kind: string }>(
      `INSERT INTO taxonomy_term (id, kind, key) SELECT gen_random_uuid(), kind, key
         FROM (VALUES ('topic', 'runningOfForm'), ('bodyRegion', 'kneeOfForm'), ('condition', 'soreOfForm')) AS v (kind, key)
       RETURNING id, kind`,
    );
    await test.query('INSERT INTO article_term (article_id, term_id) SELECT $1, unnest($2::uuid[])', [
      live.articleId,
      terms.map(({ id }) => id),
    ]);
    await test.query("UPDATE site SET locales = '{es-US}' WHERE slug = 'harbor'");
    await test.query('UPDATE site_generation SET generation = generation + 1');
    const [topic, region] = ['topic', 'bodyRegion'].map((kind) => terms.find((it) => it.kind === kind)!.id) as [
      string,
      string,
    ];
    let home = await get('/harbor/en-US/');
    while (!home.text.includes(topic)) home = await get('/harbor/en-US/');
    expect(home.text).toContain('<legend>Parts of the body</legend>');
    expect(home.text.match(/name="interests"/g)).toHaveLength(2);
    expect(home.text).toMatch(/<option value="es-US" lang="es-US">Español<\/option>/);
    expect(home.text).toContain('<a href="/harbor/es-US/" lang="es-US" hreflang="es-US">Español</a>');
    const chosen = new URLSearchParams({ email: 'c@example.org', locale: 'en-US', consent: 'yes', language: 'es-US' });
    for (const id of [topic, region]) chosen.append('interests', id);
    const head = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post('/harbor/newsletter', String(chosen), head)).status).toBe(200);
    const passedOn = { locale: 'en-US', language: 'es-US', interests: [topic, region] };
    expect(gate.signUps).toEqual([expect.objectContaining(passedOn)]);
    chosen.delete('consent');
    const again = await post('/harbor/newsletter', String(chosen), head);
    expect(again.text.match(/ checked>/g)).toHaveLength(2);
    expect(again.text).toContain('<option value="es-US" lang="es-US" selected>');
    // Boxes of one question share their name.
    const shared = ['radio', 'checkbox', 'submit', 'button', 'reset'];
    const config: ConfigData = {
      extends: ['html-validate:recommended'],
      rules: { 'form-dup-name': ['error', { shared }] },
    };
    const validator = new HtmlValidate(config);
    expect((await validator.validateString(again.text)).results.flatMap((result) => result.messages)).toEqual([]);
  });

  it.each([
    [{ interests: 'not-an-id' }, 'interests-problem'],
    [{ interests: '00000000-0000-7000-8000-000000000000' }, 'interests-problem'],
    [{ language: 'fr' }, 'language-problem'],
  ])('refuses a choice that was not offered: %j', async (choice, problem) => {
    const refused = await signUp({ email: 'a@example.org', locale: 'en-US', consent: 'yes', ...choice });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`id="${problem}"`);
    expect(refused.text).toContain('value="a@example.org"');
    expect(gate.signUps).toEqual([]);
  });

  it('takes a webhook that is signed, and no other', async () => {
    const body = JSON.stringify({ type: 'publication.went-live' });
    const at = new Date();
    const signed = {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('msg_1', at, body),
    };
    expect((await post('/hooks/carepress', body, signed)).status).toBe(204);
    expect((await post('/hooks/carepress', `${body} `, signed)).status).toBe(401);
    expect((await post('/hooks/carepress', body, { ...signed, 'webhook-timestamp': '1' })).status).toBe(401);
    expect((await post('/hooks/carepress', body, { 'content-type': 'application/json' })).status).toBe(401);
    const closed = await startSiteApp(gate.url);
    const response = await fetch(`${closed.url}/hooks/carepress`, { method: 'POST', headers: signed, body });
    expect(response.status).toBe(404);
    await closed.close();
  });

  it('remembers a larger text, and leads back to this site only', async () => {
    const back = encodeURIComponent('/harbor/');
    const { response } = await get(`/text-size?size=large&back=${back}`);
    expect(response.headers.get('location')).toBe('/harbor/');
    expect((await get('/harbor/', { cookie: 'text-size=large' })).text).toContain('class="large-text"');
    for (const elsewhere of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const answer = await get(`/text-size?size=large&back=${encodeURIComponent(elsewhere)}`);
      expect(answer.response.headers.get('location')).toBe('/');
    }
  });

  it('shows no old copy while the API is away', async () => {
    const lonely = await startSiteApp('http://127.0.0.1:9');
    const response = await fetch(`${lonely.url}/harbor/`);
    expect(response.status).toBe(503);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('cannot be shown right now');
    await lonely.close();
  });
});
