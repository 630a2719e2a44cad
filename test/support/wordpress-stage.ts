import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AddDestination,
  type ArticlePage,
  ArticlePages,
  ChannelsModule,
  Copies,
  channelHandlers,
  channelSweeps,
  DeliveryLog,
} from '#channels';
import { expectOk, newId } from '#kernel';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import type { LivePublication } from '#publishing';
import { type Asked, FakeWordPress } from './fake-wordpress.js';
import { type FixtureSite, insertPublication, insertSite, withdrawInSql } from './published-fixture.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The picture of every article here. */
export const FILE = `${'a1'.repeat(32)}.jpg`;

/** What is live, by article. */
class Pages extends ArticlePages {
  readonly now = new Map<string, ArticlePage>();
  bytes: Buffer | null = Buffer.from('a picture');
  async live({ articleId }: { articleId: string }) {
    return this.now.get(articleId) ?? null;
  }
  async file() {
    return this.bytes;
  }
}

const { signal } = new AbortController();
const [planHandler, deliverHandler] = channelHandlers;

/** A fake WordPress and the channels, on a database of their own; every test has a new site that sends to it. */
export class WordPressStage {
  readonly wordpress = new FakeWordPress();
  readonly pages = new Pages();
  test!: TestDatabase;
  app!: INestApplicationContext;
  site!: FixtureSite;
  publisher!: StaffActor;
  destinationId!: string;
  sites = 0;

  async open(): Promise<void> {
    this.test = await createTestDatabase();
    await this.wordpress.start();
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: this.wordpress.host,
      LOG_LEVEL: 'silent',
    });
    @Global()
    @Module({ providers: [{ provide: ArticlePages, useValue: this.pages }], exports: [ArticlePages] })
    class PagesModule {}
    @Module({
      imports: [
        PlatformModule.forRoot({ settings, databaseUrl: this.test.url, name: 'wordpress' }),
        PagesModule,
        ChannelsModule,
      ],
    })
    class Root {}
    this.app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.wordpress.stop();
    await this.test?.drop();
  }

  async newSite(): Promise<void> {
    const { wordpress } = this;
    Object.assign(wordpress, { role: 'editor', before: () => false, after: () => false, filter: (it: string) => it });
    for (const list of [wordpress.posts, wordpress.files, wordpress.tags, wordpress.asked]) list.length = 0;
    this.pages.bytes = Buffer.from('a picture');
    this.sites += 1;
    this.site = await insertSite(this.test, { slug: `mole-${this.sites}` });
    const memberships = [{ siteId: this.site.id, role: 'publisher' as const }];
    this.publisher = { kind: 'staff', userId: this.site.authorId, name: 'Ana Ruiz', memberships };
    this.destinationId = expectOk(await this.add()).destination.id;
  }

  readonly add = (more: object = {}) =>
    this.app.get(AddDestination).run(this.publisher, {
      ...{ siteId: this.site.id, kind: 'wordpress', name: 'Clinic blog', url: this.wordpress.url },
      ...{ settings: { username: 'carepress' }, secret: 'abcd EFGH 1234 ijkl MNOP 5678' },
      ...more,
    });
  readonly plan = (publication: LivePublication, operation: 'publish' | 'withdraw' = 'publish') =>
    this.app.get(planHandler!).run({ publicationId: publication.id, operation } as never, { signal });
  readonly due = async () => {
    await this.test.query("UPDATE channel_delivery SET next_attempt_at = now() WHERE state = 'pending'");
    await this.test.query('UPDATE channel_destination SET rests_until = NULL');
    return (await this.app.get(channelSweeps[0]!).run()).map(({ data }) => (data as { deliveryId: string }).deliveryId);
  };
  readonly deliver = async () => {
    for (const deliveryId of await this.due()) {
      await this.app
        .get(deliverHandler!)
        .run({ deliveryId } as never, { signal })
        .catch(() => undefined);
    }
  };
  readonly look = async () => {
    await this.test.query("UPDATE channel_copy SET checked_at = '-infinity'");
    const sweep = channelSweeps.find((it) => it.name === 'LookAtCopies')!;
    await this.app.get(sweep).run();
  };
  readonly go = (publication: LivePublication, more: Partial<ArticlePage> = {}): ArticlePage => {
    const { id: publicationId, contentHash, sequence, slug, content, topic } = publication;
    const page = {
      ...{ publicationId, contentHash, sequence, slug, title: content.title, summary: content.summary, topic },
      html: `<p>Rest for a day if you need to.</p><figure><picture><source type="image/webp" srcset="https://p/media/x.webp 9w" /><img src="https://p/media/${FILE}" srcset="https://p/media/${FILE} 9w" alt="A knee" /></picture></figure>`,
      mediaUrl: 'https://p/media/',
      terms: ['Runners & walkers'],
      ...more,
    };
    this.pages.now.set(publication.articleId, page);
    return page;
  };
  readonly publish = async (more: Partial<ArticlePage> = {}, slug = `back-${this.sites}`) => {
    const publication = await insertPublication(this.test, this.site, { slug });
    this.go(publication, more);
    await this.plan(publication);
    await this.deliver();
    return publication;
  };
  /** A newer publication of the same article takes the place of the first. */
  readonly publishAgain = async (first: LivePublication, more: Partial<ArticlePage>) => {
    await this.test.query(
      "UPDATE publication SET state = 'replaced', live_until = now(), ended_sequence = sequence + 1 WHERE id = $1",
      [first.id],
    );
    const next = { ...first, id: newId(), sequence: first.sequence + 1n };
    await this.test.query(
      `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
         sequence, published_by_id, live_from)
       SELECT $2, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, 'live', $3,
         published_by_id, now() FROM publication WHERE id = $1`,
      [first.id, next.id, String(next.sequence)],
    );
    await this.test.query('UPDATE site_generation SET generation = $2 WHERE site_id = $1', [
      this.site.id,
      String(next.sequence),
    ]);
    this.go(next, more);
    await this.plan(next);
    await this.deliver();
  };
  readonly withdraw = async (publication: LivePublication) => {
    await withdrawInSql(this.test, this.site, publication);
    this.pages.now.delete(publication.articleId);
    await this.plan(publication, 'withdraw');
  };
  readonly copy = async (drifted = false) =>
    (await this.app.get(Copies).ofDestinations([this.destinationId], 10, drifted))[0];
  readonly lastAttempt = async () => {
    const deliveries = await this.app.get(DeliveryLog).ofDestination(this.destinationId, 50);
    return (await this.app.get(DeliveryLog).attemptsOf(deliveries.map(({ id }) => id))).at(-1);
  };
  readonly writes = () =>
    this.wordpress.asked.filter(({ method, path }) => method === 'POST' && /posts(\/\d+)?$/.test(path));
  readonly page = (status: number, title: string) => (_: Asked, response: ServerResponse) => {
    this.wordpress.page(response, status, title, { 'retry-after': '120' });
    return true;
  };
}

/** The stage of the specs in this file. */
export function wordPressStage(): WordPressStage {
  const stage = new WordPressStage();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());
  beforeEach(() => stage.newSite());
  afterEach(() => stage.test.query("UPDATE channel_destination SET state = 'disabled'"));
  return stage;
}
