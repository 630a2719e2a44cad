import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk } from '#kernel';
import { CarriedIssues } from '#newsletter';
import { DecideWithdrawal, OpenRecall, RaiseWithdrawals, RecallSweep, Recalls, Reports } from '#oversight';
import { Database, type StaffActor } from '#platform';
import {
  LivePublications,
  type PublicationRow,
  PublishRevision,
  SchedulePublication,
  WithdrawPublication,
} from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const HOUR = 3_600_000;

describe('withdrawal and recall', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  let lee: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
    lee = await world.person('Lee', 'admin', 'publisher');
    // Jo also publishes at the other site, so that an article is live in two places.
    await world.database.query(`INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')`, [
      jo.userId,
      world.otherSiteId,
    ]);
    jo = { ...jo, memberships: [...jo.memberships, { siteId: world.otherSiteId, role: 'publisher' }] };
  });
  afterAll(() => world?.close());

  const signal = () => ({ signal: new AbortController().signal });
  const publish = (revision: RevisionRow, siteId = world.siteId, actor = jo) =>
    world.get(PublishRevision).run(actor, { siteId, revisionId: revision.id });
  async function live(): Promise<{ revision: RevisionRow; publication: PublicationRow }> {
    const revision = await world.article(sam);
    await world.approve(revision, sam, maya);
    return { revision, publication: expectOk(await publish(revision)) };
  }
  const withdraw = (publication: PublicationRow, actor = jo) =>
    world.get(WithdrawPublication).run(actor, { publicationId: publication.id, reason: 'A dose was wrong.' });
  const recall = (revision: RevisionRow, actor = maya) =>
    world.get(OpenRecall).run(actor, { revisionIds: [revision.id], reason: 'A dose was wrong.' });
  const openTasks = async (revision: RevisionRow) =>
    (
      await world.database.query<{ kind: string }>(
        'SELECT kind FROM task WHERE article_id = $1 AND closed_at IS NULL ORDER BY kind',
        [revision.articleId],
      )
    ).map(({ kind }) => kind);
  const stateOf = async ({ id }: PublicationRow) =>
    (await world.database.query<{ state: string }>('SELECT state FROM publication WHERE id = $1', [id]))[0]!.state;
  const edit = async (revision: RevisionRow) => {
    const base = await world.newest(revision);
    return expectOk(
      await world.get(SaveRevision).run(sam, {
        ...{ articleId: base.articleId, baseRevisionId: base.id, baseContentHash: base.contentHash },
        ...sampleContent(`Corrected ${Math.random()}.`),
      }),
    );
  };

  describe('a withdrawal by one person', () => {
    it('is confirmed by a second one, once', async () => {
      const { publication } = await live();
      expectOk(await withdraw(publication));
      const confirm = (actor: StaffActor) => world.get(DecideWithdrawal).confirm(actor, publication.id);
      expect(await confirm(jo)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
      const answers = await Promise.all([confirm(maya), confirm(lee)]);
      expect(answers.filter((it) => 'code' in it && it.code === 'WITHDRAWAL_DECIDED')).toHaveLength(1);
      expect(answers.find((it) => !('code' in it))).toMatchObject({ decision: 'confirmed' });
    });

    it('is raised after 24 hours, once, however many sweep', async () => {
      const { publication, revision } = await live();
      expectOk(await withdraw(publication));
      const sweep = () => world.get(RaiseWithdrawals).run(signal());
      world.clock.advance(24 * HOUR - 1);
      await sweep();
      expect(await openTasks(revision)).toEqual([]);
      world.clock.advance(1);
      await Promise.all([sweep(), sweep(), sweep()]);
      expect(await openTasks(revision)).toEqual(['withdrawalUnconfirmed']);
      const letters = await world.database.query<{ user_id: string }>(
        `SELECT user_id FROM staff_notice WHERE key LIKE 'withdrawal-unconfirmed.' || $1 || '%' ORDER BY user_id`,
        [publication.id],
      );
      expect(letters.map((it) => it.user_id)).toEqual([maya.userId, lee.userId].sort());
      expectOk(await world.get(DecideWithdrawal).confirm(maya, publication.id));
      expect(await openTasks(revision)).toEqual([]);
    });

    it('is undone by a second one as a new publication, with every question asked anew', async () => {
      const { publication, revision } = await live();
      expectOk(await withdraw(publication));
      const reinstate = (actor: StaffActor) => world.get(DecideWithdrawal).reinstate(actor, publication.id);
      expect(await reinstate(jo)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
      expect(await reinstate(maya)).toMatchObject({ code: 'NOT_ALLOWED' });
      const again = expectOk(await reinstate(lee)) as PublicationRow;
      expect(again).toMatchObject({ state: 'live', revisionId: revision.id });
      expect(again.id).not.toBe(publication.id);
      expect(await reinstate(lee)).toMatchObject({ code: 'WITHDRAWAL_DECIDED' });
    });

    it.each([
      [
        'be confirmed by who withdrew it',
        `decision = 'confirmed', decided_by_id = withdrawn_by_id, decided_at = now()`,
        '23514',
      ],
      ['be decided by nobody', `decision = 'confirmed', decided_at = now()`, '23514'],
      ['move to another person', 'withdrawn_by_id = gen_random_uuid()', 'CP003'],
    ])('cannot %s by SQL', async (_what, change, code) => {
      const { publication } = await live();
      expectOk(await withdraw(publication));
      const sql = `UPDATE withdrawal_check SET ${change} WHERE publication_id = '${publication.id}'`;
      await expect(world.database.query(sql)).rejects.toMatchObject({ code });
    });
  });

  describe('a recall', () => {
    it('takes the text off every site, and it may never be public again', async () => {
      const { publication, revision } = await live();
      const other = expectOk(await publish(revision, world.otherSiteId));
      const opened = expectOk(await recall(revision));
      expect([await stateOf(publication), await stateOf(other)]).toEqual(['withdrawn', 'withdrawn']);
      expect(await openTasks(revision)).toContain('recallOpen');
      expect(await publish(revision)).toMatchObject({ code: 'REVISION_RECALLED' });
      const later = new Date(world.clock.now().getTime() + HOUR);
      const schedule = { siteId: world.siteId, revisionId: revision.id, publishAt: later };
      expect(await world.get(SchedulePublication).run(jo, schedule)).toMatchObject({ code: 'REVISION_RECALLED' });
      expect(await world.get(DecideWithdrawal).reinstate(lee, publication.id)).toMatchObject({
        code: 'REVISION_RECALLED',
      });
      expect(await world.get(LivePublications).find(world.get(Database).client, [publication.id])).toEqual([]);
      const servings = await world.get(Recalls).servings([opened.id]);
      expect(servings.map(({ siteId }) => siteId).sort()).toEqual([world.siteId, world.otherSiteId].sort());
      expect(servings.every(({ liveUntil }) => liveUntil !== null)).toBe(true);
    });

    it('is refused twice, for revisions of several articles, and to whom the article is not', async () => {
      const { revision } = await live();
      const { revision: another } = await live();
      const run = (revisionIds: string[], actor = maya) =>
        world.get(OpenRecall).run(actor, { revisionIds, reason: 'A dose was wrong.' });
      expect(await run([revision.id, another.id])).toMatchObject({ code: 'INVALID_INPUT', field: 'revisionIds' });
      expect(await run([])).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await run([revision.id], sam)).toMatchObject({ code: 'NOT_ALLOWED' });
      const stranger = { ...maya, memberships: [{ siteId: world.otherSiteId, role: 'reviewer' as const }] };
      expect(await run([revision.id], stranger)).toMatchObject({ code: 'NOT_FOUND' });
      const answers = await Promise.all([run([revision.id]), run([revision.id])]);
      expect(answers.filter((it) => 'code' in it && it.code === 'RECALLED_ALREADY')).toHaveLength(1);
    });

    it('goes on in the sweep when it was killed before it took anything off', async () => {
      const { publication, revision } = await live();
      const opened = expectOk(await recall((await live()).revision));
      // As a process leaves it that was killed after the first transaction.
      await world.database.query(
        `INSERT INTO recalled_revision (article_id, locale, content_hash, revision_id, recall_id, recalled_at)
         VALUES ($1, 'en', $2, $3, $4, now())`,
        [revision.articleId, revision.contentHash, revision.id, opened.id],
      );
      expect(await stateOf(publication)).toBe('live');
      await Promise.all([world.get(RecallSweep).run(), world.get(RecallSweep).run()]);
      expect(await stateOf(publication)).toBe('withdrawn');
    });

    it('leaves nothing live whoever comes first, a publisher or the recall', async () => {
      for (let round = 0; round < 5; round += 1) {
        const revision = await world.article(sam);
        await world.approve(revision, sam, maya);
        const [published] = await Promise.all([publish(revision), recall(revision)]);
        await world.get(RecallSweep).run();
        if (!('code' in published)) expect(await stateOf(published)).toBe('withdrawn');
        else expect(published).toMatchObject({ code: 'REVISION_RECALLED' });
      }
    });

    it('says which issues carried the text, and to how many people', async () => {
      const { publication, revision } = await live();
      const [issue] = await world.database.query<{ id: string }>(
        `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, created_by_id, frozen_at)
         VALUES (gen_random_uuid(), $1, 'en', 'News', '', '', 'finished', $2, now()) RETURNING id`,
        [world.siteId, jo.userId],
      );
      await world.database.query(
        `INSERT INTO issue_article (issue_id, position, publication_id, revision_id, approval_id, content_hash, title)
         SELECT $1, 0, id, revision_id, approval_id, content_hash, 'Keep moving' FROM publication WHERE id = $2`,
        [issue!.id, publication.id],
      );
      for (const [at, status] of ['handed_over', 'handed_over', 'unknown', 'suppressed', 'failed'].entries()) {
        await world.database.query(
          `WITH reader AS (INSERT INTO subscriber (id, site_id, email, email_norm, email_hash, locale, state)
             VALUES (gen_random_uuid(), $1, $2, $2, $2, 'en', 'confirmed') RETURNING id)
           INSERT INTO issue_recipient (id, issue_id, subscriber_id, status)
           SELECT gen_random_uuid(), $3, id, $4 FROM reader`,
          [world.siteId, `reader-${at}@clinic.example`, issue!.id, status],
        );
      }
      const { id } = expectOk(await recall(revision));
      const servings = await world.get(Recalls).servings([id]);
      const carried = new CarriedIssues(world.get(Database));
      expect(await carried.of(servings.map((it) => it.publicationId))).toMatchObject([
        { issue: { id: issue!.id }, handedOver: 2, unknown: 1, notHandedOver: 2 },
      ]);
    });

    it('ends when a corrected, approved text is live, and not before', async () => {
      const { revision } = await live();
      const { id } = expectOk(await recall(revision));
      const corrected = await edit(revision);
      await world.get(RecallSweep).run();
      expect((await world.get(Recalls).byId(id))!.state).toBe('open');
      world.clock.advance(HOUR);
      await world.approve(corrected, sam, maya);
      const correction = expectOk(await publish(corrected));
      await Promise.all([world.get(RecallSweep).run(), world.get(RecallSweep).run()]);
      expect(await world.get(Recalls).byId(id)).toMatchObject({ state: 'corrected', correctionId: correction.id });
      expect(await openTasks(revision)).not.toContain('recallOpen');
      const facts = await world.database.query(
        `SELECT 1 FROM outbox_event WHERE kind = 'recall.corrected' AND payload->>'recallId' = $1`,
        [id],
      );
      expect(facts).toHaveLength(1);
    });

    it.each([
      [
        'publish recalled text',
        'CP004',
        (id: string) => `INSERT INTO publication SELECT (p).* FROM (
          SELECT jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'state', 'live', 'live_until', NULL,
            'schedule_id', NULL, 'sequence', 999999)) AS p FROM publication p WHERE p.id = '${id}') copy`,
      ],
      ['free recalled text', 'CP003', () => 'DELETE FROM recalled_revision'],
      [
        'end a recall without a correction',
        'CP004',
        () => `UPDATE recall SET state = 'corrected', corrected_at = now(),
          correction_id = (SELECT id FROM publication LIMIT 1) WHERE state = 'open'`,
      ],
      ['change the reason', 'CP003', () => `UPDATE recall SET reason = 'x'`],
      ['remove a recall', 'CP003', () => 'DELETE FROM recall'],
    ])('cannot %s by SQL', async (_what, code, sql) => {
      const { publication, revision } = await live();
      expectOk(await recall(revision));
      await expect(world.database.query(sql(publication.id))).rejects.toMatchObject({ code });
    });
  });

  describe('the reports', () => {
    it('list what is overdue and due soon, page by page, by what is live', async () => {
      const { publication } = await live();
      const all = await world.get(Reports).dueSoon(world.siteId, 3_650, 100);
      const own = all.find((row) => row.publicationId === publication.id)!;
      expect(own).toMatchObject({ riskClass: 'standard' });
      expect(await world.get(Reports).dueSoon(world.siteId, 60, 100)).toEqual([]);
      const first = await world.get(Reports).dueSoon(world.siteId, 3_650, 1);
      const rest = await world
        .get(Reports)
        .dueSoon(world.siteId, 3_650, 100, { at: first[0]!.at, id: first[0]!.publicationId });
      expect([...first, ...rest].map((it) => it.publicationId)).toEqual(all.map((it) => it.publicationId));
      world.clock.set(own.reviewDueAt);
      const overdue = await world.get(Reports).overdue(world.siteId, 100);
      expect(overdue.map((it) => it.publicationId)).toContain(publication.id);
    });

    it('say what a site showed at an instant, and who had approved it then', async () => {
      world.clock.advance(HOUR);
      const { revision, publication } = await live();
      const before = world.clock.now();
      const shownAt = async (at: Date) => {
        const rows = await world.get(Reports).siteAsOf(world.siteId, at, 100);
        return rows.find((row) => row.publicationId === publication.id);
      };
      const { approvalId } = (await shownAt(before))!;
      expect(approvalId).toBe(publication.approvalId);
      world.clock.set(new Date(before.getTime() + 720 * 24 * HOUR));
      await world.database.query(`UPDATE credential SET valid_until = '2040-01-01'`);
      const renewed = await world.approve(revision, sam, maya);
      expect((await shownAt(before))!.approvalId).toBe(publication.approvalId);
      expect((await shownAt(world.clock.now()))!.approvalId).toBe(renewed.id);
      expect(await shownAt(new Date(before.getTime() - 1))).toBeUndefined();
      expectOk(await withdraw(publication));
      expect(await shownAt(world.clock.now())).toBeUndefined();
    });

    it('count work and hours, and find licences that end and missing specialists', async () => {
      const reports = world.get(Reports);
      const [workload] = await reports.workload(world.siteId);
      expect(workload).toMatchObject({ reviewerId: maya.userId });
      const took = await reports.timeToApproval(world.siteId, new Date(0), new Date('2100-01-01'));
      expect(took.count).toBeGreaterThan(5);
      expect(took.p90Hours).toBeGreaterThanOrEqual(took.medianHours!);
      expect(await reports.timeToApproval(world.otherSiteId, new Date(0), new Date('2100-01-01'))).toEqual({
        count: 0,
        medianHours: null,
        p90Hours: null,
      });
      const { publication } = await live();
      expect(await reports.credentialsEnding(world.siteId, 60, 100)).toEqual([]);
      await world.database.query(`UPDATE credential SET revoked_at = now() WHERE user_id = $1`, [maya.userId]);
      const ending = await reports.credentialsEnding(world.siteId, 60, 100);
      expect(ending.map((row) => row.publicationId)).toContain(publication.id);
      await world.database.query(`UPDATE article SET topic = 'Back pain' WHERE id = $1`, [publication.articleId]);
      const missing = await reports.withoutSpecialist(world.siteId, 100);
      expect(missing.map((row) => row.publicationId)).toEqual([publication.id]);
    });
  });
});
