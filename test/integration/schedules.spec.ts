import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import {
  EndPublications,
  FireSchedules,
  GoLive,
  PublicationProjection,
  PublicationReader,
  type PublicationRow,
  PublishRevision,
  SchedulePublication,
  type ScheduleRow,
  SetPublicationEnd,
  SteerSchedule,
  WithdrawPublication,
} from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('schedules', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  const signal = new AbortController().signal;

  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world?.close());
  beforeEach(() => world.clock.set(new Date('2026-11-22T12:00:00Z')));

  const approved = async (words = `Walk on. ${newId()}`): Promise<RevisionRow> => {
    const revision = await world.article(sam, sampleContent(words));
    await world.approve(revision, sam, maya);
    return revision;
  };
  const schedule = (
    revision: RevisionRow,
    publishAt: Parameters<SchedulePublication['run']>[1]['publishAt'],
    more = {},
  ) => world.get(SchedulePublication).run(jo, { siteId: world.siteId, revisionId: revision.id, publishAt, ...more });
  const publish = async (revision: RevisionRow, more = {}) =>
    expectOk(
      await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id, ...more }),
    ) as PublicationRow;
  const inMs = (ms: number) => new Date(world.clock.now().getTime() + ms);
  const fire = () => world.get(FireSchedules).run({ signal });
  const end = () => world.get(EndPublications).run({ signal });
  const row = async (id: string) =>
    (await world.get(Database).client.publicationSchedule.findUniqueOrThrow({ where: { id } })) as ScheduleRow;
  const liveOf = async ({ articleId }: RevisionRow) =>
    (await world.get(PublicationReader).ofArticles([articleId])).filter(({ state }) => state === 'live');
  const served = (revision: RevisionRow) =>
    world.database.query<{ serve_until: Date | null; sequence: string }>(
      'SELECT serve_until, sequence FROM delivery_article WHERE article_id = $1',
      [revision.articleId],
    );

  it('publishes at what the clock of the clinic shows, and keeps how it was asked', async () => {
    const revision = await approved();
    const asked = expectOk(await schedule(revision, { localTime: '2026-11-23T09:00' })) as ScheduleRow;
    expect(asked).toMatchObject({ localTime: '2026-11-23T09:00', timeZone: 'America/Los_Angeles', untilAt: null });
    expect(asked.publishAt.toISOString()).toBe('2026-11-23T17:00:00.000Z');
    world.clock.set(new Date('2026-11-23T16:59:59.999Z'));
    await fire();
    expect(await liveOf(revision)).toEqual([]);
    world.clock.set(asked.publishAt);
    await fire();
    expect(await liveOf(revision)).toMatchObject([{ liveFrom: asked.publishAt }]);
    expect(await row(asked.id)).toMatchObject({ state: 'fired' });
  });

  it('refuses a time that does not exist, one that comes twice, one that is past and an end before the start', async () => {
    const revision = await approved();
    expect(await schedule(revision, { localTime: '2027-03-14T02:30' })).toMatchObject({ code: 'TIME_SKIPPED' });
    expect(await schedule(revision, { localTime: '2027-11-07T01:30' })).toMatchObject({ code: 'TIME_REPEATED' });
    expect(await schedule(revision, { localTime: '2026-11-21T09:00' })).toMatchObject({ code: 'INVALID_INPUT' });
    const until = inMs(HOUR);
    expect(await schedule(revision, inMs(2 * HOUR), { until })).toMatchObject({ field: 'until' });
    expect(await schedule(revision, inMs(2 * HOUR), { until: { localTime: 'soon' } })).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('replaces the one that waits, and only when told which', async () => {
    const revision = await approved();
    const first = expectOk(await schedule(revision, inMs(HOUR))) as ScheduleRow;
    expect(await schedule(revision, inMs(2 * HOUR))).toMatchObject({ code: 'ALREADY_SCHEDULED', scheduleId: first.id });
    expect(await schedule(revision, inMs(2 * HOUR), { replaces: newId() })).toMatchObject({
      code: 'ALREADY_SCHEDULED',
    });
    const second = expectOk(await schedule(revision, inMs(2 * HOUR), { replaces: first.id })) as ScheduleRow;
    expect(await row(first.id)).toMatchObject({ state: 'cancelled' });
    world.clock.advance(HOUR);
    await fire();
    expect(await liveOf(revision)).toEqual([]);
    world.clock.advance(HOUR);
    await fire();
    expect(await row(second.id)).toMatchObject({ state: 'fired' });
  });

  it('takes off at the instant that was set, for readers at once and in the ledger when the worker looks', async () => {
    const revision = await approved();
    const until = inMs(3 * HOUR);
    const asked = expectOk(await schedule(revision, inMs(HOUR), { until })) as ScheduleRow;
    world.clock.set(asked.publishAt);
    await fire();
    expect(await served(revision)).toMatchObject([{ serve_until: until }]);
    world.clock.set(new Date(until.getTime() - 1));
    await end();
    expect(await liveOf(revision)).toHaveLength(1);
    world.clock.set(until);
    await Promise.all([end(), end()]);
    expect(await served(revision)).toEqual([]);
    const [ended] = await world.get(PublicationReader).ofArticles([revision.articleId]);
    expect(ended).toMatchObject({ state: 'withdrawn', liveUntil: until });
    expect(ended!.withdrawnReason).toContain('America/Los_Angeles');
    const audit = await world.database.query(
      'SELECT actor_kind FROM audit_entry WHERE action = $1 AND subject_id = $2',
      ['publication.withdrawn', ended!.id],
    );
    expect(audit).toEqual([{ actor_kind: 'system:scheduler' }]);
  });

  it('carries an end over to the update, changes it, and drops it with a withdrawal', async () => {
    const revision = await approved();
    const until = inMs(10 * DAY);
    const first = await publish(revision, { until });
    const { contentHash: baseContentHash, id: baseRevisionId, articleId } = await world.newest(revision);
    const content = sampleContent(`Walk further. ${newId()}`);
    expectOk(await world.get(SaveRevision).run(sam, { articleId, baseRevisionId, baseContentHash, ...content }));
    const next = await world.newest(revision);
    await world.approve(next, sam, maya);
    const second = await publish(next);
    const ends = await world.get(PublicationReader).ends([first.id, second.id]);
    expect([...ends]).toEqual([[second.id, until]]);
    const set = (value: Date | null) =>
      world.get(SetPublicationEnd).run(jo, { publicationId: second.id, until: value });
    const before = Number((await served(next))[0]!.sequence);
    expectOk(await set(inMs(5 * DAY)));
    expect(await served(next)).toMatchObject([{ serve_until: inMs(5 * DAY) }]);
    const [generation] = await world.database.query<{ generation: string }>(
      'SELECT generation FROM site_generation WHERE site_id = $1',
      [world.siteId],
    );
    expect(Number(generation!.generation)).toBeGreaterThan(before);
    expectOk(await set(null));
    expect(await served(next)).toMatchObject([{ serve_until: null }]);
    expect(await world.get(SetPublicationEnd).run(sam, { publicationId: second.id, until: null })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expectOk(await set(inMs(DAY)));
    expectOk(await world.get(WithdrawPublication).run(jo, { publicationId: second.id, reason: 'Not needed.' }));
    expect((await world.get(PublicationReader).ends([second.id])).size).toBe(0);
    expect(await set(inMs(DAY))).toMatchObject({ code: 'NOT_LIVE' });
  });

  it('asks everything again when it fires, and keeps the reason of a no', async () => {
    const revision = await approved();
    const asked = expectOk(await schedule(revision, inMs(HOUR))) as ScheduleRow;
    await world.database.query(
      "UPDATE approval SET revoked_at = now(), revoked_by_id = $2, revoked_reason = 'Wrong dose.' WHERE revision_id = $1",
      [revision.id, maya.userId],
    );
    const other = await approved();
    const beside = expectOk(await schedule(other, inMs(HOUR))) as ScheduleRow;
    world.clock.advance(HOUR);
    await fire();
    const refused = await row(asked.id);
    expect(refused).toMatchObject({ state: 'refused', refusalCode: 'NOT_APPROVED' });
    expect(refused.refusalMessage).toContain('Ask for a review');
    expect(await row(beside.id)).toMatchObject({ state: 'fired' });
    expect(await world.get(PublicationReader).schedules(world.siteId, 'refused')).toContainEqual(refused);
    expect(await world.get(SteerSchedule).retry(jo, asked.id)).toMatchObject({ code: 'SCHEDULE_NOT_PARKED' });
  });

  it('parks the one that throws, with a reason and a way back, and holds up none behind it', async () => {
    const broken = await approved('Broken.');
    const fine = await approved();
    const bad = expectOk(await schedule(broken, inMs(HOUR))) as ScheduleRow;
    const good = expectOk(await schedule(fine, inMs(HOUR + 1))) as ScheduleRow;
    const projection = world.get(PublicationProjection);
    const wentLive = projection.wentLive.bind(projection);
    projection.wentLive = async (tx, publications) => {
      if (publications.some(({ articleId }) => articleId === broken.articleId))
        throw new Error('A page that breaks us.');
      await wentLive(tx, publications);
    };
    world.clock.advance(2 * HOUR);
    await fire();
    expect(await row(good.id)).toMatchObject({ state: 'fired' });
    expect(await row(bad.id)).toMatchObject({ state: 'scheduled', faults: 1 });
    for (const tries of [2, 3]) {
      world.clock.advance(MINUTE);
      await fire();
      expect(await row(bad.id)).toMatchObject({ faults: tries });
    }
    const parked = await row(bad.id);
    expect(parked).toMatchObject({ state: 'parked', refusalCode: 'FAULT' });
    expect(parked.refusalMessage).toMatch(/error [0-9a-z-]+/i);
    expect(parked.refusalMessage).not.toContain('breaks us');
    projection.wentLive = wentLive;
    expect(await world.get(SteerSchedule).retry(sam, bad.id)).toMatchObject({ code: 'NOT_ALLOWED' });
    expectOk(await world.get(SteerSchedule).retry(jo, bad.id));
    await fire();
    expect(await row(bad.id)).toMatchObject({ state: 'fired' });
  });

  it('fires each once, however many workers look at the same time', async () => {
    const revisions = [await approved(), await approved(), await approved()];
    for (const revision of revisions) expectOk(await schedule(revision, inMs(HOUR)));
    world.clock.advance(HOUR);
    await Promise.all([fire(), fire(), fire()]);
    for (const revision of revisions) expect(await liveOf(revision)).toHaveLength(1);
    const order = { siteId: world.siteId, revision: revisions[0]!, publishedById: jo.userId, at: world.clock.now() };
    const again = world.get(Database).transaction((tx) => world.get(GoLive).run(tx, jo, order));
    expect(await again).toMatchObject({ code: 'ALREADY_LIVE' });
  });

  it('fault 20: leaves alone what is long past, as after the restore of an old backup, until a person says so', async () => {
    const revision = await approved();
    const asked = expectOk(await schedule(revision, inMs(HOUR))) as ScheduleRow;
    world.clock.advance(3 * DAY);
    await fire();
    expect(await liveOf(revision)).toEqual([]);
    expect(await row(asked.id)).toMatchObject({ state: 'parked', refusalCode: 'LONG_OVERDUE' });
    expectOk(await world.get(SteerSchedule).retry(jo, asked.id));
    await fire();
    expect(await liveOf(revision)).toHaveLength(1);
  });
});
