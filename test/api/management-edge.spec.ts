import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { ArticleReader } from '#editing';
import { Database, Heartbeat } from '#platform';
import { QUEUE, type QueueDriver } from '../../apps/api/src/http/queue.provider.js';
import { ArticleOverviews } from '../../apps/api/src/management/editing/article-overviews.js';
import { type Answered, type Api, post, startApi } from '../support/api.js';

const INSIDE = /node_modules|stacktrace|\bat .*\.[tj]s|SELECT |INSERT |prisma|postgres/i;

describe('the edge of the management endpoint', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());
  afterEach(() => {
    api.log.length = 0;
  });

  it('keeps every MUST of GraphQL over HTTP', async () => {
    const results = await auditServer({ url: `${api.url}/graphql` });
    const failed = results.filter((result) => result.status === 'error');
    expect(failed.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
    // The SHOULDs that are not kept, each with its reason in docs/delivery.md.
    const others = results.filter((result) => result.status === 'warn').map(({ id }) => id);
    expect(others.sort()).toEqual(['572B', '7B9B', 'FDE2']);
  });

  it('takes the manifests of a site’s operations whole or not at all', async () => {
    const SET = `mutation ($manifests: [String!]!) { setSiteOperations(input: { site: "harbor", manifests: $manifests }) {
      __typename ... on SiteOperationList { operations { name hash } } ... on InvalidInput { field message } } }`;
    const set = async (...manifests: string[]) => (await api.lee.ask(SET, { manifests })).setSiteOperations;
    const known = JSON.stringify({ a: 'query Known { sites { slug } }', b: '{ sites { name } }' });
    const { operations } = (await set(known)) as unknown as { operations: { name: string | null; hash: string }[] };
    expect(operations.map(({ name }) => name).sort()).toEqual(['Known', null]);
    for (const [wrong, why] of [
      ['{', /File 2 is no manifest/],
      ['{}', /File 2 is no manifest/],
      ['{"format":"apollo-persisted-query-manifest","version":1,"operations":[]}', /File 2 is no manifest/],
      [JSON.stringify({ a: '{ drafts { title } }' }), /Cannot query field/],
      [JSON.stringify({ a: '{ sites { slug } }', b: '{' }), /Syntax Error/],
    ] as const) {
      expect(await set(known, wrong)).toEqual({
        __typename: 'InvalidInput',
        field: 'manifests',
        message: expect.stringMatching(why),
      });
    }
    expect(await set(...Array.from({ length: 21 }, () => known))).toMatchObject({ field: 'manifests' });
    const LIST = '{ siteOperations(site: "harbor") { hash } }';
    expect((await api.lee.ask(LIST)).siteOperations).toHaveLength(2);
    expect((await api.jo.ask(LIST)).siteOperations).toEqual([]);
    expect(await set()).toEqual({ __typename: 'SiteOperationList', operations: [] });
  });

  it.each([
    [
      'too deep',
      `{ articles { edges { node { ${'site { '.repeat(20)} id ${'}'.repeat(20)} } } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'really too deep',
      `{ me { memberships { site { id } } } articles { edges { node { openReviewCase { article { openReviewCase { article {
        openReviewCase { article { openReviewCase { article { openReviewCase { article { id } } } } } } } } } } } } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'deep through fragments',
      `{ articles { edges { node { ...A } } } }
      ${[...'ABCDE'].map((n, i) => `fragment ${n} on Article { openReviewCase { article { ${i < 4 ? `...${'BCDE'[i]}` : 'id'} } } }`).join(' ')}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'full of aliases',
      `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: ping`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'full of mutations under aliases',
      `mutation { ${Array.from({ length: 40 }, (_, n) => `a${n}: cancelIssue(id: "x") { __typename }`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['too long', `{ ${'ping '.repeat(5_000)} }`, 'GRAPHQL_PARSE_FAILED'],
    [
      'too costly',
      '{ articles(first: 100) { edges { node { revisions(first: 100) { edges { node { id } } } } } } }',
      'COST_LIMIT',
    ],
    [
      'fragments in a circle',
      '{ me { ...A } } fragment A on Me { ...B } fragment B on Me { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no GraphQL', 'get me everything', 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', '{ passwords { hash } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', 'subscription { ping }', 'GRAPHQL_VALIDATION_FAILED'],
    ['without the operation it names', 'query A { ping } query B { ping }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('refuses an operation that is %s, with a code', async (_what, query, code) => {
    const { status, errors, data } = await api.lee.send(query);
    expect(status).toBe(400);
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toContain(code);
    expect(JSON.stringify(errors)).not.toMatch(INSIDE);
    expect(api.log).toEqual([]);
  });

  it.each([
    ['without a variable it needs', undefined],
    ['with a variable of another type', { first: 'many' }],
    ['with a number that is too large', { first: 3_000_000_000 }],
  ])('refuses an operation %s by its name, not for its size', async (_what, variables) => {
    const { status, errors } = await api.lee.send(
      'query ($first: Int!) { articles(first: $first) { totalCount } }',
      variables,
    );
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('$first'),
    });
  });

  it('answers many operations in one request as none', async () => {
    const response = await post(`${api.url}/graphql`, [{ query: '{ ping }' }, { query: '{ ping }' }]);
    expect(response.status).toBe(400);
  });

  it.each([
    ['no JSON', '{"query":', 'application/json', 400],
    ['no object', '"ping"', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['its prototype', '{"query":"{ ping }","__proto__":{"x":1}}', 'application/json', 400],
    ['XML', '<x/>', 'application/xml', 415],
  ])('answers %s as a request in the shape of GraphQL', async (_what, body, type, status) => {
    const response = await post(`${api.url}/graphql`, body, { 'content-type': type });
    expect(response.status).toBe(status);
    const answer = (await response.json()) as Answered;
    expect(answer.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(JSON.stringify(answer)).not.toMatch(INSIDE);
  });

  it('shows a caller only the id of a bug, and the log has that id with its cause', async () => {
    const spy = jest
      .spyOn(api.app.get(ArticleOverviews, { strict: false }), 'list')
      .mockRejectedValueOnce(new Error('SELECT secret FROM staff_account: password of the database is hunter2'));
    const { errors } = await api.lee.send('{ articles { totalCount edges { cursor } } }');
    spy.mockRestore();
    const [error] = errors!;
    expect(error.extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
    expect(error.message).toContain(error.extensions.errorId);
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|SELECT/);
    expect(api.log).toHaveLength(1);
    expect(api.log[0]?.fields).toMatchObject({ errorId: error.extensions.errorId });
    expect(String(api.log[0]?.fields.err)).toContain('hunter2');
  });

  it('shows only the id of a bug below a list, too', async () => {
    const spy = jest
      .spyOn(api.app.get(ArticleReader, { strict: false }), 'newestRevisions')
      .mockRejectedValue(new Error('inside'));
    const { errors } = await api.lee.send('{ articles(first: 3) { edges { node { newestRevision { title } } } } }');
    spy.mockRestore();
    expect(JSON.stringify(errors)).not.toContain('inside"');
    for (const { extensions } of errors!) expect(extensions.code).toBe('INTERNAL');
    const logged = api.log.map(({ fields }) => fields.errorId);
    expect(errors!.every(({ extensions }) => logged.includes(extensions.errorId))).toBe(true);
  });

  it('answers a bug of a plain route with its id alone', async () => {
    const spy = jest
      .spyOn(api.app.get(Database, { strict: false }).client.staffSession, 'findFirst')
      .mockImplementation((() => Promise.reject(new Error('inside'))) as never);
    const response = await fetch(`${api.url}/api/auth/get-session`, { headers: { cookie: api.lee.cookie } });
    spy.mockRestore();
    expect(await response.text()).not.toMatch(/inside|\.ts/);
  });

  describe('a list', () => {
    const LIST = `query ($first: Int) { articles(first: $first) { totalCount pageInfo { hasNextPage } edges { cursor node {
      id status site { name } newestRevision { title updatedAt } createdBy { name } slug locales approval { reviewDueAt }
      openReviewCase { id } publications { id state } } } } }`;
    const SMALL = `query ($first: Int) { articles(first: $first) { edges { node { status site { slug }
      newestRevision { title } createdBy { name } } } } }`;

    beforeAll(async () => {
      const people = `SELECT id FROM staff_user WHERE email = 'sam@harbor.example'`;
      await api.database.query(
        `WITH made AS (
           INSERT INTO article (id, site_id, topic, created_by_id)
           SELECT gen_random_uuid(), s.id, 'Bulk', (${people}) FROM site s, generate_series(1, 50) RETURNING id),
         slugs AS (INSERT INTO article_slug (article_id, locale, slug) SELECT id, 'en', 'bulk-' || id FROM made)
         INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
           content_hash, origin, created_by_id)
         SELECT gen_random_uuid(), id, 'en', 1, 'Bulk', '', '{}', '[]', 1, repeat('a', 64), 'edit', (${people}) FROM made`,
      );
    });

    it('costs the same few statements for 20 rows as for 100', async () => {
      const statements: Record<string, number[]> = {};
      for (const [name, query] of Object.entries({ SMALL, LIST })) {
        statements[name] = [];
        for (const first of [20, 100]) {
          // Once before: what is prepared on first use does not count.
          await api.lee.ask(query, { first });
          let rows = 0;
          const { statements: count } = await api.statementsOf(async () => {
            rows = (await api.lee.ask(query, { first })).articles.edges.length;
          });
          expect(rows).toBe(first);
          statements[name].push(count);
        }
      }
      expect(statements).toEqual({ SMALL: [11, 11], LIST: [15, 15] });
    });

    it('reads the newest revision of each row, and not the history behind it', async () => {
      const query = '{ articles(first: 10) { edges { node { newestRevision { number } } } } }';
      const before = await api.statementsOf(() => api.lee.ask(query));
      await api.database.query(
        `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
           content_hash, origin, created_by_id, created_at, updated_at, pinned_at, pinned_by)
         SELECT gen_random_uuid(), r.article_id, 'en', -n, r.title, '', '{}', '[]', 1, repeat('b', 64), 'edit',
           r.created_by_id, r.created_at, r.updated_at, now(), 'handover'
         FROM revision r, generate_series(1, 30) n WHERE r.number = 1 AND r.title = 'Bulk'`,
      );
      expect(await api.statementsOf(() => api.lee.ask(query))).toEqual(before);
    });

    it('pages through everything once, in order, whatever the size of a page', async () => {
      const { articles } = await api.lee.ask('{ articles { totalCount } }');
      for (const first of [7, 100]) {
        const seen: string[] = [];
        let after: string | null = null;
        for (let more = true; more; ) {
          const page: Answered = (
            await api.lee.ask(
              'query ($first: Int, $after: String) { articles(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
              { first, after },
            )
          ).articles;
          seen.push(...page.edges.map((edge: Answered) => edge.node.id));
          more = page.pageInfo.hasNextPage;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toHaveLength(articles.totalCount);
        expect(new Set(seen).size).toBe(articles.totalCount);
      }
    });
  });
});

describe('the management endpoint in production', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ NODE_ENV: 'production' });
  });
  afterAll(() => api?.close());

  it('shows neither its schema, nor a page to try it, nor a hint of other names', async () => {
    const { errors } = await api.lee.send('{ __schema { queryType { name } } }');
    expect(errors?.[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const page = await fetch(`${api.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toContain('<form');
    expect(JSON.stringify((await api.lee.send('{ articels { totalCount } }')).errors)).not.toContain('Did you mean');
  });

  it('shows a caller only the id of a bug', async () => {
    const spy = jest
      .spyOn(api.app.get(ArticleOverviews, { strict: false }), 'count')
      .mockRejectedValueOnce(new Error('hunter2'));
    const { errors } = await api.lee.send('{ articles { totalCount } }');
    spy.mockRestore();
    expect(errors?.[0].extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  it('refuses a foreign page as everywhere', async () => {
    const headers = { origin: 'https://evil.example', cookie: api.lee.cookie };
    expect((await post(`${api.url}/api/auth/sign-out`, {}, headers)).status).toBe(403);
  });
});

describe('health', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const ready = async () => {
    const response = await fetch(`${api.url}/health/ready`);
    return { status: response.status, body: (await response.json()) as Answered };
  };
  const all = { database: true, migrations: true, queue: true, worker: true };

  it('is live as soon as the process answers', async () => {
    const response = await fetch(`${api.url}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
  });

  it('is not ready before the queue has its tables', async () => {
    expect((await ready()).body.checks).toEqual({ ...all, queue: false, worker: false });
    await api.app.get<QueueDriver>(QUEUE, { strict: false }).prepare();
  });

  it('is not ready without a worker, ready with one, and not ready when it fell silent', async () => {
    expect(await ready()).toEqual({ status: 503, body: { status: 'not ready', checks: { ...all, worker: false } } });
    await api.app.get(Heartbeat, { strict: false }).beat();
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready', checks: all } });
    await api.database.query(`UPDATE worker_heartbeat SET beat_at = now() - interval '11 seconds'`);
    expect((await ready()).body.checks).toEqual({ ...all, worker: false });
    await api.app.get(Heartbeat, { strict: false }).beat();
  });

  it('names the queue when it does not answer', async () => {
    jest.spyOn(api.app.get<QueueDriver>(QUEUE, { strict: false }), 'ping').mockRejectedValue(new Error('away'));
    expect(await ready()).toMatchObject({ status: 503, body: { checks: { ...all, queue: false } } });
  });

  it('names a queue that never answers, in time', async () => {
    jest
      .spyOn(api.app.get<QueueDriver>(QUEUE, { strict: false }), 'ping')
      .mockReturnValue(new Promise(() => undefined));
    const started = Date.now();
    expect(await ready()).toMatchObject({ status: 503, body: { checks: { queue: false } } });
    expect(Date.now() - started).toBeLessThan(4_000);
  });

  it('names a migration that waits', async () => {
    const name = 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1';
    const [last] = await api.database.query<{ name: string }>(name);
    await api.database.query('UPDATE _prisma_migrations SET migration_name = $2 WHERE migration_name = $1', [
      last!.name,
      'gone',
    ]);
    expect(await ready()).toMatchObject({ status: 503, body: { checks: { ...all, migrations: false } } });
    await api.database.query('UPDATE _prisma_migrations SET migration_name = $2 WHERE migration_name = $1', [
      'gone',
      last!.name,
    ]);
  });

  it('names the database, and says nothing of the reason to a stranger', async () => {
    jest
      .spyOn(api.app.get(Database, { strict: false }).pool, 'query')
      .mockImplementation((() => Promise.reject(new Error('hunter2'))) as never);
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body.checks).toMatchObject({ database: false, migrations: false, worker: false });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  });
});
