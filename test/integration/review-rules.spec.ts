import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateArticle, RestoreRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, isRefusal, newId } from '#kernel';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import {
  AnswerChecklist,
  ApproveRevision,
  AssignReviewer,
  EndReview,
  LeaveReview,
  RemindReviewers,
  RequestReview,
  type ReviewCaseRow,
  ReviewReader,
  TakeUpReview,
} from '#review';
import { GOOD_SHEETS, goodSheet } from '../support/checklists.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

describe('what a review asks for', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let kim: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    kim = await world.person('Kim', 'reviewer', 'author');
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world.close());

  const request = async (revision: RevisionRow, more = {}) =>
    expectOk(await world.get(RequestReview).run(sam, { revisionId: revision.id, ...more }));
  const approve = (actor: StaffActor, { id, contentHash }: ReviewCaseRow, more = {}) =>
    world.get(ApproveRevision).run(actor, {
      ...{ caseId: id, contentHash, checklists: GOOD_SHEETS, statement: 'I read it all.', conflictOfInterest: 'none' },
      ...more,
    });
  const publish = (revision: RevisionRow) =>
    world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
  const risky = async (topic = 'Sleep') => {
    const input = { siteId: world.siteId, topic, riskClass: 'high' as const, slug: `h-${newId()}`, ...sampleContent() };
    const article = expectOk(await world.get(CreateArticle).run(sam, input));
    return world.newest({ articleId: article.id, locale: 'en' } as RevisionRow);
  };
  const edit = async (actor: StaffActor, base: RevisionRow, words: string) => {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    const input = { articleId, baseRevisionId, baseContentHash, ...sampleContent(words) };
    return expectOk(await world.get(SaveRevision).run(actor, input));
  };
  const sweep = () => world.get(RemindReviewers).run({ signal: new AbortController().signal });
  const notices = (caseId: string) =>
    world.database.query<{ kind: string; user_id: string }>(
      'SELECT kind, user_id FROM staff_notice WHERE subject_id = $1 ORDER BY created_at, kind, user_id',
      [caseId],
    );

  describe('two approvers', () => {
    it('differ, and only the second makes the approval complete', async () => {
      const revision = await risky();
      const reviewCase = await request(revision);
      const first = expectOk(await approve(maya, reviewCase, { reviewDueAt: new Date('2027-06-01T00:00:00Z') }));
      expect(await publish(revision)).toMatchObject({ code: 'NOT_APPROVED' });
      expect(await approve(maya, reviewCase)).toMatchObject({ code: 'SECOND_APPROVER_NEEDED' });
      const second = expectOk(await approve(kim, reviewCase));
      // The earlier of the two dates holds.
      expect([first.reviewDueAt, second.reviewDueAt]).toEqual(Array(2).fill(new Date('2027-06-01T00:00:00Z')));
      expect(expectOk(await publish(revision)).approvalId).toBe(second.id);
    });

    it('at once: both are kept, and the case is approved', async () => {
      const reviewCase = await request(await risky());
      const answers = await Promise.all([approve(maya, reviewCase), approve(kim, reviewCase)]);
      expect(answers.filter(isRefusal)).toEqual([]);
      const [now] = await world.get(ReviewReader).casesByIds([reviewCase.id]);
      expect(now).toMatchObject({ state: 'approved', decision: 'approved' });
    });

    it('the first alone is void when the review ends, and no longer frees its contributors', async () => {
      const revision = await risky();
      const reviewCase = await request(revision);
      const first = expectOk(await approve(maya, reviewCase));
      expectOk(await world.get(EndReview).withdraw(sam, reviewCase.id));
      const [row] = await world.database.query('SELECT revoked_at, revoked_reason FROM approval WHERE id = $1', [
        first.id,
      ]);
      expect(row).toMatchObject({ revoked_at: expect.any(Date), revoked_reason: expect.stringContaining('ended') });
    });

    it('need a specialist among them', async () => {
      const reviewCase = await request(await risky('Desk posture'));
      expect(reviewCase.requiredSpecialties).toEqual(['orthopaedics']);
      expectOk(await approve(maya, reviewCase));
      expect(await approve(kim, reviewCase)).toMatchObject({ code: 'SPECIALIST_NEEDED' });
      await world.database.query(`UPDATE credential SET specialties = '{Orthopaedics}' WHERE user_id = $1`, [
        kim.userId,
      ]);
      expectOk(await approve(kim, reviewCase));
      await world.database.query(`UPDATE credential SET specialties = '{}' WHERE user_id = $1`, [kim.userId]);
    });
  });

  describe('checklists', () => {
    it('are answered before an approval, for exactly this text, by the approver', async () => {
      const revision = await world.article(sam);
      const reviewCase = await request(revision);
      const without = { checklists: [] };
      expect(await approve(maya, reviewCase, without)).toMatchObject({
        ...{ code: 'CHECKLIST_MISSING', checklists: ['safety', 'pemat'] },
      });
      const answer = (actor: StaffActor, instrument: 'safety' | 'pemat') =>
        world.get(AnswerChecklist).run(actor, {
          ...{ revisionId: revision.id, contentHash: revision.contentHash },
          ...goodSheet(instrument),
        });
      expectOk(await answer(kim, 'safety'));
      expectOk(await answer(maya, 'pemat'));
      expect(await approve(maya, reviewCase, without)).toMatchObject({ checklists: ['safety'] });
      expectOk(await answer(maya, 'safety'));
      expect(expectOk(await approve(maya, reviewCase, without)).checklists.map((it) => it.instrument)).toEqual([
        'pemat',
        'safety',
      ]);
    });

    it('with a no to safety do not approve, and leave nothing behind', async () => {
      const reviewCase = await request(await world.article(sam));
      const [first, ...rest] = goodSheet('safety').answers;
      const bad = { ...goodSheet('safety'), answers: [{ ...first!, answer: 'no' }, ...rest] };
      const refused = await approve(maya, reviewCase, { checklists: [bad, goodSheet('pemat')] });
      expect(refused).toMatchObject({ code: 'SAFETY_NOT_MET', items: ['S1'] });
      const sheets = await world.database.query(
        'SELECT 1 FROM checklist_sheet WHERE content_hash = $1 AND article_id = $2',
        [reviewCase.contentHash, reviewCase.articleId],
      );
      expect(sheets).toEqual([]);
    });
  });

  it('refuses open findings of the severities that the policy names', async () => {
    const bare = { ...sampleContent(), document: { type: 'doc', content: [{ type: 'paragraph' }] }, references: [] };
    const reviewCase = await request(await world.article(sam, bare as ReturnType<typeof sampleContent>));
    expect(await approve(maya, reviewCase)).toMatchObject({ code: 'FINDINGS_OPEN' });
  });

  it('refuses a licence that runs out between the decision and its commit, by the clock of the database', async () => {
    const late = await world.person('Late', 'reviewer');
    const reviewCase = await request(await world.article(sam));
    await world.database.query(`UPDATE credential SET valid_until = now() + interval '400 ms' WHERE user_id = $1`, [
      late.userId,
    ]);
    world.clock.set(new Date(Date.now() - DAY));
    await world.database.query(
      `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.8); RETURN NEW; END $$`,
    );
    await world.database.query('CREATE TRIGGER slow BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION slow()');
    const answer = await approve(late, reviewCase);
    await world.database.query('DROP TRIGGER slow ON approval');
    world.clock.set(NOON);
    expect(answer).toMatchObject({ code: 'CREDENTIAL_EXPIRED' });
    expect(await world.database.query('SELECT 1 FROM approval WHERE case_id = $1', [reviewCase.id])).toEqual([]);
  });

  it('counts the authors of a restored text as its contributors', async () => {
    const first = await world.article(sam);
    const unapproved = await edit(kim, first, 'Kim wrote this, and nobody approved it.');
    const other = await edit(sam, unapproved, 'Sam wrote this instead.');
    await world.approve(other, sam, maya);
    const restored = expectOk(
      await world.get(RestoreRevision).run(sam, { revisionId: unapproved.id, newestRevisionId: other.id }),
    );
    expect(await approve(kim, await request(restored))).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
    // Also when an edit followed the restore.
    const later = await edit(sam, await world.newest(restored), 'Kim wrote this, and nobody approved it. Sam again.');
    expect(await approve(kim, await request(later))).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
  });

  it('approval with minor edits required approves nothing', async () => {
    const revision = await world.article(sam);
    const reviewCase = await request(revision);
    const input = { caseId: reviewCase.id, note: 'A comma.', onlyMinorEdits: true };
    expect(expectOk(await world.get(EndReview).requestChanges(maya, input))).toMatchObject({
      ...{ state: 'changesRequested', decision: 'minorEdits' },
    });
    expect(await publish(revision)).toMatchObject({ code: 'NOT_APPROVED' });
  });

  describe('a minor edit', () => {
    it('skips what the policy says and keeps the date of the review before it; a reviewer who disagrees makes it clinical', async () => {
      const first = await world.article(sam);
      const before = await world.approve(first, sam, maya);
      world.clock.set(new Date('2027-11-22T12:00:00Z'));
      const next = await edit(sam, await world.newest(first), 'Walk a little, every day.');
      await world.database.query(`UPDATE revision SET edit_class = 'minor' WHERE id = $1`, [next.id]);
      const reviewCase = await request(next);
      expect(reviewCase).toMatchObject({ editClass: 'minor', requiredChecklists: ['safety'] });
      const safety = { checklists: [goodSheet('safety')] };
      expect(await approve(maya, reviewCase, safety)).toMatchObject({ checklists: ['pemat'] });
      expect(expectOk(await approve(maya, reviewCase, { ...safety, editClass: 'minor' }))).toMatchObject({
        ...{ editClass: 'minor', reviewDueAt: before.reviewDueAt, lastReviewedAt: before.approvedAt },
      });
      world.clock.set(NOON);
    });

    it('is refused where the author did not ask for one', async () => {
      const reviewCase = await request(await world.article(sam));
      expect(await approve(maya, reviewCase, { editClass: 'minor' })).toMatchObject({
        ...{ code: 'INVALID_INPUT', field: 'editClass' },
      });
    });
  });

  describe('an assignment', () => {
    const mine = async (reviewCase: ReviewCaseRow) =>
      (await world.get(ReviewReader).assignmentsOfCases([reviewCase.id])).filter(({ endedAt }) => endedAt === null);

    it('goes by hand to whom it may, until a date that lies ahead', async () => {
      const dueAt = new Date(NOON.getTime() + 3 * DAY);
      const revision = await world.article(sam);
      const past = { revisionId: revision.id, dueAt: new Date(NOON.getTime() - 1) };
      expect(await world.get(RequestReview).run(sam, past)).toMatchObject({ code: 'DUE_DATE_IN_PAST', field: 'dueAt' });
      const wrong = { revisionId: revision.id, reviewerId: jo.userId };
      expect(await world.get(RequestReview).run(sam, wrong)).toMatchObject({ reason: 'notReviewer' });
      const reviewCase = await request(revision, { reviewerId: kim.userId, dueAt });
      expect(await mine(reviewCase)).toMatchObject([{ reviewerId: kim.userId, dueAt, assignedById: sam.userId }]);
      expect(await world.get(AssignReviewer).run(jo, { caseId: reviewCase.id })).toMatchObject({
        code: 'REVIEWERS_COMPLETE',
      });
    });

    it('goes by load to who has least, and never to a contributor', async () => {
      const reviewCase = await request(await edit(kim, await world.article(sam), 'Kim changed it.'));
      expect(await mine(reviewCase)).toMatchObject([{ assignedById: null }]);
      expect((await mine(reviewCase))[0]!.reviewerId).not.toBe(kim.userId);
    });

    it('is taken up, handed over, and declined for a conflict of interest, which then stands', async () => {
      const reviewCase = await request(await world.article(sam), { reviewerId: maya.userId });
      const caseId = reviewCase.id;
      expect(expectOk(await world.get(TakeUpReview).run(maya, caseId)).state).toBe('inReview');
      const toKim = { caseId, toReviewerId: kim.userId };
      expect(expectOk(await world.get(LeaveReview).handOver(maya, toKim)).state).toBe('requested');
      expect(await world.get(LeaveReview).handOver(maya, toKim)).toMatchObject({ code: 'NOT_YOUR_REVIEW' });
      const decline = { caseId, reason: 'conflictOfInterest' as const, note: 'I sell the brace it names.' };
      expect(await world.get(LeaveReview).decline(kim, { ...decline, note: null })).toMatchObject({ field: 'note' });
      expectOk(await world.get(LeaveReview).decline(kim, decline));
      expect(await approve(kim, reviewCase)).toMatchObject({ code: 'CONFLICT_DECLARED' });
      expect((await mine(reviewCase)).map(({ reviewerId }) => reviewerId)).not.toContain(kim.userId);
      const history = world.database.query('UPDATE review_assignment SET reason = NULL WHERE case_id = $1', [caseId]);
      await expect(history).rejects.toMatchObject({ code: 'CP003' });
    });

    it('is reminded of before and at its date and escalated after, each once, whoever sweeps', async () => {
      const reviewCase = await request(await world.article(sam), {
        ...{ reviewerId: maya.userId, dueAt: new Date(NOON.getTime() + 10 * DAY) },
      });
      const kinds = async () => (await notices(reviewCase.id)).map(({ kind }) => kind);
      expect(await kinds()).toEqual(['review.assigned']);
      const at = async (days: number) => {
        world.clock.set(new Date(NOON.getTime() + days * DAY));
        await Promise.all([sweep(), sweep()]);
        return (await kinds()).length;
      };
      expect([
        await at(7.9),
        await at(8),
        await at(9),
        await at(10),
        await at(10.9),
        await at(11),
        await at(40),
      ]).toEqual([1, 2, 2, 3, 3, 4, 4]);
      expect((await notices(reviewCase.id)).at(-1)).toMatchObject({ kind: 'review.overdue', user_id: jo.userId });
      world.clock.set(NOON);
    });

    it('that nobody has is told to the publishers after a day', async () => {
      const revision = await world.article(sam);
      await world.database.query(`UPDATE credential SET valid_until = '2021-01-01'`);
      const reviewCase = await request(revision);
      await world.database.query(`UPDATE credential SET valid_until = '2030-01-01'`);
      world.clock.set(new Date(NOON.getTime() + DAY));
      await sweep();
      await sweep();
      expect(await notices(reviewCase.id)).toMatchObject([{ kind: 'review.unassigned', user_id: jo.userId }]);
      world.clock.set(NOON);
    });
  });

  describe('direct SQL cannot', () => {
    const insert = (id: string, values: unknown[]) =>
      world.database.query(
        `INSERT INTO approval (id, case_id, article_id, locale, revision_id, content_hash, approver_id, credential_id,
           credential_snapshot, statement, conflict_of_interest, checklists, approved_at, review_due_at)
         SELECT $1, c.id, c.article_id, c.locale, c.revision_id, c.content_hash, $3, k.id, '{}', 's', 'none',
           COALESCE($4::jsonb, '[]'), now(), now() + interval '1 year'
         FROM review_case c, credential k WHERE c.id = $2 AND k.user_id = $3`,
        [id, ...values],
      );

    it('approve without the checklist, a superseded case, or against a declared conflict', async () => {
      const open = await request(await world.article(sam), { reviewerId: maya.userId });
      await expect(insert(newId(), [open.id, maya.userId, null])).rejects.toMatchObject({ code: 'CP001' });
      const first = await world.article(sam);
      const old = await request(first);
      await request(await edit(sam, await world.newest(first), 'Newer.'));
      await expect(insert(newId(), [old.id, maya.userId, null])).rejects.toMatchObject({
        ...{ code: 'CP001', message: expect.stringContaining('superseded') },
      });
    });

    it('call a case approved that lacks its approver, or loosen what it needs', async () => {
      const reviewCase = await request(await risky());
      expectOk(await approve(maya, reviewCase));
      const set = (what: string) =>
        world.database.query(`UPDATE review_case SET ${what} WHERE id = $1`, [reviewCase.id]);
      await expect(set(`state = 'approved'`)).rejects.toMatchObject({ code: 'CP001' });
      await expect(set('required_approvals = 1')).rejects.toMatchObject({ code: 'CP001' });
      await expect(set(`required_checklists = '{}'`)).rejects.toMatchObject({ code: 'CP001' });
    });

    it('publish on the first of two approvals', async () => {
      const reviewCase = await request(await risky());
      const approval = expectOk(await approve(maya, reviewCase));
      const values = [
        newId(),
        world.siteId,
        reviewCase.articleId,
        reviewCase.revisionId,
        approval.id,
        reviewCase.contentHash,
      ];
      const publication = world.database.query(
        `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state, sequence, published_by_id, live_from)
         VALUES ($1, $2, $3, 'en', 'x', $4, $5, $6, 'live', 1, $7, now())`,
        [...values, jo.userId],
      );
      await expect(publication).rejects.toMatchObject({ code: 'CP004', message: expect.stringContaining('lacks') });
    });

    it.each([
      ['change an answer', `UPDATE checklist_sheet SET answers = '{}'`, 'CP003'],
      ['delete an answer', 'DELETE FROM checklist_sheet', 'CP003'],
      ['reopen a decided case', `UPDATE review_case SET state = 'requested' WHERE state = 'approved'`, 'CP001'],
      ['forget a reminder', 'DELETE FROM assignment_reminder', 'CP003'],
    ])('%s', async (_what, sql, code) => {
      await expect(world.database.query(sql)).rejects.toMatchObject({ code });
    });
  });
});
