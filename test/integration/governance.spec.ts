import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import type { StaffActor } from '#platform';
import { Database } from '#platform';
import {
  FireSchedules,
  LivePublications,
  PublicationReader,
  PublishRevision,
  SchedulePublication,
  WithdrawPublication,
} from '#publishing';
import { ApproveRevision, EndReview, RequestReview, type ReviewCaseRow } from '#review';
import { GOOD_SHEETS } from '../support/checklists.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const STATEMENT = { statement: 'I read the whole text.', conflictOfInterest: 'none' };

describe('from revision to public text', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author', 'reviewer');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world.close());

  const request = async (revision: RevisionRow) =>
    expectOk(await world.get(RequestReview).run(sam, { revisionId: revision.id }));
  const approve = (actor: StaffActor, { id, contentHash }: ReviewCaseRow, more = {}) =>
    world.get(ApproveRevision).run(actor, { caseId: id, contentHash, checklists: GOOD_SHEETS, ...STATEMENT, ...more });
  const publish = (revision: RevisionRow) =>
    world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
  const edit = async (actor: StaffActor, base: RevisionRow, words: string) =>
    expectOk(
      await world.get(SaveRevision).run(actor, {
        articleId: base.articleId,
        baseRevisionId: base.id,
        baseContentHash: base.contentHash,
        ...sampleContent(words),
      }),
    );

  describe('a review', () => {
    it('pins its revision: the next save begins a new one', async () => {
      const revision = await world.article(sam);
      await request(revision);
      const next = await edit(sam, await world.newest(revision), 'Written while it waits.');
      expect(next.number).toBe(2);
    });

    it("refuses a contributor's own approval, whatever their roles", async () => {
      const reviewCase = await request(await world.article(sam));
      expect(await approve(sam, reviewCase)).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
    });

    it('refuses a contributor even when the other one asked', async () => {
      const first = await world.article(sam);
      const second = await edit(maya, first, 'Maya changed a word.');
      expect(await approve(maya, await request(second))).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
      expect(await approve(sam, await request(await edit(sam, second, 'Sam again.')))).toMatchObject({
        code: 'APPROVER_IS_CONTRIBUTOR',
      });
    });

    it('counts contributors from the last approval on', async () => {
      const first = await world.article(sam);
      await world.approve(first, sam, maya);
      const second = await edit(maya, await world.newest(first), 'Maya improves it.');
      expect(expectOk(await approve(sam, await request(second)))).toMatchObject({ approverId: sam.userId });
    });

    it('stores the hash, the licence of that moment and a review date by risk class', async () => {
      const revision = await world.article(sam);
      const approval = expectOk(await approve(maya, await request(revision)));
      expect(approval).toMatchObject({
        contentHash: revision.contentHash,
        credentialSnapshot: { title: 'DPT', licenceNumber: '1' },
        reviewDueAt: new Date('2028-11-22T12:00:00Z'),
      });
    });

    it('refuses another hash than the one under review', async () => {
      const reviewCase = await request(await world.article(sam));
      const refused = await approve(maya, reviewCase, { contentHash: 'f'.repeat(64) });
      expect(refused).toMatchObject({ code: 'CONTENT_CHANGED', contentHash: reviewCase.contentHash });
    });

    it('refuses an expired licence', async () => {
      const expired = await world.person('Old', 'reviewer');
      await world.database.query(`UPDATE credential SET valid_until = '2026-01-01' WHERE user_id = $1`, [
        expired.userId,
      ]);
      const reviewCase = await request(await world.article(sam));
      expect(await approve(expired, reviewCase)).toMatchObject({ code: 'CREDENTIAL_NOT_IN_FORCE' });
    });

    it('refuses a review date in the past, and one beyond the cycle', async () => {
      const reviewCase = await request(await world.article(sam));
      const due = (reviewDueAt: string) => approve(maya, reviewCase, { reviewDueAt: new Date(reviewDueAt) });
      const field = 'reviewDueAt';
      expect(await due('2026-11-01T00:00:00Z')).toMatchObject({ code: 'DUE_DATE_IN_PAST', field });
      expect(await due('2031-01-01T00:00:00Z')).toMatchObject({ code: 'INVALID_INPUT', field });
    });

    it('is decided once, by whoever comes first', async () => {
      const reviewCase = await request(await world.article(sam));
      const answers = await Promise.all([
        approve(maya, reviewCase),
        world.get(EndReview).requestChanges(maya, { caseId: reviewCase.id, note: 'Say when to get help.' }),
      ]);
      expect(answers.filter((answer) => 'code' in answer && answer.code === 'REVIEW_MOVED_ON')).toHaveLength(1);
    });

    it('is open once an article: the newer request supersedes', async () => {
      const first = await world.article(sam);
      const old = await request(first);
      const second = await edit(sam, await world.newest(first), 'Newer words.');
      await request(second);
      expect(await approve(maya, old)).toMatchObject({ code: 'REVISION_SUPERSEDED', newestRevisionId: second.id });
      expect(await world.get(RequestReview).run(sam, { revisionId: first.id })).toMatchObject({
        code: 'REVISION_SUPERSEDED',
        newestRevisionId: second.id,
      });
    });
  });

  describe('publishing', () => {
    it('refuses text without approval', async () => {
      expect(await publish(await world.article(sam))).toMatchObject({ code: 'NOT_APPROVED' });
    });

    it('puts approved text live, and an edit changes nothing public', async () => {
      const revision = await world.article(sam);
      await world.approve(revision, sam, maya);
      const publication = expectOk(await publish(revision));
      await edit(sam, await world.newest(revision), 'Not approved yet.');
      const rows = await world.database.query<{ content_hash: string; payload: unknown }>(
        'SELECT content_hash, payload FROM delivery.article WHERE publication_id = $1',
        [publication.id],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]?.content_hash).toBe(revision.contentHash);
      expect(JSON.stringify(rows[0]?.payload)).not.toContain('Not approved yet.');
    });

    it('announces it once, in the same transaction', async () => {
      const revision = await world.article(sam);
      await world.approve(revision, sam, maya);
      const publication = expectOk(await publish(revision));
      expect(await publish(revision)).toMatchObject({ code: 'ALREADY_LIVE', publicationId: publication.id });
      const facts = await world.database.query(
        `SELECT 1 FROM outbox_event WHERE kind = 'publication.went-live' AND payload->>'publicationId' = $1`,
        [publication.id],
      );
      expect(facts).toHaveLength(1);
    });

    it('leaves no trace of a refused attempt on the site', async () => {
      const generation = () =>
        world.database.query('SELECT generation FROM site_generation WHERE site_id = $1', [world.siteId]);
      const before = await generation();
      await publish(await world.article(sam));
      expect(await generation()).toEqual(before);
    });

    it('refuses overdue text and a licence that ended', async () => {
      const revision = await world.article(sam);
      await world.approve(revision, sam, maya);
      world.clock.set(new Date('2028-12-01T00:00:00Z'));
      expect(await publish(revision)).toMatchObject({ code: 'REVIEW_OVERDUE' });
      world.clock.set(new Date('2026-11-22T12:00:00Z'));
    });

    it('is taken back by one person with a reason, and answers what was live when', async () => {
      const revision = await world.article(sam);
      await world.approve(revision, sam, maya);
      const publication = expectOk(await publish(revision));
      world.clock.advance(3_600_000);
      const input = { publicationId: publication.id, reason: 'A dose was wrong.' };
      expect(expectOk(await world.get(WithdrawPublication).run(maya, input)).state).toBe('withdrawn');
      expect(await world.get(WithdrawPublication).run(maya, input)).toMatchObject({ code: 'NOT_LIVE' });
      const asOf = (at: string) =>
        world.get(PublicationReader).asOf({ siteId: world.siteId, locale: 'en', slug: publication.slug }, new Date(at));
      expect((await asOf('2026-11-22T12:30:00Z'))?.revisionId).toBe(revision.id);
      expect(await asOf('2026-11-22T13:30:00Z')).toBeNull();
      expect(await asOf('2026-11-22T11:30:00Z')).toBeNull();
      expect(await world.get(LivePublications).find(world.get(Database).client, [publication.id])).toEqual([]);
      world.clock.set(new Date('2026-11-22T12:00:00Z'));
    });
  });

  describe('a schedule', () => {
    const later = new Date('2026-11-23T08:00:00Z');
    const schedule = (revision: RevisionRow) =>
      world.get(SchedulePublication).run(jo, { siteId: world.siteId, revisionId: revision.id, publishAt: later });

    it('fires when it is due, once, whoever sweeps', async () => {
      const revision = await world.article(sam);
      await world.approve(revision, sam, maya);
      const { id } = expectOk(await schedule(revision));
      const sweep = () => world.get(FireSchedules).run({ signal: new AbortController().signal });
      await sweep();
      expect(await world.database.query('SELECT 1 FROM publication WHERE schedule_id = $1', [id])).toEqual([]);
      world.clock.set(later);
      await Promise.all([sweep(), sweep(), sweep()]);
      expect(await world.database.query('SELECT 1 FROM publication WHERE schedule_id = $1', [id])).toHaveLength(1);
      world.clock.set(new Date('2026-11-22T12:00:00Z'));
    });

    it('is refused visibly when the approval was revoked meanwhile', async () => {
      const revision = await world.article(sam);
      const approval = await world.approve(revision, sam, maya);
      const { id } = expectOk(await schedule(revision));
      await world.database.query('UPDATE approval SET revoked_at = now() WHERE id = $1', [approval.id]);
      world.clock.set(later);
      await world.get(FireSchedules).run({ signal: new AbortController().signal });
      const [row] = await world.database.query('SELECT state, refusal_code FROM publication_schedule WHERE id = $1', [
        id,
      ]);
      expect(row).toEqual({ state: 'refused', refusal_code: 'NOT_APPROVED' });
      world.clock.set(new Date('2026-11-22T12:00:00Z'));
    });
  });

  describe('direct SQL', () => {
    it('cannot publish without a matching approval', async () => {
      const revision = await world.article(sam);
      const approval = await world.approve(await world.article(sam), sam, maya);
      const values = [
        newId(),
        world.siteId,
        revision.articleId,
        revision.id,
        approval.id,
        revision.contentHash,
        jo.userId,
      ];
      await expect(
        world.database.query(
          `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state, sequence, published_by_id, live_from)
           VALUES ($1, $2, $3, 'en', 'x', $4, $5, $6, 'live', 1, $7, now())`,
          values,
        ),
      ).rejects.toMatchObject({ code: 'CP004' });
    });

    it('cannot approve for a contributor', async () => {
      const reviewCase = await request(await world.article(sam));
      const [credential] = await world.database.query<{ id: string }>('SELECT id FROM credential WHERE user_id = $1', [
        sam.userId,
      ]);
      await expect(
        world.database.query(
          `INSERT INTO approval (id, case_id, article_id, locale, revision_id, content_hash, approver_id, credential_id, credential_snapshot, statement, conflict_of_interest, approved_at, review_due_at)
           VALUES ($1, $2, $3, 'en', $4, $5, $6, $7, '{}', 's', 'none', now(), now() + interval '1 year')`,
          [
            newId(),
            reviewCase.id,
            reviewCase.articleId,
            reviewCase.revisionId,
            reviewCase.contentHash,
            sam.userId,
            credential!.id,
          ],
        ),
      ).rejects.toMatchObject({ code: 'CP001' });
    });

    it.each([
      ['change a pinned revision', `UPDATE revision SET title = 'x' WHERE pinned_at IS NOT NULL`, 'CP002'],
      ['unpin a revision', 'UPDATE revision SET pinned_at = NULL WHERE pinned_at IS NOT NULL', 'CP002'],
      ['delete a revision', 'DELETE FROM revision', 'CP003'],
      ['change an approval', `UPDATE approval SET content_hash = repeat('0', 64)`, 'CP003'],
      ['delete an approval', 'DELETE FROM approval', 'CP003'],
      ['move the revision under review', 'UPDATE review_case SET revision_id = gen_random_uuid()', 'CP001'],
      [
        'change a live publication',
        `UPDATE publication SET content_hash = repeat('0', 64) WHERE state = 'live'`,
        'CP004',
      ],
      ['revive an ended publication', `UPDATE publication SET state = 'live' WHERE state <> 'live'`, 'CP004'],
      ['change the audit log', `UPDATE audit_entry SET action = 'x'`, 'CP003'],
      ['delete the audit log', 'DELETE FROM audit_entry', 'CP003'],
      ['put other text into the read model', `UPDATE delivery_article SET content_hash = repeat('0', 64)`, 'CP004'],
    ])('cannot %s', async (_what, sql, code) => {
      await expect(world.database.query(sql)).rejects.toMatchObject({ code });
    });
  });
});
