import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build as b } from '#document';
import { newId } from '#kernel';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type Live = Awaited<ReturnType<typeof insertPublishedArticle>>;

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 9, minute));

describe('what sites ask beside an article', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const live = new Map<string, Live>();
  const terms = new Map<string, string>();

  async function term(kind: string, key: string, parent: string | null = null): Promise<void> {
    const id = newId();
    terms.set(key, id);
    const values = [id, site.id, kind, key, parent && terms.get(parent)];
    await test.query(
      'INSERT INTO taxonomy_term (id, site_id, kind, key, parent_id) VALUES ($1, $2, $3, $4, $5)',
      values,
    );
    await test.query('INSERT INTO taxonomy_label (term_id, locale, label, synonyms) VALUES ($1, $2, $3, $4)', [
      ...[id, 'en', `The ${key}`, [`my ${key}`]],
    ]);
  }

  async function about(slug: string, ...keys: string[]): Promise<void> {
    for (const key of keys) {
      const values = [live.get(slug)!.articleId, terms.get(key)];
      await test.query('INSERT INTO article_term (article_id, term_id) VALUES ($1, $2)', values);
    }
  }

  async function publish(slug: string, minute: number, topic = 'back', locale = 'en-US'): Promise<void> {
    const content = fixtureContent(`About ${slug}`, locale);
    live.set(slug, await insertPublishedArticle(test, site, { slug, topic, liveFrom: at(minute), content }));
  }

  const slugs = (connection: { edges: { node: { slug: string } }[] }) => connection.edges.map(({ node }) => node.slug);

  async function data(query: string, variables?: Record<string, unknown>) {
    const { body } = await app.ask(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  }

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    for (const [index, slug] of ['run', 'walk', 'swim', 'knee'].entries()) {
      await publish(slug, index, slug === 'knee' ? 'knee' : 'back');
    }
    await term('bodyRegion', 'trunk');
    await term('bodyRegion', 'spineOfMine', 'trunk');
    await term('condition', 'sore');
    await term('audience', 'runners');
    await test.query(
      `INSERT INTO taxonomy_code (term_id, system, code, status, replaced_by)
       VALUES ($1, 'icd10cm', 'M99.91', 'active', '{}'), ($1, 'icd10cm', 'M99.9', 'retired', '{M99.91}')`,
      [terms.get('sore')],
    );
    await about('run', 'spineOfMine', 'sore', 'runners');
    await about('walk', 'trunk');
    await test.query("UPDATE article SET content_type = 'conditionGuide' WHERE id = $1", [live.get('walk')!.articleId]);
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it.each([
    [{ region: 'trunk' }, ['walk', 'run']],
    [{ region: 'spineOfMine' }, ['run']],
    [{ condition: 'sore', audience: 'runners' }, ['run']],
    [{ condition: 'sore', kind: 'conditionGuide' }, []],
    [{ kind: 'conditionGuide' }, ['walk']],
    [{ code: { system: 'ICD10CM', code: 'm9991' } }, ['run']],
    [{ code: { system: 'ICD10CM', code: 'M99.9' } }, ['run']],
    [{ code: { system: 'MESH', code: 'D017116' } }, []],
    [{ code: { system: 'ICD10CM', code: 'not a code' } }, []],
    [{ region: 'nothing' }, []],
    [{ region: 'trunk', condition: null }, ['walk', 'run']],
    [{}, ['knee', 'swim', 'walk', 'run']],
  ])('lists what passes the filter %j', async (where, expected) => {
    const query = `query ($where: ArticleFilter) { articles(site: "harbor", locale: "en-US", where: $where) {
      totalCount edges { node { slug } } } }`;
    const { articles } = await data(query, { where });
    expect(slugs(articles)).toEqual(expected);
    expect(articles.totalCount).toBe(expected.length);
  });

  it('walks a filtered list page by page, and keeps to the topic', async () => {
    const query = `query ($after: String) { articles(site: "harbor", locale: "en-US", topic: "back", first: 1,
      where: { region: "trunk" }, after: $after) { edges { node { slug } } pageInfo { hasNextPage endCursor } } }`;
    const { articles: first } = await data(query);
    expect([slugs(first), first.pageInfo.hasNextPage]).toEqual([['walk'], true]);
    const { articles: second } = await data(query, { after: first.pageInfo.endCursor });
    expect([slugs(second), second.pageInfo.hasNextPage]).toEqual([['run'], false]);
  });

  it('refuses a key that no term can have', async () => {
    const { body } = await app.ask(
      `{ articles(site: "harbor", locale: "en-US", where: { region: "${'x'.repeat(101)}" }) { totalCount } }`,
    );
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'where.region' });
  });

  it('answers what an article is about, what kind it is and what to read next, for a list in three statements', async () => {
    await test.query('INSERT INTO related_article (article_id, related_id, position) VALUES ($1, $2, 1)', [
      live.get('run')!.articleId,
      live.get('knee')!.articleId,
    ]);
    const query = `{ articles(site: "harbor", locale: "en-US") { edges { node { slug kind handoutUrl
      translations { locale }
      terms { key kind label synonyms codes { system code } } related(first: 2) { slug title } } } } }`;
    const spy = jest.spyOn(app.database.pool, 'query');
    const { articles } = await data(query);
    expect(spy.mock.calls.length).toBeLessThanOrEqual(3);
    spy.mockRestore();
    const run = articles.edges.find((edge: { node: { slug: string } }) => edge.node.slug === 'run').node;
    expect(run.kind).toBe('article');
    expect(run.handoutUrl).toMatch(/\/handout\/harbor\/en-US\/run\.pdf$/);
    expect(run.terms.map((it: { key: string }) => it.key)).toEqual(['runners', 'spineOfMine', 'sore']);
    expect(run.terms[2]).toMatchObject({
      ...{ kind: 'CONDITION', label: 'The sore', synonyms: ['my sore'] },
      codes: [{ system: 'ICD10CM', code: 'M99.91' }],
    });
    // What a person put beside it, then the newest of its topic.
    expect(run.related.map((it: { slug: string }) => it.slug)).toEqual(['knee', 'swim']);
  });

  describe('with all that can be asked for', () => {
    const DEEP = `kind handoutUrl html blocks { text } translations { locale title } terms { key label codes { code } }
      references { kind }`;
    const WIDE = `slug ${DEEP} related(first: 2) { slug ${DEEP} related(first: $few) { slug title terms { key }
        ...Deeper } }
      near: related(first: 4) { slug kind } same: related(first: 4) { ... on Article { title } kind: kind slug }`;
    const LEFT = 'left: related(first: 1) @skip(if: $without) { slug html translations { slug } }';
    const DEEPER =
      'fragment Deeper on Article { translations { locale } related(first: 1) { slug kind related { slug } } }';
    const head = (rest = '') => `query ($few: Int!${rest})`;

    /** The answer as the engine makes it and as a known operation does, with the statements that each took. */
    async function counted(query: string, more: Record<string, unknown> = {}) {
      const spy = jest.spyOn(app.database.pool, 'query');
      const before = spy.mock.calls.length;
      const text = query.includes('...Deeper') ? `${query} ${DEEPER}` : query;
      const answer = await data(text, { few: 2, without: false, ...more });
      const statements = spy.mock.calls.length - before;
      spy.mockRestore();
      return { answer, statements };
    }

    it.each([
      [
        'a plain list',
        `${head()} { articles(site: "harbor", locale: "en-US", first: 4) { totalCount all: totalCount
        edges { cursor node { ${WIDE} } } pageInfo { endCursor } } }`,
      ],
      [
        'a list by what its articles are about',
        `${head()} { articles(site: "harbor", locale: "en-US", first: 4, where: {
        region: "trunk", code: { system: ICD10CM, code: "M99.9" } }) { totalCount all: totalCount
        edges { cursor node { ${WIDE} } } pageInfo { endCursor } } }`,
      ],
      [
        'a search',
        `{ search(site: "harbor", locale: "en-US", text: "run", first: 2) {
        facets { topic } again: facets { count } edges { titleHtml passageHtml node { slug related(first: 2) { slug kind } } } } }`,
      ],
      [
        'a search that finds nothing',
        `{ search(site: "harbor", locale: "en-US", text: "xyzzy plugh", first: 2) {
        facets { topic } edges { titleHtml passageHtml node { slug related(first: 2) { slug } } } } }`,
      ],
      [
        'a search that finds nothing, with all that an article has',
        `{ search(site: "harbor", locale: "en-US", text: "xyzzy") { facets { topic } edges { node { html blocks { text } } } } }`,
      ],
      [
        'a search with a mistyped word, behind its last page',
        `{ search(site: "harbor", locale: "en-US", text: "xrun", after: "${Buffer.from('found.9').toString('base64url')}") {
        facets { topic count } edges { titleHtml node { slug } } } }`,
      ],
      [
        'a search for any word',
        `{ search(site: "harbor", locale: "en-US", text: "run plugh") { facets { topic count } edges { titleHtml node { slug html } } } }`,
      ],
      ['the sites', '{ sites { locales tongues: locales callToAction { label } } }'],
      ['the terms', '{ terms(site: "harbor", locale: "en-US") { codes { code } } }'],
    ])('answers %s in at most three statements', async (_name, query) => {
      const { statements } = await counted(query);
      expect(statements).toBeGreaterThan(0);
      expect(statements).toBeLessThanOrEqual(3);
      // The same operation again, with other bytes around it, runs without the engine.
      expect((await counted(query, { other: 1 })).statements).toBeLessThanOrEqual(3);
    });

    it('answers an article by its address in at most two, also by an address of before', async () => {
      const article = live.get('run')!.articleId;
      const old = [site.id, 'en-US', '2018/run', article];
      await test.query('INSERT INTO imported_address (site_id, locale, path, article_id) VALUES ($1, $2, $3, $4)', old);
      const query = `${head(', $slug: String!')} { article(site: "harbor", locale: "en-US", slug: $slug, fallback: true) {
        ... on Article { redirectedFrom ${WIDE} } } }`;
      const straight = await counted(query, { slug: 'run' });
      expect(straight.statements).toBe(2);
      const moved = await counted(query, { slug: '2018/run' });
      expect(moved.statements).toBe(2);
      expect(moved.answer.article).toEqual({ ...straight.answer.article, redirectedFrom: '2018/run' });
    });

    const namesOf = (articles: readonly { slug: string }[]) => articles.map(({ slug }) => slug);

    it('answers the same to any depth as one article after the other says', async () => {
      const one = async (slug: string, first: number) => {
        const query = `query ($slug: String!, $first: Int!) { article(site: "harbor", locale: "en-US", slug: $slug) {
          ... on Article { kind related(first: $first) { slug } } } }`;
        return (await data(query, { slug, first })).article as { kind: string; related: { slug: string }[] };
      };
      const { answer } =
        await counted(`${head(', $without: Boolean!')} { articles(site: "harbor", locale: "en-US", first: 4) {
        edges { node { ${WIDE} ${LEFT} } } } }`);
      expect(answer.articles.edges.length).toBeGreaterThan(3);
      for (const { node } of answer.articles.edges) {
        const { related } = await one(node.slug, 4);
        expect(namesOf(node.near)).toEqual(namesOf(related));
        expect(namesOf(node.same)).toEqual(namesOf(related));
        expect(namesOf(node.left)).toEqual(namesOf(related.slice(0, 1)));
        for (const { html } of node.left) expect(html).toContain('<');
        for (const near of node.related) {
          const beyond = await one(near.slug, 2);
          expect(near.kind).toBe(beyond.kind);
          expect(namesOf(near.related)).toEqual(namesOf(beyond.related));
          expect(near.blocks.length).toBeGreaterThan(0);
        }
      }
    });

    it('refuses too many related articles at any depth, and nothing else with them', async () => {
      const { body } = await app.ask(`{ article(site: "harbor", locale: "en-US", slug: "run") { ... on Article { slug
        related(first: 1) { slug related(first: 11) { slug } } } } }`);
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    });
  });

  it('relates nothing that is not live any more', async () => {
    await publish('gone', 50, 'knee');
    await test.query('INSERT INTO related_article (article_id, related_id, position) VALUES ($1, $2, 2)', [
      live.get('run')!.articleId,
      live.get('gone')!.articleId,
    ]);
    const query = '{ article(site: "harbor", locale: "en-US", slug: "run") { ... on Article { related { slug } } } }';
    expect((await data(query)).article.related[1].slug).toBe('gone');
    await withdrawInSql(test, site, live.get('gone')!);
    // A ready answer of this process may be shown until the news has come, which takes a moment.
    let related: { slug: string }[] = [{ slug: 'gone' }];
    while (related.some(({ slug }) => slug === 'gone')) related = (await data(query)).article.related;
    expect(related.map(({ slug }) => slug)).toEqual(['knee', 'swim', 'walk']);
  });

  it('tells the terms of a site with how many articles have each', async () => {
    const { terms: all } = await data(
      '{ terms(site: "harbor", locale: "en-US") { key kind label parentId articleCount } }',
    );
    expect(all.map((it: { key: string; articleCount: number }) => [it.key, it.articleCount])).toEqual([
      ['runners', 1],
      ['spineOfMine', 1],
      ['trunk', 1],
      ['sore', 1],
    ]);
    const query = '{ terms(site: "harbor", locale: "en-US", kind: CONDITION) { key } }';
    expect((await data(query)).terms).toEqual([{ key: 'sore' }]);
    expect((await data('{ terms(site: "nowhere", locale: "en-US") { key } }')).terms).toBeNull();
    expect((await data('{ terms(site: "harbor", locale: "fr") { key } }')).terms).toEqual([]);
  });

  it('answers exercises as data, with and without the rest of the body', async () => {
    const query = `{ article(site: "harbor", locale: "en-US", slug: "run") { ... on Article {
      exercises { name sets reps holdSeconds frequency side stopRule instructions picture { id } } } } }`;
    expect((await data(query)).article.exercises).toEqual([
      {
        ...{ name: 'Pelvic tilt', sets: 3, reps: 10, holdSeconds: 5, frequency: 'once a day', side: null },
        ...{ stopRule: 'pain runs down your leg', picture: null },
        instructions: 'Lie on your back and flatten it against the floor.',
      },
    ]);
    // A row of an earlier release has them in its document alone. Its card is made anew, so the list is right too.
    await test.query("UPDATE delivery_article SET payload = payload - 'exercises' WHERE slug = 'walk'");
    const old = await data(query.replace('"run"', '"walk"'));
    expect(old.article.exercises[0]).toMatchObject({ name: 'Pelvic tilt', sets: 3 });
  });

  it('keeps exercises out of what a list carries', async () => {
    const rows = await test.query<{ wide: boolean }>("SELECT card ? 'exercises' AS wide FROM delivery_article");
    expect(new Set(rows.map(({ wide }) => wide))).toEqual(new Set([false]));
  });

  it('falls back to another language only when it is asked to, and says so', async () => {
    await publish('dolor', 5, 'back', 'es-US');
    const query = `query ($locale: String!, $fallback: Boolean!) {
      article(site: "harbor", locale: $locale, slug: "dolor", fallback: $fallback) { __typename
        ... on Article { locale fallbackFrom redirectedFrom } } }`;
    expect((await data(query, { locale: 'es-MX', fallback: false })).article.__typename).toBe('ArticleNotFound');
    expect((await data(query, { locale: 'es-MX', fallback: true })).article).toEqual({
      ...{ __typename: 'Article', locale: 'es-US', fallbackFrom: 'es-MX', redirectedFrom: null },
    });
    expect((await data(query, { locale: 'es-US', fallback: true })).article.fallbackFrom).toBeNull();
  });

  it('tells how a site looks and what it invites to', async () => {
    const query = '{ site(slug: "harbor") { country chosenLocales accentColor callToAction { label url } } }';
    expect((await data(query)).site).toEqual({
      ...{ country: null, chosenLocales: ['en-US'], accentColor: null, callToAction: null },
    });
    await test.query(`UPDATE site SET country = 'US', locales = '{es-US}', accent_color = '#0f6b62',
      call_to_action = 'Book a visit', call_to_action_url = 'https://clinic.example/book' WHERE slug = 'harbor'`);
    let answer = await data(query);
    while (answer.site.country === null) answer = await data(query);
    expect(answer.site).toEqual({
      ...{ country: 'US', chosenLocales: ['en-US', 'es-US'], accentColor: '#0f6b62' },
      callToAction: { label: 'Book a visit', url: 'https://clinic.example/book' },
    });
  });
});

