import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnnouncePresence,
  lockArticle,
  NameRevision,
  Presence,
  RestoreRevision,
  type RevisionRow,
  SaveRevision,
  type SaveRevisionInput,
  StaleBase,
  SweepPresence,
} from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('versions of an article', () => {
  let world: World;
  let sam: StaffActor;
  let kim: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    kim = await world.person('Kim', 'author');
  });
  afterAll(() => world.close());

  const save = (actor: StaffActor, base: RevisionRow, words: string, more: Partial<SaveRevisionInput> = {}) =>
    world.get(SaveRevision).run(actor, {
      ...{ articleId: base.articleId, baseRevisionId: base.id, baseContentHash: base.contentHash },
      ...sampleContent(words),
      ...more,
    });
  const name = (revision: RevisionRow, words: string, actor = sam) =>
    world.get(NameRevision).run(actor, { revisionId: revision.id, contentHash: revision.contentHash, name: words });
  const pinnedBy = async ({ id }: RevisionRow) =>
    (await world.database.query<{ pinned_by: string }>('SELECT pinned_by FROM revision WHERE id = $1', [id]))[0]
      ?.pinned_by;

  describe('by name', () => {
    it('are pinned by it, and found under it', async () => {
      const first = await world.article(sam);
      const named = expectOk(await name(first, '  Spring\n 2027 '));
      expect([named.name, await pinnedBy(first)]).toEqual(['Spring 2027', 'namedVersion']);
      expect(expectOk(await save(sam, first, 'Other words.')).number).toBe(2);
      expect(expectOk(await name(first, 'spring 2027')).id).toBe(named.id);
    });

    it('have names of their own in an article and locale', async () => {
      const first = await world.article(sam);
      expectOk(await name(first, 'Spring'));
      const second = expectOk(await save(sam, first, 'Other words.'));
      expect(await name(second, 'SPRING')).toMatchObject({ code: 'NAME_TAKEN', revisionId: first.id });
      expect((await world.newest(first)).pinnedAt).toBeNull();
      expectOk(await name(await world.article(sam), 'Spring'));
    });

    it('are given to no archived article', async () => {
      const first = await world.article(sam);
      await world.database.query('UPDATE article SET archived_at = now() WHERE id = $1', [first.articleId]);
      expect(await name(first, 'Put away')).toMatchObject({ code: 'ARTICLE_ARCHIVED' });
      expect(await pinnedBy(first)).toBeNull();
    });

    it('mean the text that was seen, also in a race with an autosave', async () => {
      const first = await world.article(sam);
      const saved = expectOk(await save(sam, first, 'Saved in between.'));
      expect(await name(first, 'Too late')).toMatchObject({
        code: 'STALE_BASE',
        newest: { contentHash: saved.contentHash },
      });
      expect((await world.newest(first)).pinnedAt).toBeNull();
      for (let round = 0; round < 5; round += 1) {
        const article = await world.article(sam);
        const [named] = await Promise.all([name(article, 'Now'), save(sam, article, 'At the same time.')]);
        const rows = await world.database.query(
          'SELECT r.content_hash FROM named_version v JOIN revision r ON r.id = v.revision_id WHERE v.article_id = $1',
          [article.articleId],
        );
        expect(rows).toEqual('code' in named ? [] : [{ content_hash: article.contentHash }]);
      }
    });

    it('get one of two equal names at once, and no empty one', async () => {
      const first = await world.article(sam);
      const second = expectOk(await save(kim, first, 'Kim goes on.'));
      const both = await Promise.all([name(first, 'Same'), name(second, 'same', kim)]);
      expect(both.filter((answer) => 'code' in answer)).toHaveLength(1);
      expect(await name(first, ' \n ')).toMatchObject({ code: 'INVALID_INPUT', field: 'name' });
      expect(await name(first, 'a\u202eb')).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await name(first, 'x'.repeat(81))).toMatchObject({ code: 'INVALID_INPUT' });
    });

    it.each([
      ['renamed', `UPDATE named_version SET name = 'x'`],
      ['removed', 'DELETE FROM named_version'],
    ])('cannot be %s, also by SQL', async (_what, sql) => {
      await expect(world.database.query(sql)).rejects.toMatchObject({ code: 'CP003' });
    });
  });

  describe('by class of edit', () => {
    const MINOR = { editClass: 'minor' as const };

    it('are clinical when nobody says otherwise, and once they were until they are pinned', async () => {
      const first = await world.article(sam);
      expect(first.editClass).toBe('clinical');
      expect(expectOk(await save(sam, first, 'A comma more.', MINOR)).editClass).toBe('clinical');
      const second = expectOk(await save(kim, await world.newest(first), 'A comma, more.', MINOR));
      expect([second.number, second.editClass, second.reason]).toEqual([2, 'minor', null]);
      const third = expectOk(await save(kim, second, 'A comma; more.', { ...MINOR, reason: 'Punctuation.' }));
      expect([third.id, third.editClass, third.reason]).toEqual([second.id, 'minor', 'Punctuation.']);
      const fourth = expectOk(await save(kim, third, 'Ten minutes more.'));
      expect([fourth.id, fourth.editClass]).toEqual([second.id, 'clinical']);
      expect(expectOk(await save(kim, fourth, 'Ten minutes, more.', MINOR)).editClass).toBe('clinical');
    });

    it('become clinical by word alone while nothing stands on them, and never minor', async () => {
      const first = await world.article(sam);
      const slip = expectOk(await save(sam, first, 'Speled right now.'));
      const minor = expectOk(await save(kim, slip, 'Spelled right now.', MINOR));
      const audit = async () =>
        (await world.database.query(`SELECT 1 FROM audit_entry WHERE action = 'revision.called-clinical'`)).length;
      expect(expectOk(await save(kim, minor, 'Spelled right now.')).editClass).toBe('minor');
      expect(await audit()).toBe(0);
      const clinical = expectOk(await save(kim, minor, 'Spelled right now.', { editClass: 'clinical' }));
      expect(clinical).toEqual({ ...minor, editClass: 'clinical' });
      expectOk(await save(kim, clinical, 'Spelled right now.', { editClass: 'clinical' }));
      expect(await audit()).toBe(1);
      expect(expectOk(await save(kim, clinical, 'Spelled right now.', MINOR)).editClass).toBe('clinical');
      const pinned = expectOk(await save(sam, clinical, 'Spelled right, now.', MINOR));
      expectOk(await name(pinned, 'Three sets'));
      const late = expectOk(await save(sam, pinned, 'Spelled right, now.', { editClass: 'clinical' }));
      expect([late.id, late.editClass]).toEqual([pinned.id, 'minor']);
    });

    it.each(['half \ud800', 'bell \u0007', 'turned \u202e around', 'x'.repeat(501)])(
      'refuse a reason that cannot be shown: %j',
      async (reason) => {
        const first = await world.article(sam);
        const refusal = { code: 'INVALID_INPUT', field: 'reason' };
        expect(await save(sam, first, 'Other words.', { reason })).toMatchObject(refusal);
        expect(
          await world.get(RestoreRevision).run(sam, { revisionId: first.id, newestRevisionId: first.id, reason }),
        ).toMatchObject(refusal);
        expect(expectOk(await save(sam, first, 'Other words.', { reason: 'לפי\nההנחיה' })).reason).toBe('לפי\nההנחיה');
      },
    );

    it('make nothing by a save that changes nothing, whatever it calls itself', async () => {
      const first = await world.article(sam);
      const again = expectOk(await save(sam, first, 'Walk a little every day.', MINOR));
      expect(again).toEqual(first);
    });
  });

  describe('by hand-over', () => {
    it("pin another person's working copy that a refusal shows, so that both can be brought together", async () => {
      const first = await world.article(sam);
      const theirs = expectOk(await save(kim, first, 'Kim wrote this.'));
      const refused = (await save(sam, first, 'Sam wrote that.')) as StaleBase;
      expect([refused.newest.id, refused.newest.pinnedAt, await pinnedBy(theirs)]).toEqual([
        theirs.id,
        expect.any(Date),
        'handover',
      ]);
      const next = expectOk(await save(kim, theirs, 'Kim goes on writing.'));
      expect(next.number).toBe(3);
      const late = (await save(sam, refused.newest, 'Sam brought both together.')) as StaleBase;
      expect(late).toBeInstanceOf(StaleBase);
      expect([late.base?.contentHash, late.merge]).toEqual([theirs.contentHash, expect.anything()]);
    });

    it('leave the own working copy as it is when it is refused to its own author', async () => {
      const first = await world.article(sam);
      expectOk(await save(sam, first, 'In the first window.'));
      expect(((await save(sam, first, 'In the second window.')) as StaleBase).newest.pinnedAt).toBeNull();
    });
  });

  describe('in front of several people', () => {
    const announce = (actor: StaffActor, articleId: string) =>
      world.get(AnnouncePresence).run(actor, { articleId, locale: 'en' });

    it('tell each who else is there, for 30 seconds by the clock of the database', async () => {
      const { articleId } = await world.article(sam);
      expect(await announce(sam, articleId)).toEqual({ others: [] });
      const seen = { userId: sam.userId, locale: 'en', since: expect.any(Date) };
      expect(await announce(kim, articleId)).toEqual({ others: [seen] });
      expect(await world.get(Presence).others(articleId, sam.userId)).toMatchObject([{ userId: kim.userId }]);
      const age = (seconds: number) =>
        world.database.query(
          `UPDATE article_presence SET since = now() - interval '1 hour', seen_at = now() - $2 * interval '1 second'
            WHERE user_id = $1`,
          [sam.userId, seconds],
        );
      await age(29);
      expect(await world.get(Presence).others(articleId, kim.userId)).toHaveLength(1);
      expectOk(await announce(sam, articleId));
      const [still] = await world.get(Presence).others(articleId, kim.userId);
      expect(Date.now() - still!.since.getTime()).toBeGreaterThan(3_000_000);
      await age(31);
      expect(await announce(kim, articleId)).toEqual({ others: [] });
      expectOk(await announce(sam, articleId));
      const [back] = await world.get(Presence).others(articleId, kim.userId);
      expect(Date.now() - back!.since.getTime()).toBeLessThan(60_000);
    });

    it('are not shown to who has no role there', async () => {
      const { articleId } = await world.article(sam);
      const outside = { ...kim, memberships: [{ siteId: world.otherSiteId, role: 'author' as const }] };
      expect(await announce(outside, articleId)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await announce(sam, 'x')).toMatchObject({ code: 'NOT_FOUND' });
      expect(await world.get(Presence).others(articleId, sam.userId)).toEqual([]);
    });

    it('hold up no save, and no save holds them up', async () => {
      const first = await world.article(sam);
      await announce(sam, first.articleId);
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const saving = world.get(Database).transaction(async (tx) => {
        await lockArticle(tx, first.articleId);
        await held;
      });
      expect(await announce(kim, first.articleId)).toMatchObject({ others: [{ userId: sam.userId }] });
      expect(await announce(sam, first.articleId)).toMatchObject({ others: [{ userId: kim.userId }] });
      release();
      await saving;
    });

    it('are forgotten by the sweep and by a crash alone', async () => {
      await world.database.query(`UPDATE article_presence SET seen_at = now() - interval '10 minutes'`);
      const { articleId } = await world.article(sam);
      await announce(sam, articleId);
      await world.get(SweepPresence).run();
      expect(await world.database.query('SELECT user_id FROM article_presence')).toEqual([{ user_id: sam.userId }]);
      const [kind] = await world.database.query<{ relpersistence: string }>(
        `SELECT relpersistence FROM pg_class WHERE relname = 'article_presence'`,
      );
      expect(kind?.relpersistence).toBe('u');
    });
  });
});
