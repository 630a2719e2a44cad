import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ARTICLE = `query ($slug: String!, $locale: String! = "en-US") {
  article(site: "harbor", locale: $locale, slug: $slug) {
    __typename
    ... on Article { id slug title pageUrl summary document html text contentHash revisionNumber publishedAt
      siteGeneration readingMinutes wordCount outline { id level text } faq { question answer }
      references { key kind pmid title year } translations { locale slug }
      provenance { approvedAt nextReviewAt reviewedBy { name credential } } }
    ... on ArticleWithdrawn { code message withdrawnAt articleId }
    ... on ArticleNotFound { code message }
  }
}`;

const LIST = `query ($first: Int! = 20, $after: String, $topic: String, $updatedSince: DateTime) {
  articles(site: "harbor", locale: "en-US", first: $first, after: $after, topic: $topic, updatedSince: $updatedSince) {
    totalCount siteGeneration pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor node { slug title translations { locale } provenance { reviewedBy { name } } } }
  }
}`;

describe('the delivery API', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 9, minute));

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    const first = await insertPublishedArticle(test, site, { slug: 'back-pain', liveFrom: at(200) });
    const content = fixtureContent('Dolor de espalda', 'es-US');
    await insertPublishedArticle(test, site, { slug: 'dolor', content, articleId: first.articleId });
    for (let n = 0; n < 119; n += 1) {
      const topic = n % 2 ? 'knee' : 'back';
      // Three at a time share an instant: their order must still be one order.
      const liveFrom = at(Math.floor(n / 3));
      await insertPublishedArticle(test, site, { slug: `article-${n}`, topic, liveFrom });
    }
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  async function statements(work: () => Promise<unknown>): Promise<number> {
    const spy = jest.spyOn(app.database.pool, 'query');
    await work();
    const { length } = spy.mock.calls;
    spy.mockRestore();
    return length;
  }

  it('answers an article with its words, its sources and its ground', async () => {
    const { status, body } = await app.ask(ARTICLE, { slug: 'back-pain' });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.article).toMatchObject({
      __typename: 'Article',
      pageUrl: 'https://clinic.example/en-US/back-pain',
      html: expect.stringContaining('Call 911'),
      text: expect.stringContaining('Keep moving, gently'),
      document: { type: 'doc' },
      outline: [{ level: 2, text: 'Keep moving, gently', id: 's-keep-moving-gently' }, { level: 2 }],
      faq: [{ question: 'May I run again?' }],
      references: [{ key: 'walk', kind: 'PMID', pmid: '34719942' }],
      translations: [{ locale: 'es-US', slug: 'dolor' }],
      publishedAt: at(200).toISOString(),
      provenance: { reviewedBy: { name: 'Maya Okafor', credential: 'DPT' } },
    });
  });

  it('answers the body as typed blocks, in one statement, and none of them once it was withdrawn', async () => {
    const blocks = `{ article(site: "harbor", locale: "en-US", slug: "back-pain") { __typename ... on Article { blocks {
      __typename text ... on HeadingBlock { level id } ... on WarningBlock { kind urgency }
      ... on FaqBlock { questions { question answer } } ... on ExerciseBlock { exercise { name picture { src } } } } } } }`;
    let answer: Awaited<ReturnType<typeof app.ask>> | undefined;
    expect(
      await statements(async () => {
        answer = await app.ask(blocks);
      }),
    ).toBe(1);
    expect(answer!.body.errors).toBeUndefined();
    const found: { __typename: string; text: string }[] = answer!.body.data.article.blocks;
    expect(found).toContainEqual({
      __typename: 'WarningBlock',
      kind: 'RED_FLAGS',
      urgency: 'NOW',
      text: expect.anything(),
    });
    expect(found).toContainEqual(
      expect.objectContaining({ __typename: 'HeadingBlock', level: 2, id: 's-keep-moving-gently' }),
    );
    expect(found.find(({ __typename }) => __typename === 'FaqBlock')).toMatchObject({
      questions: [{ question: 'May I run again?' }],
    });
    // The planned run answers the same as the engine.
    expect((await app.ask(blocks)).body).toEqual(answer!.body);
    const live = await insertPublishedArticle(test, site, { slug: 'blocks-gone', liveFrom: at(1) });
    const goneQuery = blocks.replace('back-pain', 'blocks-gone');
    expect((await app.ask(goneQuery)).body.data.article.blocks.length).toBeGreaterThan(2);
    await withdrawInSql(test, site, live);
    expect((await app.ask(`${goneQuery} `)).body.data.article).toEqual({ __typename: 'ArticleWithdrawn' });
  });

  it.each([
    'title',
    'html',
    'document',
    'text',
    'html text',
    'html references { key }',
    'faq { question }',
    'blocks { text }',
    'exercises { name }',
    'html kind',
    'document kind',
  ])('says the same of an article whether it is asked for %s or for everything', async (fields) => {
    const all = `title html document text references { key } faq { question } blocks { text } exercises { name } kind`;
    const read = async (asked: string) => {
      const query = `{ article(site: "harbor", locale: "en-US", slug: "back-pain") { ... on Article { ${asked} } } }`;
      return (await app.ask(query)).body.data.article;
    };
    const whole = await read(all);
    const part = await read(fields);
    expect(Object.keys(part)).toEqual(fields.replaceAll(/ ?\{[^}]*\}/g, '').split(' '));
    expect(whole).toMatchObject(part);
  });

  it('says when there is none under an address', async () => {
    for (const slug of ['nothing', '', 'back-pain/../x', "' OR 1=1 --"]) {
      const { body } = await app.ask(ARTICLE, { slug });
      expect(body.data.article).toMatchObject({ __typename: 'ArticleNotFound', code: 'ARTICLE_NOT_FOUND' });
    }
  });

  it('says when the article was withdrawn', async () => {
    const live = await insertPublishedArticle(test, site, { slug: 'gone', liveFrom: at(1) });
    await withdrawInSql(test, site, live);
    const { body } = await app.ask(ARTICLE, { slug: 'gone' });
    expect(body.data.article).toMatchObject({ __typename: 'ArticleWithdrawn', articleId: live.articleId });
  });

  it('walks a list to its end, each article once, newest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { body } = await app.ask(LIST, { first: 50, after });
      seen.push(...body.data.articles.edges.map((edge: { node: { slug: string } }) => edge.node.slug));
      expect(body.data.articles.totalCount).toBe(120);
      more = body.data.articles.pageInfo.hasNextPage;
      after = body.data.articles.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    expect(seen[0]).toBe('back-pain');
  });

  it('keeps to a topic, and to what changed since', async () => {
    const byTopic = await app.ask(LIST, { topic: 'knee', first: 1 });
    expect(byTopic.body.data.articles.totalCount).toBe(59);
    const since = await app.ask(LIST, { updatedSince: at(200).toISOString() });
    expect(since.body.data.articles.edges.map((edge: { node: { slug: string } }) => edge.node.slug)).toEqual([
      'back-pain',
    ]);
    expect(since.body.data.articles.totalCount).toBe(1);
  });

  it('answers null for a site that is not there, and an empty list for a topic without articles', async () => {
    const query = '{ articles(site: "nowhere", locale: "en-US") { totalCount } site(slug: "nowhere") { id } }';
    expect((await app.ask(query)).body.data).toEqual({ articles: null, site: null });
    const empty = await app.ask(LIST, { topic: 'neck' });
    expect(empty.body.data.articles).toMatchObject({ totalCount: 0, edges: [] });
  });

  it.each([{ first: 0 }, { first: 101 }, { first: -1 }, { after: 'x' }, { after: 'MTIzNC4xMjM0' }])(
    'refuses the page %j with words about it',
    async (variables) => {
      const { body } = await app.ask(LIST, variables);
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
      expect(body.errors[0].message).toMatch(/"first"|"after"/);
    },
  );

  it('reads an article in at most two statements, and lists of 20 and of 100 in at most three', async () => {
    expect(await statements(() => app.ask(ARTICLE, { slug: 'back-pain' }))).toBeLessThanOrEqual(2);
    expect(await statements(() => app.ask(LIST, { first: 20 }))).toBeLessThanOrEqual(3);
    expect(await statements(() => app.ask(LIST, { first: 100 }))).toBeLessThanOrEqual(3);
  });

  it('tells sites, and counts their changes', async () => {
    const { body } = await app.ask('{ sites { slug name emergencyNumber phone generation } }');
    expect(body.data.sites[0]).toMatchObject({ slug: 'harbor', emergencyNumber: '911' });
    expect(Number(body.data.sites[0].generation)).toBeGreaterThanOrEqual(121);
  });
});
