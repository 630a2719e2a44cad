import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  insertPublication,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const SEARCH = `query ($text: String!, $locale: String! = "en-US", $site: String! = "harbor", $first: Int! = 10, $after: String,
  $topic: String) {
  search(site: $site, locale: $locale, text: $text, first: $first, after: $after, topic: $topic) {
    match correctedText facets { topic count } pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor titleHtml passageHtml node { slug title summary provenance { reviewedBy { name } } } }
  }
}`;

describe('search in the delivery API', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;

  const publish = (slug: string, title: string, words: string, more: { topic?: string; locale?: string } = {}) => {
    const document = b.doc(b.p(words));
    const content = b.content(document, { title, locale: more.locale ?? 'en-US', summary: 'A text.', references: [] });
    return insertPublishedArticle(test, site, { slug, topic: more.topic ?? 'back', content });
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    await insertSite(test, { slug: 'eastside', approverName: 'Other Person' });
    await publish('low-back', 'Low back pain after running', 'Keep walking.');
    const faq = b.doc(b.h(2, 'Shoulder care'), b.faq({ question: 'May I swim?', answer: 'Yes, if 5 < 6 & soon.' }));
    const content = b.content(faq, { title: 'After surgery', locale: 'en-US', summary: 'Rest first.', references: [] });
    await insertPublishedArticle(test, site, { slug: 'surgery', topic: 'shoulder', content });
    await publish('knee', 'Knees and stairs', 'A shoulder may hurt too when you lean. Swim often.', { topic: 'knee' });
    await publish('lumbar', 'Lumbago at night', 'Turn your mattress.');
    await publish('dolor', 'Dolor lumbar al correr', 'Siga caminando. La rehabilitación ayuda.', { locale: 'es-US' });
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  async function search(text: string, more: Record<string, unknown> = {}) {
    const { body } = await app.ask(SEARCH, { text, ...more });
    expect(body.errors).toBeUndefined();
    return body.data.search;
  }
  const slugs = (found: { edges: { node: { slug: string } }[] }) => found.edges.map(({ node }) => node.slug);

  it('finds low back pain under every name the vocabulary has for it', async () => {
    for (const text of ['back ache', 'lumbago', 'lower back pain']) {
      const found = await search(text);
      expect(found.match).toBe('ALL_WORDS');
      expect(slugs(found).sort()).toEqual(['low-back', 'lumbar']);
    }
  });

  it('puts the title before headings, and these before the rest, whatever the endings', async () => {
    expect(slugs(await search('shoulders'))).toEqual(['surgery', 'knee']);
    expect(slugs(await search('swimming'))).toEqual(['surgery', 'knee']);
    expect(slugs(await search('swim', { topic: 'knee' }))).toEqual(['knee']);
  });

  it('understands what was mistyped, and says so', async () => {
    const found = await search('sholder surgrey');
    expect(found).toMatchObject({ match: 'CORRECTED', correctedText: 'shoulder surgery' });
    expect(slugs(found)).toEqual(['surgery']);
    expect(await search('shuolder')).toMatchObject({ match: 'CORRECTED', correctedText: 'shoulder' });
  });

  it('is content with any of the words when nothing has all of them', async () => {
    const found = await search('my mattress and my stairs');
    expect(found.match).toBe('ANY_WORD');
    expect(slugs(found)).toEqual(['knee', 'lumbar']);
  });

  it('puts titles with two of the words first, and those with other names of them, where any word is enough', async () => {
    const both = await publish('both', 'Quince compote and lumbago in a title of many more words', 'x', {
      topic: 'any',
    });
    const one = await publish('one', 'Quince', 'x', { topic: 'any' });
    const other = await publish('other', 'Quince compote', 'x', { topic: 'any' });
    const found = await search('quince back ache bicycle', { topic: 'any' });
    expect(found.match).toBe('ANY_WORD');
    expect(slugs(found)[0]).toBe('both');
    expect(slugs(found).sort()).toEqual(['both', 'one', 'other']);
    const first = await search('quince compote bicycle', { topic: 'any', first: 1 });
    expect(slugs(first)).toEqual(['other']);
    const rest = await search('quince compote bicycle', { topic: 'any', after: first.pageInfo.endCursor });
    expect(rest.match).toBe('ANY_WORD');
    expect(slugs(rest)).toEqual(['both', 'one']);
    const { endCursor } = rest.pageInfo;
    expect(slugs(await search('quince compote bicycle', { topic: 'any', after: endCursor }))).toEqual([]);
    for (const id of [both, one, other]) await withdrawInSql(test, site, id);
  });

  it('marks what was found, and escapes the rest', async () => {
    const [edge] = (await search('running')).edges;
    expect(edge.titleHtml).toBe('Low back pain after <mark>running</mark>');
    const [swim] = (await search('soon swim')).edges;
    expect(swim.passageHtml).toContain('Yes, if 5 &lt; 6 &amp; <mark>soon</mark>');
  });

  it('shows a passage from the top of a long text, and from further down what stands only there', async () => {
    const filler = (words: number) => Array.from({ length: words }, () => 'walk').join(' ');
    const long = `${filler(100)} marmalade ${filler(1_500)} marmalade jelly. ${filler(50)}`;
    const id = await publish('long', 'A long text', long, { topic: 'any' });
    const passage = async (text: string) => (await search(text, { topic: 'any' })).edges[0].passageHtml;
    expect(await passage('marmalade')).toMatch(/walk <mark>marmalade<\/mark> walk/);
    expect(await passage('jelly')).toContain('marmalade <mark>jelly</mark>.');
    await withdrawInSql(test, site, id);
    // A word that stands across the place where the first look ends is read whole.
    const summary = 'A text.\n'.length;
    const across = `${'a'.repeat(4_000 - summary - 5)} marmalades`;
    const other = await publish('across', 'Another long text', across, { topic: 'any' });
    expect(await passage('marmalade')).toContain('<mark>marmalades</mark>');
    await withdrawInSql(test, site, other);
  });

  it('searches in the language of the locale, with or without accents', async () => {
    for (const text of ['rehabilitacion', 'rehabilitación', 'lumbalgia']) {
      expect(slugs(await search(text, { locale: 'es-US' }))).toEqual(['dolor']);
    }
    expect(slugs(await search('dolor'))).toEqual([]);
  });

  it('leaves out what stands behind a minus, and reads a dash as a pause', async () => {
    expect(slugs(await search('shoulder -stairs'))).toEqual(['surgery']);
    expect(slugs(await search('knees - stairs'))).toEqual(['knee']);
  });

  it('counts by topic what was found with corrected words, and with any of them', async () => {
    const corrected = await search('sholder');
    expect(corrected).toMatchObject({ match: 'CORRECTED', facets: [{ topic: 'knee' }, { topic: 'shoulder' }] });
    const { endCursor } = (await search('sholder', { first: 1 })).pageInfo;
    const second = await search('sholder', { first: 1, after: endCursor });
    expect([second.match, second.facets, slugs(second)]).toEqual(['CORRECTED', corrected.facets, ['knee']]);
    const beyond = await search('sholder', { after: second.pageInfo.endCursor });
    expect([beyond.match, beyond.correctedText, beyond.edges]).toEqual(['CORRECTED', 'shoulder', []]);
    expect((await search('my mattress and my stairs')).facets).toEqual([
      { topic: 'back', count: 1 },
      { topic: 'knee', count: 1 },
    ]);
    expect(await search('xyzzy')).toMatchObject({ match: 'ANY_WORD', facets: [], edges: [] });
  });

  it('counts by topic, and walks page by page', async () => {
    const found = await search('shoulder', { first: 1 });
    expect(found.facets).toEqual([
      { topic: 'knee', count: 1 },
      { topic: 'shoulder', count: 1 },
    ]);
    expect(found.pageInfo.hasNextPage).toBe(true);
    const second = await search('shoulder', { first: 1, after: found.pageInfo.endCursor });
    expect(slugs(second)).toEqual(['knee']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('never finds what is not live, nor what is on another site', async () => {
    const gone = await publish('zebra', 'Zebrafish therapy', 'Gone.');
    expect(slugs(await search('zebrafish'))).toEqual(['zebra']);
    await withdrawInSql(test, site, gone);
    // To this process another one has withdrawn it: it is told, as a rule, within a millisecond.
    while (slugs(await search('zebrafish')).length > 0) await delay(5);
    expect(await search('zebrafish')).toMatchObject({ edges: [], correctedText: null });
    expect(await search('zebrafisk')).toMatchObject({ edges: [], correctedText: null });
    expect(slugs(await search('running', { site: 'eastside' }))).toEqual([]);
    const words = { title: 'Quokka balance', locale: 'en-US', summary: '', references: [] };
    await insertPublication(test, site, { slug: 'quokka', content: b.content(b.doc(b.p('x')), words) });
    expect(slugs(await search('quokka'))).toEqual([]);
  });

  it.each(['', '   ', 'x'.repeat(201), 'back '.repeat(2_000)])('refuses to search for %j', async (text) => {
    const { body } = await app.ask(SEARCH, { text });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
  });

  it.each(['the', '"', '-back', '& | ! ( ) : * <->', "'; DROP TABLE site; --", '\\', '𝕏 ☃'])(
    'answers %j without an error',
    async (text) => {
      await search(text);
    },
  );

  const ODD = [
    'the and of',
    '?!... --',
    '%',
    '_%',
    'back:*',
    'ظهر ألم',
    '\u202Eniap kcab',
    '🦵🏽🩹',
    "o'brien's",
    '"'.repeat(200),
  ];
  it.each([...ODD, 'a&'.repeat(100), `${'('.repeat(99)}x`, '-'.repeat(199)])(
    'answers %j with what can be found, as every other text',
    async (text) => {
      const found = await search(text);
      expect(['ALL_WORDS', 'CORRECTED', 'ANY_WORD']).toContain(found.match);
      expect(Array.isArray(found.edges)).toBe(true);
    },
  );

  it.each(['\u0000', 'back\u0000ache', '\uD800'])('refuses %j, which no database can hold', async (text) => {
    for (const variables of [{ text }, { text: 'back', locale: text }, { text: 'back', topic: text }]) {
      const { body } = await app.ask(SEARCH, variables);
      expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  it.each(['', 'x'.repeat(5_000), "en' OR '1'='1"])('finds nothing in the locale %j', async (locale) => {
    expect((await search('back', { locale })).edges).toEqual([]);
  });

  it('refuses a cursor of somebody else, and answers null for no site', async () => {
    for (const after of ['x', Buffer.from('found.201').toString('base64url')]) {
      const { body } = await app.ask(SEARCH, { text: 'back', after });
      expect(body.errors[0].extensions.field).toBe('after');
    }
    expect(await search('back', { site: 'nowhere' })).toBeNull();
  });
});
