import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Copies, Resend } from '#channels';
import { expectOk } from '#kernel';
import { wordPressStage } from '../support/wordpress-stage.js';

describe('WordPress', () => {
  const stage = wordPressStage();
  const { copy, deliver, lastAttempt, look, page, publish, publishAgain, withdraw, wordpress } = stage;

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
      expect(await stage.app.get(Copies).drifted([stage.destinationId])).toEqual(new Map([[stage.destinationId, 1]]));
      const audit = await stage.test.query(
        "SELECT data->>'kind' AS kind FROM audit_entry WHERE action = 'destination.copy-drifted' AND site_id = $1",
        [stage.site.id],
      );
      expect(audit).toEqual([{ kind }]);
    });

    it('is overwritten by the approved text, told before, and kept there', async () => {
      await publish();
      const approved = post().content;
      post().content = 'Take two pills.';
      expectOk(
        await stage.app.get(Resend).replay(stage.publisher, { destinationId: stage.destinationId, from: new Date(0) }),
      );
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
