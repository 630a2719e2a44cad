import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '#kernel';
import { askByGet, type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type Live = Awaited<ReturnType<typeof insertPublishedArticle>>;

const LIST = `query ($first: Int! = 20, $after: String, $locale: String) {
  newsletters(site: "harbor", first: $first, after: $after, locale: $locale) {
    edges { node { id locale subject sentAt articles { articleId state article { slug title } } } }
    pageInfo { hasNextPage endCursor } } }`;

describe('newsletters', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const live = new Map<string, Live>();

  async function publish(slug: string): Promise<void> {
    live.set(slug, await insertPublishedArticle(test, site, { slug, content: fixtureContent(`About ${slug}`) }));
  }

  async function issue(subject: string, state: string, minute: number, ...slugs: string[]): Promise<string> {
    const id = newId();
    const finishedAt = state === 'finished' ? new Date(Date.UTC(2026, 10, 1, 9, minute)) : null;
    await test.query(
      `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, created_by_id, frozen_at, finished_at)
       VALUES ($1, $2, 'en-US', $3, 'a preheader', 'an intro that nobody approved', $4, $5, $6, $6)`,
      // An issue that goes out begins as a draft, so this one is made into one afterwards.
      [
        id,
        site.id,
        subject,
        state === 'handingOver' || state === 'paused' ? 'finished' : state,
        site.authorId,
        finishedAt,
      ],
    );

    for (const [position, slug] of slugs.entries()) {
      const it = live.get(slug)!;
      await test.query(
        `INSERT INTO issue_article (issue_id, position, publication_id, revision_id, approval_id, content_hash, title)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, position, it.id, it.revisionId, it.approval.id, it.contentHash, it.content.title],
      );
    }
    await test.query('UPDATE issue SET state = $2 WHERE id = $1 AND state <> $2', [id, state]);
    return id;
  }

  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const { body } = await app.ask(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    for (const slug of ['kept', 'gone', 'bad']) await publish(slug);
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('are listed when they were sent, and only then, with what became of their articles', async () => {
    await issue('Being written', 'composing', 0, 'kept');
    await issue('On its way', 'handingOver', 0, 'kept');
    await issue('Stopped', 'cancelled', 0, 'kept');
    const id = await issue('Autumn', 'finished', 1, 'kept', 'gone', 'bad');
    const { articleId, locale, contentHash, revisionId } = live.get('bad')!;
    await test.query(
      `INSERT INTO recalled_revision (article_id, locale, content_hash, revision_id, recall_id, recalled_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      [articleId, locale, contentHash, revisionId, newId()],
    );
    for (const slug of ['gone', 'bad']) await withdrawInSql(test, site, live.get(slug)!);
    const { newsletters } = await ask(LIST);
    expect(newsletters.edges).toHaveLength(1);
    expect(newsletters.edges[0].node).toEqual({
      ...{ id, locale: 'en-US', subject: 'Autumn', sentAt: '2026-11-01T09:01:00.000Z' },
      articles: [
        { articleId: live.get('kept')!.articleId, state: 'CURRENT', article: { slug: 'kept', title: 'About kept' } },
        { articleId: live.get('gone')!.articleId, state: 'WITHDRAWN', article: null },
        { articleId, state: 'RECALLED', article: null },
      ],
    });
  });

  it('are found by their id, and not those of others or those that were not sent', async () => {
    const id = await issue('Winter', 'finished', 2, 'kept');
    const unsent = await issue('Unsent', 'composing', 2, 'kept');
    const query = 'query ($id: ID!, $site: String!) { newsletter(site: $site, id: $id) { subject } }';
    expect((await ask(query, { id, site: 'harbor' })).newsletter).toEqual({ subject: 'Winter' });
    for (const other of [unsent, newId(), 'not an id', '']) {
      expect((await ask(query, { id: other, site: 'harbor' })).newsletter).toBeNull();
    }
    await insertSite(test, { slug: 'other' });
    expect((await ask(query, { id, site: 'other' })).newsletter).toBeNull();
  });

  it('are walked to their end, newest first', async () => {
    const { newsletters } = await ask(LIST, { first: 1 });
    expect(newsletters.edges[0].node.subject).toBe('Winter');
    const next = await ask(LIST, { first: 1, after: newsletters.pageInfo.endCursor });
    expect(next.newsletters.edges[0].node.subject).toBe('Autumn');
    expect(next.newsletters.pageInfo.hasNextPage).toBe(false);
    expect((await ask(LIST, { locale: 'es-US' })).newsletters.edges).toEqual([]);
  });

  it('are listed with all that stands around their articles in three statements', async () => {
    const article = `slug kind terms { key } related(first: 2) { slug related(first: 2) { slug kind } }`;
    const query = `{ newsletters(site: "harbor") { edges { node { subject articles {
      article { ${article} } whole: article { html ${article} translations { locale } } } } } } }`;
    const spy = jest.spyOn(app.database.pool, 'query');
    const { newsletters } = await ask(query);
    expect(spy.mock.calls.length).toBeLessThanOrEqual(3);
    spy.mockRestore();
    const { article: short, whole } = newsletters.edges[0].node.articles[0];
    expect(whole).toMatchObject({ ...short, html: expect.stringContaining('<'), translations: [] });
  });

  it('have no word that nobody approved, and nobody who got them', async () => {
    const asDelivery = await app.database.rows<{ columns: string[] }>(
      'test_columns',
      "SELECT array_agg(attname::text ORDER BY attnum) AS columns FROM pg_attribute WHERE attrelid = 'delivery.issue'::regclass",
      [],
    );
    expect(asDelivery[0]!.columns).toEqual(['id', 'site_id', 'locale', 'subject', 'sent_at']);
  });
});

describe('signing up for a newsletter', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename
    ... on SignUpAccepted { message } ... on Refusal { code message } ... on InvalidInput { field } } }`;
  const input = { site: 'harbor', email: 'ana@example.org', wording: 'Send me the newsletter.' };
  const signUp = async (given: Record<string, unknown>) =>
    (await app.ask(SIGN_UP, { input: { ...input, ...given } })).body.data.signUp;

  beforeAll(async () => {
    test = await createTestDatabase();
    await insertSite(test);
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('writes down the consent and asks back by mail, once, and answers the same every time', async () => {
    const first = await signUp({ formUrl: 'https://clinic.example/newsletter' });
    expect(first).toMatchObject({ __typename: 'SignUpAccepted' });
    expect(await signUp({})).toEqual(first);
    const consents = await test.query('SELECT kind, wording, form_url FROM consent_entry');
    expect(consents).toEqual([
      { kind: 'requested', wording: input.wording, form_url: 'https://clinic.example/newsletter' },
    ]);
    const facts = await test.query("SELECT 1 FROM outbox_event WHERE kind = 'subscriber.confirmation-requested'");
    expect(facts).toHaveLength(1);
    expect((await signUp({ locale: 'es-US' })).message).toMatch(/correo/);
  });

  it.each([
    [{ email: 'nobody' }, 'INVALID_EMAIL_ADDRESS'],
    [{ email: 'ana@example.org\r\nBcc: all@example.org' }, 'INVALID_EMAIL_ADDRESS'],
    [{ wording: ' ' }, 'INVALID_INPUT'],
    [{ formUrl: 'javascript:alert(1)' }, 'INVALID_INPUT'],
    [{ site: 'nowhere' }, 'NOT_FOUND'],
  ])('refuses %j as %s, in the language of whoever reads it', async (given, code) => {
    const english = await signUp({ ...given, locale: 'en-US' });
    expect(english).toMatchObject({ code, message: expect.stringMatching(/^(?!.*[áéíóú]).+\.$/) });
    const spanish = await signUp({ ...given, locale: 'es-US' });
    expect(spanish).toEqual({ ...english, message: expect.stringMatching(/(dirección|boletín|sitio).*\.$/) });
  });

  it('cannot be done by an address that a page or a mail could hold, nor by a form of another page', async () => {
    const before = await test.query('SELECT id FROM subscriber ORDER BY id');
    const query = `mutation { signUp(input: { site: "harbor", email: "eve@example.org", wording: "yes" }) { __typename } }`;
    expect((await askByGet(app.url, query)).status).toBe(405);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const body = type.includes('urlencoded') ? new URLSearchParams({ query }).toString() : JSON.stringify({ query });
      const headers = type === '' ? undefined : { 'content-type': type };
      const response = await fetch(app.url, { method: 'POST', body: type === '' ? new Blob([body]) : body, headers });
      expect([type, response.status]).toEqual([type, 415]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
    expect(await test.query('SELECT id FROM subscriber ORDER BY id')).toEqual(before);
  });

  it('is limited for each address of the network', async () => {
    let answer = await signUp({});
    for (let n = 0; n < 25 && answer.code !== 'TOO_MANY_REQUESTS'; n += 1) answer = await signUp({});
    expect(answer).toMatchObject({ __typename: 'TooManyRequests', code: 'TOO_MANY_REQUESTS' });
  });
});
