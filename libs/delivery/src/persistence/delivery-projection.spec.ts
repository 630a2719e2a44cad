import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#kernel';
import { Database } from '#platform';
import { type FixtureSite, insertPublication, insertSite } from '../../../../test/support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ArticleNotFound, ArticleWithdrawn } from '../domain/refusals.js';
import { HEAVY_PARTS, type HeavyPart } from './article-query.js';
import { DeliveryDatabase } from './delivery-database.js';
import { DeliveryProjection } from './delivery-projection.js';
import { type ArticlePage, ReadModel } from './read-model.js';

describe('the projection of publications', () => {
  let test: TestDatabase;
  let database: Database;
  let delivery: DeliveryDatabase;
  let readers: ReadModel;
  let site: FixtureSite;
  const projection = new DeliveryProjection({ publicUrl: 'https://press.example' });
  const witness = { saw: () => undefined };

  beforeAll(async () => {
    test = await createTestDatabase();
    database = new Database({ url: test.url, applicationName: 'test' });
    delivery = new DeliveryDatabase({ url: test.url, ownLogin: false });
    readers = new ReadModel(delivery, new SystemClock());
    site = await insertSite(test);
  });
  afterAll(async () => {
    await delivery.close();
    await database.close();
    await test.drop();
  });

  const address = (slug: string) => ({ site: 'harbor', locale: 'en-US', slug });
  const end = (id: string) =>
    test.query("UPDATE publication SET state = 'withdrawn', live_until = now() WHERE id = $1", [id]);

  it('shows an article with its ground, then its tombstone, then the article again', async () => {
    const live = await insertPublication(test, site, { slug: 'tilt' });
    await database.transaction((tx) => projection.wentLive(tx, [live]));
    const shown = await readers.articleBySlug(address('tilt'), [], witness);
    expect(shown).toMatchObject({
      title: 'Back pain after a run',
      siteGeneration: String(live.sequence),
      provenance: { reviewedBy: { name: 'Maya Okafor', credential: 'DPT' } },
    });

    await end(live.id);
    const at = new Date('2026-11-22T09:30:00.000Z');
    await database.transaction((tx) => projection.withdrawn(tx, { ...live, at, sequence: live.sequence + 1n }));
    const gone = await readers.articleBySlug(address('tilt'), [], witness);
    expect(gone).toBeInstanceOf(ArticleWithdrawn);
    expect(gone).toMatchObject({ withdrawnAt: at.toISOString(), articleId: live.articleId });
  });

  it('keeps a card that is the article without its long parts, and answers lists from it', async () => {
    const live = await insertPublication(test, site, { slug: 'card' });
    await database.transaction((tx) => projection.wentLive(tx, [live]));
    const whole = await readers.articleBySlug(address('card'), [], witness);
    const list = { site: 'harbor', locale: 'en-US', first: 100 };
    const inList = async (without: readonly HeavyPart[]) => {
      const page = (await readers.articles(list, without, witness)) as ArticlePage;
      return page.articles.find(({ slug }) => slug === 'card');
    };
    const without = Object.fromEntries(Object.entries(whole).filter(([name]) => !HEAVY_PARTS.includes(name as never)));
    expect(await inList(HEAVY_PARTS)).toEqual(without);
    expect(await inList([])).toEqual(whole);
  });

  it('renders the emergency number of the site into the red flags', async () => {
    const live = await insertPublication(test, site, { slug: 'flags' });
    await database.transaction((tx) => projection.wentLive(tx, [live]));
    expect(await readers.articleBySlug(address('flags'), [], witness)).toMatchObject({
      html: expect.stringContaining('href="tel:911"'),
      faq: [{ question: 'May I run again?', answer: 'Yes, when walking is easy for half an hour.' }],
      readingMinutes: 1,
    });
  });

  it('writes nothing when the transaction of the publisher fails', async () => {
    const live = await insertPublication(test, site, { slug: 'half-way' });
    const failing = database.transaction(async (tx) => {
      await projection.wentLive(tx, [live]);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await readers.articleBySlug(address('half-way'), [], witness)).toBeInstanceOf(ArticleNotFound);
  });

  it('is refused by the database for content that is not live', async () => {
    const live = await insertPublication(test, site, { slug: 'forged' });
    const forged = { ...live, contentHash: '0'.repeat(64) };
    await expect(database.transaction((tx) => projection.wentLive(tx, [forged]))).rejects.toThrow(/is not live/);
  });

  it('reads on a role that can neither write nor see a draft', async () => {
    await expect(delivery.pool.query('SELECT title FROM public.revision')).rejects.toThrow('permission denied');
    await expect(delivery.pool.query('CREATE TEMP TABLE x (y int)')).rejects.toThrow('read-only transaction');
  });
});
