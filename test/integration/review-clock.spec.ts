import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ArticleWithdrawn, DeliveryDatabase, type PublishedArticle, ReadModel } from '#delivery';
import { CreateArticle, newestRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { RefreshDatesOfApproval, ReviewClock } from '#oversight';
import { Database, type StaffActor } from '#platform';
import { LivePublications, type PublicationRow, PublishRevision } from '#publishing';
import { type ApprovalRow, ApproveRevision, RequestReview, ReviewReader } from '#review';
import { GOOD_SHEETS } from '../support/checklists.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const DAY = 86_400_000;
const START = new Date('2026-11-22T12:00:00Z');

describe('the review clock', () => {
  let world: World;
  let delivery: DeliveryDatabase;
  let sam: StaffActor;
  let maya: StaffActor;
  let rosa: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    delivery = new DeliveryDatabase({ url: world.database.url, ownLogin: false });
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    rosa = await world.person('Rosa', 'reviewer');
    jo = await world.person('Jo', 'publisher');
    await world.database.query(`UPDATE credential SET valid_until = '2040-01-01'`);
  });
  afterAll(async () => {
    await delivery?.close();
    await world?.close();
  });
  beforeEach(() => world.clock.set(START));

  const sweep = () => world.get(ReviewClock).run(new AbortController().signal);
  const plan = () => world.get(ReviewClock).plan();

  /** Approved by everybody its risk class asks for; the approval that completed it. */
  async function approve(revision: RevisionRow): Promise<ApprovalRow> {
    const { id: caseId, contentHash } = expectOk(await world.get(RequestReview).run(sam, { revisionId: revision.id }));
    const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
    const first = expectOk(await world.get(ApproveRevision).run(maya, { caseId, contentHash, ...vouched }));
    const [open] = await world.get(ReviewReader).casesByIds([caseId]);
    if (open!.state === 'approved') return first;
    world.clock.advance(1);
    return expectOk(await world.get(ApproveRevision).run(rosa, { caseId, contentHash, ...vouched }));
  }

  async function live(riskClass: 'low' | 'standard' | 'high') {
    const slug = `a-${newId()}`;
    const article = expectOk(
      await world.get(CreateArticle).run(sam, {
        ...{ siteId: world.siteId, topic: 'Moving', riskClass, slug },
        ...sampleContent(`Walk a little every day, ${slug}.`),
      }),
    );
    const revision = (await newestRevision(world.get(Database).client, article.id, 'en'))!;
    const approval = await approve(revision);
    const publication = expectOk(
      await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id }),
    );
    return { slug, revision, approval, publication };
  }

  const read = (slug: string, witness = { saw: () => undefined }) =>
    new ReadModel(delivery, world.clock).articleBySlug({ site: 'harbor', locale: 'en', slug }, [], witness) as Promise<
      PublishedArticle & ArticleWithdrawn
    >;
  const at = ({ reviewDueAt }: ApprovalRow, days: number, ms = 0) =>
    world.clock.set(new Date(reviewDueAt.getTime() + days * DAY + ms));
  const reminders = (approval: ApprovalRow) =>
    world.database.query<{ day: number; covered_by: number | null; recipients: number }>(
      'SELECT day, covered_by, recipients FROM review_reminder WHERE approval_id = $1 ORDER BY day DESC',
      [approval.id],
    );
  const letters = (approval: ApprovalRow) =>
    world.database.query<{ key: string; kind: string; detail: Record<string, string> }>(
      `SELECT key, kind, detail FROM staff_notice WHERE key LIKE 'review-reminder.' || $1 || '%' ORDER BY created_at, key`,
      [approval.id],
    );
  const openTasks = async (revision: RevisionRow) =>
    (
      await world.database.query<{ kind: string }>(
        'SELECT kind FROM task WHERE article_id = $1 AND closed_at IS NULL ORDER BY kind',
        [revision.articleId],
      )
    ).map(({ kind }) => kind);
  const generation = async () =>
    (await world.database.query<{ generation: string }>('SELECT generation FROM site_generation'))[0]!.generation;

  it('reminds 60, 30, 7 and 0 days before, each once, and opens the tasks', async () => {
    const { approval, revision } = await live('standard');
    at(approval, -60, -1);
    await sweep();
    expect(await reminders(approval)).toEqual([]);
    for (const days of [-60, -59, -30, -30, -7, 0]) {
      at(approval, days);
      await sweep();
    }
    expect(await reminders(approval)).toEqual([
      { day: 60, covered_by: null, recipients: 2 },
      { day: 30, covered_by: null, recipients: 3 },
      { day: 7, covered_by: null, recipients: 3 },
      { day: 0, covered_by: null, recipients: 4 },
    ]);
    expect((await letters(approval)).map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 8 }, () => 'review.due-soon'),
      ...Array.from({ length: 4 }, () => 'review.due-now'),
    ]);
    expect(await openTasks(revision)).toEqual(['reviewDue', 'reviewOverdue']);
  });

  it('sends after weeks without a sweep the one letter that is true now', async () => {
    const { approval } = await live('standard');
    at(approval, -4);
    await sweep();
    await sweep();
    expect(await reminders(approval)).toEqual([
      { day: 60, covered_by: 7, recipients: 0 },
      { day: 30, covered_by: 7, recipients: 0 },
      { day: 7, covered_by: null, recipients: 3 },
    ]);
    const sent = await letters(approval);
    expect(sent.map(({ detail }) => detail.days)).toEqual(['4', '4', '4']);
  });

  it('does the same when four workers sweep at once', async () => {
    const { approval, publication } = await live('high');
    at(approval, -60);
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    expect(await reminders(approval)).toHaveLength(1);
    expect(await letters(approval)).toHaveLength(2);
    at(approval, 0);
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    const actions = await world.database.query('SELECT 1 FROM overdue_action WHERE publication_id = $1', [
      publication.id,
    ]);
    expect(actions).toHaveLength(1);
    const facts = await world.database.query(
      `SELECT 1 FROM outbox_event WHERE kind = 'publication.withdrawn' AND payload->>'publicationId' = $1`,
      [publication.id],
    );
    expect(facts).toHaveLength(1);
  });

  it('tells readers from the review date on, with no sweep at all', async () => {
    const { slug, approval, publication } = await live('standard');
    const seen: (Date | null | undefined)[] = [];
    const witness = { saw: (_site: unknown, until?: Date | null) => void seen.push(until) };
    at(approval, 0, -1);
    expect(await read(slug, witness as never)).toMatchObject({ reviewState: 'current' });
    at(approval, 0);
    expect(await read(slug, witness as never)).toMatchObject({ reviewState: 'overdue' });
    expect(await world.get(LivePublications).find(world.get(Database).client, [publication.id])).toEqual([]);
    at(approval, 30);
    expect(await read(slug, witness as never)).toMatchObject({ reviewState: 'underReview' });
    const due = approval.reviewDueAt.getTime();
    expect(seen).toEqual([new Date(due), new Date(due + 30 * DAY), null]);
  });

  it('acts after the grace: a notice once, with the generation raised and people told', async () => {
    const { approval, publication, revision } = await live('low');
    at(approval, 60, -1);
    await sweep();
    const before = await generation();
    at(approval, 60);
    const { actions } = await plan();
    expect(actions.filter((it) => it.review.publicationId === publication.id)).toMatchObject([{ action: 'notice' }]);
    expect(await generation()).toBe(before);
    await sweep();
    const after = await generation();
    expect(BigInt(after)).toBeGreaterThan(BigInt(before));
    await sweep();
    expect(await generation()).toBe(after);
    const told = await world.database.query(`SELECT 1 FROM staff_notice WHERE key LIKE 'review-acted.' || $1 || '%'`, [
      publication.id,
    ]);
    expect(told).toHaveLength(3);
    expect(await openTasks(revision)).toEqual(['reviewOverdue']);
  });

  it('stops serving a text of the highest class at its date, and then takes it off under the name of the system', async () => {
    const { slug, approval, publication } = await live('high');
    const list = () =>
      new ReadModel(delivery, world.clock).articles({ site: 'harbor', locale: 'en', first: 100 }, [], {
        saw: () => undefined,
      });
    at(approval, 0, -1);
    expect(await read(slug)).toMatchObject({ reviewState: 'current' });
    expect(JSON.stringify(await list())).toContain(slug);
    at(approval, 0);
    expect(await read(slug)).toMatchObject({ code: 'ARTICLE_WITHDRAWN' });
    expect(JSON.stringify(await list())).not.toContain(slug);
    await sweep();
    const [row] = await world.database.query<PublicationRow>(
      'SELECT state, withdrawn_by_id, withdrawn_reason FROM publication WHERE id = $1',
      [publication.id],
    );
    expect(row).toMatchObject({ state: 'withdrawn', withdrawn_by_id: null });
    expect((row as unknown as { withdrawn_reason: string }).withdrawn_reason).toContain(
      approval.reviewDueAt.toISOString().slice(0, 10),
    );
    const [line] = await world.database.query(
      `SELECT actor_kind FROM audit_entry WHERE action = 'publication.withdrawn' AND subject_id = $1`,
      [publication.id],
    );
    expect(line).toEqual({ actor_kind: 'system:reviewClock' });
    expect(await read(slug)).toMatchObject({ code: 'ARTICLE_WITHDRAWN' });
  });

  it('keeps three dates apart: a review without change renews one of them, with the same hash', async () => {
    const { slug, revision, approval } = await live('standard');
    const liveFrom = world.clock.now().toISOString();
    at(approval, 5);
    await sweep();
    expect(await openTasks(revision)).toContain('reviewOverdue');
    const renewed = await approve(revision);
    expect(renewed.contentHash).toBe(approval.contentHash);
    expect(renewed.revisionId).toBe(revision.id);
    const before = await generation();
    await world.get(RefreshDatesOfApproval).run({ approvalId: renewed.id });
    expect(BigInt(await generation())).toBeGreaterThan(BigInt(before));
    expect(await read(slug)).toMatchObject({
      contentHash: approval.contentHash,
      reviewState: 'current',
      provenance: {
        approvedAt: START.toISOString(),
        effectiveFrom: liveFrom,
        lastReviewedAt: renewed.approvedAt.toISOString(),
        nextReviewAt: renewed.reviewDueAt.toISOString(),
      },
    });
    expect(await openTasks(revision)).toEqual([]);
    await world.get(RefreshDatesOfApproval).run({ approvalId: renewed.id });
    expect((await plan()).refreshes).toEqual([]);
  });

  it('renews what is live from 60 days before its date on, also beside newer text, and not earlier', async () => {
    const { slug, revision, approval } = await live('standard');
    const ask = () => world.get(RequestReview).run(sam, { revisionId: revision.id });
    at(approval, -60, -1);
    expect(await ask()).toMatchObject({ code: 'ALREADY_APPROVED' });
    const base = { baseRevisionId: revision.id, baseContentHash: revision.contentHash };
    const newer = expectOk(
      await world
        .get(SaveRevision)
        .run(sam, { articleId: revision.articleId, ...base, ...sampleContent(`New ${slug}`) }),
    );
    at(approval, -60);
    const renewed = await approve(revision);
    expect(renewed).toMatchObject({ contentHash: approval.contentHash, revisionId: revision.id });
    const open = expectOk(await world.get(RequestReview).run(sam, { revisionId: newer.id }));
    at(renewed, -60);
    expect(await ask()).toMatchObject({ code: 'REVIEW_ALREADY_OPEN', caseId: open.id });
  });

  it('finds a renewal whose job was lost', async () => {
    const { slug, revision, approval, publication } = await live('high');
    at(approval, -20);
    await world.database.query('UPDATE approval SET revoked_at = $2 WHERE id = $1', [approval.id, world.clock.now()]);
    const renewed = await approve(revision);
    expect((await plan()).refreshes).toContain(publication.id);
    await sweep();
    expect((await read(slug)).provenance.nextReviewAt).toBe(renewed.reviewDueAt.toISOString());
    expect((await plan()).refreshes).toEqual([]);
  });

  it('lets a renewal win that comes between the plan and the act', async () => {
    const { revision, approval, publication } = await live('high');
    at(approval, 0);
    const { actions } = await plan();
    expect(actions.map(({ review }) => review.publicationId)).toContain(publication.id);
    await approve(revision);
    await sweep();
    const [row] = await world.database.query('SELECT state FROM publication WHERE id = $1', [publication.id]);
    expect(row).toEqual({ state: 'live' });
  });

  it('counts a text whose approval was revoked as overdue from that moment', async () => {
    const { slug, approval } = await live('standard');
    world.clock.advance(DAY);
    await world.database.query('UPDATE approval SET revoked_at = $2 WHERE id = $1', [approval.id, world.clock.now()]);
    await sweep();
    expect(await read(slug)).toMatchObject({ reviewState: 'overdue' });
  });

  it('goes on with the others when one item fails', async () => {
    const bad = await live('standard');
    const good = await live('standard');
    at(good.approval, -7);
    await world.database.query(
      `CREATE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.approval_id = '${bad.approval.id}' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$`,
    );
    await world.database.query(
      'CREATE TRIGGER test_refuse BEFORE INSERT ON review_reminder FOR EACH ROW EXECUTE FUNCTION test_refuse()',
    );
    await expect(sweep()).rejects.toThrow('refused');
    expect(await reminders(good.approval)).toHaveLength(3);
    expect(await letters(bad.approval)).toEqual([]);
    await world.database.query('DROP TRIGGER test_refuse ON review_reminder');
    await sweep();
    expect(await reminders(bad.approval)).toHaveLength(3);
  });

  it.each([
    ['change a reminder', `UPDATE review_reminder SET day = 7`, 'CP003'],
    ['remove a reminder', 'DELETE FROM review_reminder', 'CP003'],
    ['change an action', `UPDATE overdue_action SET action = 'notice'`, 'CP003'],
    [
      'act before the grace is over',
      `INSERT INTO overdue_action (id, publication_id, review_due_at, grace_ends_at, action, acted_at)
       SELECT gen_random_uuid(), id, now(), now() + interval '1 day', 'withdraw', now() FROM publication LIMIT 1`,
      '23514',
    ],
  ])('cannot %s by SQL', async (_what, sql, code) => {
    await expect(world.database.query(sql)).rejects.toMatchObject({ code });
  });
});