describe('addresses of before', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const ARTICLE = `query ($slug: String!, $locale: String! = "en-US") {
    article(site: "harbor", locale: $locale, slug: $slug) { __typename ... on Article { slug title redirectedFrom } } }`;
  const REDIRECT = `query ($path: String!, $locale: String) {
    redirect(site: "harbor", path: $path, locale: $locale) { locale slug pageUrl } }`;
  const ask = async (query: string, variables: Record<string, unknown>) => (await app.ask(query, variables)).body.data;

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    const it = await insertPublishedArticle(test, site, {
      slug: 'knee',
      content: b.content(b.doc(b.p('Walk.')), { title: 'Knee', locale: 'en-US' }),
    });
    const old = [site.id, 'en-US', '2019/05/sore-knee', it.articleId];
    await test.query('INSERT INTO imported_address (site_id, locale, path, article_id) VALUES ($1, $2, $3, $4)', old);
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it.each(['2019/05/sore-knee', '/2019/05/sore-knee', '2019/05/sore-knee/'])('lead on from %s', async (path) => {
    expect((await ask(ARTICLE, { slug: path })).article).toEqual({
      ...{ __typename: 'Article', slug: 'knee', title: 'Knee', redirectedFrom: path },
    });
    const { redirect } = await ask(REDIRECT, { path });
    expect(redirect).toEqual({ locale: 'en-US', slug: 'knee', pageUrl: 'https://clinic.example/en-US/knee' });
  });

  it('lead nowhere when nobody had them, or in another locale', async () => {
    expect((await ask(REDIRECT, { path: 'wp-login.php' })).redirect).toBeNull();
    expect((await ask(REDIRECT, { path: '2019/05/sore-knee', locale: 'es-US' })).redirect).toBeNull();
    expect((await ask(ARTICLE, { slug: '2019/05/sore-knee', locale: 'es-US' })).article.__typename).toBe(
      'ArticleNotFound',
    );
  });

  it('take at most two statements', async () => {
    const spy = jest.spyOn(app.database.pool, 'query');
    await ask(ARTICLE, { slug: '2019/05/sore-knee///' });
    expect(spy.mock.calls.length).toBeLessThanOrEqual(2);
    spy.mockRestore();
  });
});
