import 'reflect-metadata';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { DeliveryLog, Resend } from '#channels';
import { expectOk } from '#kernel';
import { insertPublication } from '../support/published-fixture.js';
import { FILE, wordPressStage } from '../support/wordpress-stage.js';

describe('WordPress', () => {
  const stage = wordPressStage();
  const { add, copy, deliver, lastAttempt, page, pages, publish, publishAgain, withdraw, wordpress, writes } = stage;

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
        expectOk(await stage.app.get(Resend).test(stage.publisher, stage.destinationId));
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
      await stage.test.query(
        "UPDATE channel_delivery SET state = 'pending', finished_at = NULL WHERE operation = 'publish'",
      );
      await deliver();
      expect(wordpress.live).toEqual([]);
      expect(await lastAttempt()).toMatchObject({
        outcome: 'accepted',
        excerpt: expect.stringContaining('newer state'),
      });
    });

    it('without a copy is withdrawn there without a word', async () => {
      const publication = await insertPublication(stage.test, stage.site, { slug: `lone-${stage.sites}` });
      await withdraw(publication);
      await deliver();
      expect(await lastAttempt()).toMatchObject({
        outcome: 'accepted',
        excerpt: 'There was no copy of it to take off.',
      });
    });

    it('keeps the number of its change: the database refuses an older one', async () => {
      await publish();
      await expect(stage.test.query('UPDATE channel_copy SET sequence = sequence - 1')).rejects.toMatchObject({
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
      expectOk(
        await stage.app.get(Resend).replay(stage.publisher, { destinationId: stage.destinationId, from: new Date(0) }),
      );
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
      expect(await stage.app.get(DeliveryLog).ofDestination(stage.destinationId, 1)).toMatchObject([
        { state: 'pending' },
      ]);
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
      await publish({}, `half-${stage.sites}`);
      for (const answer of answers) {
        wordpress.before = (_, response) => {
          answer(response);
          return true;
        };
        expectOk(await stage.app.get(Resend).test(stage.publisher, stage.destinationId));
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
});
