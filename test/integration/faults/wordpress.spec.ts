import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Resend } from '#channels';
import { expectOk } from '#kernel';
import { type Asked, type FakeWordPress } from '../../support/fake-wordpress.js';
import { wordPressStage } from '../../support/wordpress-stage.js';

describe('WordPress', () => {
  const stage = wordPressStage();
  const { deliver, lastAttempt, publish, wordpress } = stage;

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
        await publish({}, `${kind}-${stage.sites}`);
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
      await stage.test.query('UPDATE channel_copy SET remote_id = NULL');
      expectOk(
        await stage.app.get(Resend).replay(stage.publisher, { destinationId: stage.destinationId, from: new Date(0) }),
      );
      await deliver();
      expect(wordpress.posts.map(({ status }) => status)).toEqual(['publish', 'trash']);
    });

    it('and an attempt that slept until another one had the delivery change nothing, and do not count as told', async () => {
      let slept = false;
      wordpress.before = async ({ method, path }) => {
        if (slept || method !== 'GET' || !path.endsWith('/tags')) return false;
        slept = true;
        // Another worker took the delivery over meanwhile.
        await stage.test.query("UPDATE channel_copy SET holder = 'another attempt'");
        return false;
      };
      await publish();
      expect(wordpress.posts).toEqual([]);
      expect(await lastAttempt()).toMatchObject({ outcome: 'failedHere' });
      await deliver();
      expect(wordpress.posts).toMatchObject([{ status: 'publish' }]);
    });
  });
});
