import 'reflect-metadata';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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
  Resend,
} from '#channels';
import { expectOk, newId } from '#kernel';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import type { LivePublication } from '#publishing';
import { type Asked, FakeWordPress } from '../support/fake-wordpress.js';
import { type FixtureSite, insertPublication, insertSite, withdrawInSql } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const FILE = `${'a1'.repeat(32)}.jpg`;

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

describe('WordPress', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let wordpress: FakeWordPress;
  let site: FixtureSite;
  let publisher: StaffActor;
  let destinationId: string;
  const pages = new Pages();
  let sites = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    // The port that the configuration allows is known before the first test and kept by all of them.
    wordpress = await new FakeWordPress().start();
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: wordpress.host,
      LOG_LEVEL: 'silent',
    });
    @Global()
    @Module({ providers: [{ provide: ArticlePages, useValue: pages }], exports: [ArticlePages] })
    class PagesModule {}
    @Module({
      imports: [
        PlatformModule.forRoot({ settings, databaseUrl: test.url, name: 'wordpress' }),
        PagesModule,
        ChannelsModule,
      ],
    })
    class Root {}
    app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
  });
  afterAll(async () => {
    await app?.close();
    await wordpress?.stop();
    await test?.drop();
  });
  beforeEach(async () => {
    Object.assign(wordpress, { role: 'editor', before: () => false, after: () => false, filter: (it: string) => it });
    for (const list of [wordpress.posts, wordpress.files, wordpress.tags, wordpress.asked]) list.length = 0;
    pages.bytes = Buffer.from('a picture');
    sites += 1;
    site = await insertSite(test, { slug: `mole-${sites}` });
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    publisher = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
    destinationId = expectOk(await add()).destination.id;
  });
  afterEach(() => test.query("UPDATE channel_destination SET state = 'disabled'"));

  const { signal } = new AbortController();
  const [planHandler, deliverHandler] = channelHandlers;
  const add = (more: object = {}) =>
    app.get(AddDestination).run(publisher, {
      ...{ siteId: site.id, kind: 'wordpress', name: 'Clinic blog', url: wordpress.url },
      ...{ settings: { username: 'carepress' }, secret: 'abcd EFGH 1234 ijkl MNOP 5678' },
      ...more,
    });
  const plan = (publication: LivePublication, operation: 'publish' | 'withdraw' = 'publish') =>
    app.get(planHandler!).run({ publicationId: publication.id, operation } as never, { signal });
  const due = async () => {
    await test.query("UPDATE channel_delivery SET next_attempt_at = now() WHERE state = 'pending'");
    await test.query('UPDATE channel_destination SET rests_until = NULL');
    return (await app.get(channelSweeps[0]!).run()).map(({ data }) => (data as { deliveryId: string }).deliveryId);
  };
  const deliver = async () => {
    for (const deliveryId of await due()) {
      await app
        .get(deliverHandler!)
        .run({ deliveryId } as never, { signal })
        .catch(() => undefined);
    }
  };
  const look = async () => {
    await test.query("UPDATE channel_copy SET checked_at = '-infinity'");
    const sweep = channelSweeps.find((it) => it.name === 'LookAtCopies')!;
    await app.get(sweep).run();
  };
  const go = (publication: LivePublication, more: Partial<ArticlePage> = {}): ArticlePage => {
    const { id: publicationId, contentHash, sequence, slug, content, topic } = publication;
    const page = {
      ...{ publicationId, contentHash, sequence, slug, title: content.title, summary: content.summary, topic },
      html: `<p>Rest for a day if you need to.</p><figure><picture><source type="image/webp" srcset="https://p/media/x.webp 9w" /><img src="https://p/media/${FILE}" srcset="https://p/media/${FILE} 9w" alt="A knee" /></picture></figure>`,
      mediaUrl: 'https://p/media/',
      terms: ['Runners & walkers'],
      ...more,
    };
    pages.now.set(publication.articleId, page);
    return page;
  };
  const publish = async (more: Partial<ArticlePage> = {}, slug = `back-${sites}`) => {
    const publication = await insertPublication(test, site, { slug });
    go(publication, more);
    await plan(publication);
    await deliver();
    return publication;
  };
  /** A newer publication of the same article takes the place of the first. */
  const publishAgain = async (first: LivePublication, more: Partial<ArticlePage>) => {
    await test.query(
      "UPDATE publication SET state = 'replaced', live_until = now(), ended_sequence = sequence + 1 WHERE id = $1",
      [first.id],
    );
    const next = { ...first, id: newId(), sequence: first.sequence + 1n };
    await test.query(
      `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
         sequence, published_by_id, live_from)
       SELECT $2, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, 'live', $3,
         published_by_id, now() FROM publication WHERE id = $1`,
      [first.id, next.id, String(next.sequence)],
    );
    await test.query('UPDATE site_generation SET generation = $2 WHERE site_id = $1', [site.id, String(next.sequence)]);
    go(next, more);
    await plan(next);
    await deliver();
  };
  const withdraw = async (publication: LivePublication) => {
    await withdrawInSql(test, site, publication);
    pages.now.delete(publication.articleId);
    await plan(publication, 'withdraw');
  };
  const copy = async (drifted = false) => (await app.get(Copies).ofDestinations([destinationId], 10, drifted))[0];
  const lastAttempt = async () => {
    const deliveries = await app.get(DeliveryLog).ofDestination(destinationId, 50);
    return (await app.get(DeliveryLog).attemptsOf(deliveries.map(({ id }) => id))).at(-1);
  };
  const writes = () => wordpress.asked.filter(({ method, path }) => method === 'POST' && /posts(\/\d+)?$/.test(path));
  const page = (status: number, title: string) => (_: Asked, response: ServerResponse) => {
    wordpress.page(response, status, title, { 'retry-after': '120' });
    return true;
  };

  describe('a destination', () => {
    it.each([
      [{ url: 'https://blog.example.org/wp-admin' }, 'front page'],
      [{ url: 'http://blog.example.org/' }, 'https'],
      [{ settings: {} }, 'username'],
      [{ settings: { username: 'a:b' } }, 'username'],
      [{ secret: null }, 'application password'],
      [{ secret: 'hunter2!' }, 'application password'],
    ])('is refused with %j', async (wrong, words) => {
      expect(await add(wrong)).toMatchObject({ code: 'DESTINATION_REFUSED', message: expect.stringContaining(words) });
    });

    it('is tried by asking who we are there, and says what the user lacks', async () => {
      const test = async () => {
        expectOk(await app.get(Resend).test(publisher, destinationId));
        await deliver();
        return lastAttempt();
      };
      expect(await test()).toMatchObject({
        outcome: 'accepted',
        excerpt: 'Signed in there as Carepress, who may publish.',
      });
      wordpress.role = 'subscriber';
      expect(await test()).toMatchObject({
        outcome: 'rejected',
        excerpt: expect.stringContaining('lacks publish_posts'),
      });
      expect(wordpress.posts).toEqual([]);
    });
  });

  describe('an article', () => {
    it('is made as a draft and then published, with its picture, category and tag', async () => {
      wordpress.categories.push(...Array.from({ length: 150 }, (_, n) => ({ id: 1_000 + n, name: `back ${n}` })));
      wordpress.categories.push({ id: 2_000, name: 'Back' });
      const publication = await publish();
      expect(writes().map(({ body }) => body.status)).toEqual(['draft', 'publish']);
      expect(wordpress.live).toMatchObject([
        { title: publication.content.title, slug: publication.slug, categories: [2_000] },
      ]);
      expect(wordpress.tags.map(({ name }) => name)).toEqual(['Runners & walkers']);
      const [post] = wordpress.live;
      expect(post!.content).toContain(`<img src="${wordpress.files[0]!.source_url}" alt="A knee" />`);
      expect(post!.content).not.toContain('https://p/media/');
      expect(await copy()).toMatchObject({
        state: 'live',
        remoteId: String(post!.id),
        drift: null,
        sequence: publication.sequence,
      });
      expect(await lastAttempt()).toMatchObject({
        outcome: 'accepted',
        excerpt: expect.stringContaining('live there as post'),
      });
    });

    it('is updated in its post, and its files are sent once', async () => {
      const first = await publish();
      await publishAgain(first, { html: `<p>Walk again.</p><img src="https://p/media/${FILE}" alt="" />` });
      expect(wordpress.posts).toHaveLength(1);
      expect(wordpress.files).toHaveLength(1);
      expect(wordpress.live[0]!.content).toContain('Walk again.');
    });

    it('is taken off when it is withdrawn, and nothing brings it back', async () => {
      const publication = await publish();
      await withdraw(publication);
      await deliver();
      expect(wordpress.live).toEqual([]);
      expect(await copy()).toMatchObject({ state: 'withdrawn' });
      // A late attempt of the older state.
      await test.query("UPDATE channel_delivery SET state = 'pending', finished_at = NULL WHERE operation = 'publish'");
      await deliver();
      expect(wordpress.live).toEqual([]);
      expect(await lastAttempt()).toMatchObject({
        outcome: 'accepted',
        excerpt: expect.stringContaining('newer state'),
      });
    });

    it('without a copy is withdrawn there without a word', async () => {
      const publication = await insertPublication(test, site, { slug: `lone-${sites}` });
      await withdraw(publication);
      await deliver();
      expect(await lastAttempt()).toMatchObject({
        outcome: 'accepted',
        excerpt: 'There was no copy of it to take off.',
      });
    });

    it('keeps the number of its change: the database refuses an older one', async () => {
      await publish();
      await expect(test.query('UPDATE channel_copy SET sequence = sequence - 1')).rejects.toMatchObject({
        code: 'CP004',
      });
    });

    it('is not published when WordPress changes its words, and is taken off when that happens to an update', async () => {
      wordpress.filter = (html) => html.replace('a day', '');
      const first = await publish();
      expect(wordpress.live).toEqual([]);
      expect(await lastAttempt()).toMatchObject({
        outcome: 'rejected',
        excerpt: expect.stringContaining('changed the text'),
      });
      wordpress.filter = (html) => html.replaceAll(/ type="[^"]*"/g, '').replaceAll('<p>', '<p class="x">');
      await deliver();
      expect(wordpress.live).toHaveLength(1);
      wordpress.filter = (html) => `${html}<p>Buy our pills.</p>`;
      expectOk(await app.get(Resend).replay(publisher, { destinationId, from: new Date(0) }));
      await deliver();
      expect(wordpress.live).toEqual([]);
      expect(first.slug).toBe(wordpress.posts[0]!.slug);
    });

    it('goes without category and tag where the user may make none, and says so', async () => {
      wordpress.role = 'author';
      await publish({ topic: 'Shoulders' });
      expect(wordpress.live).toHaveLength(1);
      expect(await lastAttempt()).toMatchObject({
        excerpt: expect.stringContaining('these are missing: Shoulders, Runners & walkers'),
      });
    });
  });

  describe('fault 22: an answer that is lost', () => {
    const lose = (isIt: (asked: Asked) => boolean) => {
      let lost = 0;
      wordpress.after = (asked, response) => {
        if (!isIt(asked) || lost > 0) return false;
        lost += 1;
        response.socket!.destroy();
        return true;
      };
    };
    const creates = ({ method, path }: Asked) => method === 'POST' && path.endsWith('/posts');

    it('to the making of a post leaves exactly one, which is found by its marker', async () => {
      lose(creates);
      await publish();
      expect(wordpress.posts).toMatchObject([{ status: 'draft' }]);
      expect(await lastAttempt()).toMatchObject({ outcome: 'unreachable' });
      await deliver();
      expect(wordpress.posts).toMatchObject([{ status: 'publish' }]);
      expect(wordpress.asked.filter(creates)).toHaveLength(1);
    });

    it('to the publishing, to an upload and to a new tag leaves one of each', async () => {
      for (const [kind, path] of [
        ['status', /posts\/\d+$/],
        ['media', /media$/],
        ['tag', /tags$/],
      ] as const) {
        lose(({ method, path: asked }) => method === 'POST' && path.test(asked));
        await publish({}, `${kind}-${sites}`);
        await deliver();
      }
      expect(wordpress.live).toHaveLength(3);
      expect([wordpress.posts.length, wordpress.files.length, wordpress.tags.length]).toEqual([3, 1, 1]);
    });

    it('while the post is not there yet makes nobody make a second one', async () => {
      let held: FakeWordPress['posts'] = [];
      wordpress.after = (asked, response) => {
        if (!creates(asked)) return false;
        // WordPress is still at work: no search finds the post.
        held = wordpress.posts.splice(0);
        response.socket!.destroy();
        return true;
      };
      await publish();
      wordpress.after = () => false;
      await deliver();
      expect(wordpress.posts).toEqual([]);
      expect(await lastAttempt()).toMatchObject({
        outcome: 'throttled',
        excerpt: expect.stringContaining('look again in a minute'),
      });
      wordpress.posts.push(...held);
      await deliver();
      expect(wordpress.posts).toMatchObject([{ status: 'publish' }]);
    });

    it('throws away what two attempts made', async () => {
      await publish();
      const [post] = wordpress.posts;
      wordpress.posts.push({ ...post!, id: 900, status: 'draft', revisions: [] });
      await test.query('UPDATE channel_copy SET remote_id = NULL');
      expectOk(await app.get(Resend).replay(publisher, { destinationId, from: new Date(0) }));
      await deliver();
      expect(wordpress.posts.map(({ status }) => status)).toEqual(['publish', 'trash']);
    });
  });

  describe('what WordPress can do wrong', () => {
    it.each([
      ['a maintenance page', page(503, 'Maintenance'), { outcome: 'throttled', status: 503 }, '"Maintenance"'],
      ['a sign-in page', page(200, 'Log In'), { outcome: 'rejected', status: 200 }, 'web page'],
      ['no interface', page(404, 'Not found'), { outcome: 'rejected', status: 404 }, 'permalinks'],
      ['a page that is gone', page(410, 'Gone'), { outcome: 'rejected', status: 410 }, 'web page'],
    ])('%s: the words are told, and nothing is lost', async (_, trouble, result, words) => {
      wordpress.before = trouble;
      await publish();
      expect(await lastAttempt()).toMatchObject({ ...result, excerpt: expect.stringContaining(words) });
      expect(await app.get(DeliveryLog).ofDestination(destinationId, 1)).toMatchObject([{ state: 'pending' }]);
      wordpress.before = () => false;
      await deliver();
      expect(wordpress.live).toHaveLength(1);
    });

    it.each([
      ['a wrong password', { password: 'other' }, 401, 'Make a new one'],
      ['a user who may not write', { role: 'subscriber' }, 400, 'role of an editor'],
    ])('%s is told with what to do', async (_, state, status, words) => {
      const before = { password: wordpress.password };
      Object.assign(wordpress, state);
      await publish();
      expect(await lastAttempt()).toMatchObject({
        outcome: 'rejected',
        status,
        excerpt: expect.stringContaining(words),
      });
      Object.assign(wordpress, before);
    });

    it('an error of its own, a redirect and half an answer are outcomes', async () => {
      const answers = [
        (response: ServerResponse) =>
          response.writeHead(500, { 'content-type': 'application/json' }).end('{"code":"x","message":"y"}'),
        (response: ServerResponse) => response.writeHead(301, { location: 'https://www.blog.example.org/x' }).end(),
        (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":'),
      ];
      const seen = [];
      await publish({}, `half-${sites}`);
      for (const answer of answers) {
        wordpress.before = (_, response) => {
          answer(response);
          return true;
        };
        expectOk(await app.get(Resend).test(publisher, destinationId));
        await deliver();
        const { outcome, excerpt } = (await lastAttempt())!;
        seen.push([outcome, excerpt!.slice(0, 24)]);
      }
      expect(seen).toEqual([
        ['rejected', 'WordPress met an error o'],
        ['redirected', 'WordPress sends us to an'],
        ['unreachable', 'The answer of WordPress '],
      ]);
    });

    it('a file that cannot be read here stops the article before anything is sent', async () => {
      pages.bytes = null;
      await publish();
      expect(wordpress.posts).toEqual([]);
      expect(await lastAttempt()).toMatchObject({ outcome: 'failedHere' });
    });
  });

  describe('drift', () => {
    const post = () => wordpress.posts[0]!;
    it.each([
      ['edited', () => Object.assign(post(), { content: `${post().content}<p>Take two pills.</p>` })],
      ['unpublished', () => Object.assign(post(), { status: 'draft' })],
      ['deleted', () => Object.assign(post(), { status: 'trash' })],
      ['moved', () => Object.assign(post(), { slug: 'elsewhere' })],
    ] as const)('is seen by a look: %s', async (kind, change) => {
      await publish();
      await look();
      expect(await copy()).toMatchObject({ drift: null });
      change();
      await look();
      expect(await copy(true)).toMatchObject({ drift: kind, driftDetail: expect.stringContaining('there') });
      const { driftSince } = (await copy(true))!;
      await look();
      expect((await copy(true))!.driftSince).toEqual(driftSince);
      expect(await app.get(Copies).drifted([destinationId])).toEqual(new Map([[destinationId, 1]]));
      const audit = await test.query(
        "SELECT data->>'kind' AS kind FROM audit_entry WHERE action = 'destination.copy-drifted' AND site_id = $1",
        [site.id],
      );
      expect(audit).toEqual([{ kind }]);
    });

    it('is overwritten by the approved text, told before, and kept there', async () => {
      await publish();
      const approved = post().content;
      post().content = 'Take two pills.';
      expectOk(await app.get(Resend).replay(publisher, { destinationId, from: new Date(0) }));
      await deliver();
      expect(post()).toMatchObject({ content: approved, revisions: expect.arrayContaining(['Take two pills.']) });
      expect(await lastAttempt()).toMatchObject({ excerpt: expect.stringContaining('had been changed there') });
      expect(await copy()).toMatchObject({ drift: null });
    });

    it('of a withdrawn article that is public again is taken off by itself', async () => {
      const publication = await publish();
      await withdraw(publication);
      await deliver();
      post().status = 'publish';
      await look();
      expect(await copy(true)).toMatchObject({ drift: 'republished' });
      await deliver();
      expect(wordpress.live).toEqual([]);
      expect(await copy()).toMatchObject({ drift: null, state: 'withdrawn' });
    });

    it('that an attempt of ours brought about, which slept, is mended by itself', async () => {
      const first = await publish();
      const older = post().content;
      await publishAgain(first, { html: '<p>The newer text.</p>' });
      const newer = post().content;
      post().content = older;
      await look();
      await deliver();
      expect(post().content).toBe(newer);
    });

    it('is not made up when WordPress cannot be seen', async () => {
      await publish();
      wordpress.before = page(503, 'Maintenance');
      await look();
      expect(await copy()).toMatchObject({ drift: null, state: 'live' });
    });
  });
});
