import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DeliveryDatabase } from '#delivery';
import type { Api } from '../support/api.js';
import { askByGet, type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';

const { startApi } = await import('../support/api.js');

const BY_SLUG = `query Article($site: String!, $slug: String!) { article(site: $site, locale: "en", slug: $slug) {
  __typename ... on Article { slug title } ... on ArticleWithdrawn { withdrawnAt } } }
  query Other($site: String!, $slug: String!) { article(site: $site, locale: "en", slug: $slug) { __typename } }`;
const PUBLISH = 'mutation ($input: PublishInput!) { publish(input: $input) { __typename } }';
const WITHDRAW = 'mutation ($input: WithdrawPublicationInput!) { withdrawPublication(input: $input) { __typename } }';

interface Read {
  readonly startedAt: number;
  readonly kind: string;
}

describe('the ready answers of the delivery API', () => {
  let api: Api;
  let other: DeliveryApp;
  let mine: DeliveryDatabase;
  let live: { id: string; slug: string; revision: { id: string } }[];
  const here = () => `${api.url}/delivery/graphql`;

  beforeAll(async () => {
    api = await startApi();
    mine = api.app.get(DeliveryDatabase, { strict: false });
    other = await startDeliveryApp(api.database.url);
    const { publications } = await api.sam.ask(
      '{ publications(site: "harbor", first: 20) { edges { node { id slug locale state revision { id } } } } }',
    );
    const nodes = publications.edges.map(({ node }: { node: { locale: string; state: string } }) => node);
    live = nodes.filter((it: { locale: string; state: string }) => it.locale === 'en' && it.state === 'LIVE');
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const all = { 'content-type': 'application/json', ...headers };
    return fetch(url, { method: 'POST', headers: all, body: JSON.stringify(body) });
  }

  const question = (slug: string, site = 'harbor') => ({
    query: BY_SLUG,
    operationName: 'Article',
    variables: { site, slug },
  });

  async function kindOf(url: string, slug: string): Promise<string> {
    const { data } = (await (await post(url, question(slug))).json()) as { data: { article: { __typename: string } } };
    return data.article.__typename;
  }

  async function statements(database: DeliveryDatabase, work: () => Promise<unknown>): Promise<number> {
    const spy = jest.spyOn(database.pool, 'query');
    await work();
    const { length } = spy.mock.calls;
    spy.mockRestore();
    return length;
  }

  /** Asks until the answer comes from memory. */
  async function warm(database: DeliveryDatabase, work: () => Promise<unknown>): Promise<void> {
    const deadline = Date.now() + 10_000;
    while ((await statements(database, work)) > 0) {
      if (Date.now() > deadline) throw new Error('The answer was never kept.');
      await delay(20);
    }
  }

  /** Fifty reads a millisecond apart, with `change` begun at the twentieth. */
  async function readsAround(url: string, slug: string, change: () => Promise<unknown>) {
    const reads: Promise<Read>[] = [];
    let answeredAt = Number.POSITIVE_INFINITY;
    let changing: Promise<void> | undefined;
    for (let n = 0; n < 50 || answeredAt === Number.POSITIVE_INFINITY; n += 1) {
      const startedAt = performance.now();
      reads.push(kindOf(url, slug).then((kind) => ({ startedAt, kind })));
      if (n === 20) {
        changing = change().then(() => {
          answeredAt = performance.now();
        });
      }
      await delay(1);
    }
    await changing;
    for (let n = 0; n < 30; n += 1) {
      const startedAt = performance.now();
      reads.push(kindOf(url, slug).then((kind) => ({ startedAt, kind })));
      await delay(1);
    }
    return { reads: await Promise.all(reads), answeredAt };
  }

  const withdraw = (publicationId: string) => () =>
    api.jo.ask(WITHDRAW, { input: { publicationId, reason: 'A source was retracted.' } });
  async function liveId(slug: string): Promise<string> {
    const found = await api.sam.ask('{ publications(site: "harbor") { edges { node { id slug state } } } }');
    const nodes = found.publications.edges.map(({ node }: { node: object }) => node);
    return nodes.find((it: { slug: string; state: string }) => it.slug === slug && it.state === 'LIVE').id;
  }
  const publish = (revisionId: string) => () => api.jo.ask(PUBLISH, { input: { site: 'harbor', revisionId } });

  it('answers without a statement, with the same bytes and headers', async () => {
    const ask = () => post(here(), question(live[0]!.slug));
    const first = await post(here(), question(live[0]!.slug), { 'cache-control': 'no-cache' });
    await warm(mine, ask);
    const ready = await ask();
    expect(await ready.text()).toBe(await first.text());
    const headers = (response: Response) =>
      [...response.headers].filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name));
    expect(headers(ready)).toEqual(headers(first));
    expect(ready.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows nothing old after a withdrawal and a publication have answered, nor long after on another process', async () => {
    const { slug, revision, id } = live[0]!;
    await warm(mine, () => kindOf(here(), slug));
    await warm(other.database, () => kindOf(other.url, slug));
    for (const [change, before, after] of [
      [withdraw(id), 'Article', 'ArticleWithdrawn'],
      [publish(revision.id), 'ArticleWithdrawn', 'Article'],
    ] as const) {
      const { reads, answeredAt } = await readsAround(here(), slug, change);
      expect(reads[0]!.kind).toBe(before);
      const late = reads.filter(({ startedAt }) => startedAt >= answeredAt);
      expect(late.length).toBeGreaterThanOrEqual(30);
      expect(new Set(late.map(({ kind }) => kind))).toEqual(new Set([after]));
      await delay(Math.max(0, answeredAt + 250 - performance.now()));
      expect(await kindOf(other.url, slug)).toBe(after);
      await warm(mine, () => kindOf(here(), slug));
      await warm(other.database, () => kindOf(other.url, slug));
    }
  });

  it('shows nothing old while it is asked on another process than the one that withdraws', async () => {
    const { slug, id, revision } = live[1]!;
    await warm(other.database, () => kindOf(other.url, slug));
    const { reads, answeredAt } = await readsAround(other.url, slug, withdraw(id));
    expect(reads[0]!.kind).toBe('Article');
    const late = reads.filter(({ startedAt }) => startedAt >= answeredAt + 250);
    expect(late.filter(({ kind }) => kind !== 'ArticleWithdrawn')).toEqual([]);
    await publish(revision.id)();
  });

  it('shows nothing old on the process that publishes, even when no notification arrives', async () => {
    const { slug, revision } = live[1]!;
    await api.database.query('ALTER TABLE site_generation DISABLE TRIGGER site_generation_announced');
    for (let n = 0; n < 4; n += 1) {
      await warm(mine, () => kindOf(here(), slug));
      await withdraw(await liveId(slug))();
      expect(await kindOf(here(), slug)).toBe('ArticleWithdrawn');
      await warm(mine, () => kindOf(here(), slug));
      await publish(revision.id)();
      expect(await kindOf(here(), slug)).toBe('Article');
    }
    await api.database.query('ALTER TABLE site_generation ENABLE TRIGGER site_generation_announced');
  });

  it('keeps variables, operation names, sites and ways of asking apart', async () => {
    const slug = live[0]!.slug;
    const bodies = [
      question(slug),
      question(live[1]!.slug),
      question(slug, 'nowhere'),
      { ...question(slug), operationName: 'Other' },
    ];
    const ask = async () => Promise.all(bodies.map(async (body) => (await post(other.url, body)).json()));
    const first = await ask();
    expect(new Set(first.map((it) => JSON.stringify(it))).size).toBe(4);
    await warm(other.database, () => post(other.url, bodies[0]!));
    for (let n = 0; n < 5; n += 1) expect(await ask()).toEqual(first);
    const accept = { accept: 'application/graphql-response+json' };
    const negotiated = await post(other.url, bodies[0]!, accept);
    expect(negotiated.headers.get('content-type')).toMatch(/graphql-response/);
  });

  it.each([
    ['a site that is not there', { query: '{ site(slug: "nowhere") { id } }' }],
    ['every site', { query: '{ sites { slug } }' }],
    ['errors', { query: '{ articles(site: "harbor", locale: "en", first: 0) { totalCount } }' }],
    [
      'errors beside data',
      {
        query: `{ site(slug: "harbor") { id } articles(site: "harbor", locale: "en", first: 0)
      { totalCount } }`,
      },
    ],
  ])('never keeps %s', async (_name, body) => {
    await warm(other.database, () => post(other.url, question(live[0]!.slug)));
    const texts = new Set<string>();
    const spy = jest.spyOn(other.database.pool, 'query');
    for (let n = 0; n < 3; n += 1) texts.add(await (await post(other.url, body)).text());
    const { length } = spy.mock.calls;
    spy.mockRestore();
    if (!body.query.startsWith('{ articles')) expect(length).toBe(3);
    expect(texts.size).toBe(1);
  });

  it.each([
    ['a mutation', 'mutation { publish }'],
    ['no GraphQL', 'x'],
    ['no field', '{ drafts }'],
  ])('refuses %s as often as it is sent', async (_name, query) => {
    for (let n = 0; n < 3; n += 1) expect((await post(other.url, { query })).status).toBe(400);
  });

  it('asks the database once for equal questions that come together', async () => {
    await warm(other.database, () => post(other.url, question(live[0]!.slug)));
    const fresh = { ...question(live[0]!.slug), extensions: { asked: 'together' } };
    const answers: string[] = [];
    const together = () =>
      Promise.all(Array.from({ length: 20 }, async () => answers.push(await (await post(other.url, fresh)).text())));
    expect(await statements(other.database, together)).toBe(1);
    expect(new Set(answers).size).toBe(1);
    expect(answers).toHaveLength(20);
  });

  it('asks the database for whoever wants no cached answer', async () => {
    const ask = (headers = {}) => post(other.url, question(live[0]!.slug), headers);
    await warm(other.database, () => ask());
    expect(await statements(other.database, () => ask({ 'cache-control': 'no-cache' }))).toBe(1);
    expect(await statements(other.database, () => ask({ authorization: 'Basic x' }))).toBe(1);
  });

  it('answers GET from memory, and 304 to whoever knows the answer', async () => {
    const query = `{ article(site: "harbor", locale: "en", slug: "${live[0]!.slug}") { __typename } }`;
    await warm(other.database, () => askByGet(other.url, query));
    const ready = await askByGet(other.url, query);
    const etag = ready.headers.get('etag')!;
    expect(ready.body.data.article.__typename).toBe('Article');
    const known = await askByGet(other.url, query, { 'if-none-match': etag });
    expect([known.status, known.body, known.headers.get('etag')]).toEqual([304, '', etag]);
  });

  it('follows a change of the site itself', async () => {
    const ask = async () => (await post(other.url, { query: '{ site(slug: "harbor") { phone } }' })).text();
    await warm(other.database, ask);
    await api.database.query("UPDATE site SET phone = '+1 555 0199' WHERE slug = 'harbor'");
    await delay(300);
    expect(await ask()).toContain('+1 555 0199');
  });

  it('gives nothing from memory while it does not hear the news, and follows again afterwards', async () => {
    const { slug, revision } = live[1]!;
    const ask = () => kindOf(other.url, slug);
    await warm(other.database, ask);
    await api.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'carepress delivery generations' AND datname = current_database()`);
    await api.database.query('ALTER TABLE site_generation DISABLE TRIGGER site_generation_announced');
    await warm(other.database, ask);
    await withdraw(await liveId(slug))();
    await delay(250);
    expect(await ask()).toBe('ArticleWithdrawn');
    await api.database.query('ALTER TABLE site_generation ENABLE TRIGGER site_generation_announced');
    await publish(revision.id)();
  });
});
