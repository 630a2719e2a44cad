import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RevisionRow } from '#editing';
import { expectOk, newId } from '#kernel';
import type { StaffActor } from '#platform';
import {
  FireReleases,
  PlanRelease,
  type PlanReleaseInput,
  PublicationProjection,
  PublicationReader,
  PublishRevision,
  ReleaseReader,
  type ReleaseRow,
  SteerRelease,
} from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const HOUR = 3_600_000;

describe('releases', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;

  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world?.close());
  beforeEach(() => world.clock.set(new Date('2026-11-22T12:00:00Z')));

  const written = () => world.article(sam, sampleContent(`Walk on. ${newId()}`));
  const approved = async (): Promise<RevisionRow> => {
    const revision = await written();
    await world.approve(revision, sam, maya);
    return revision;
  };
  const plan = (revisions: readonly RevisionRow[], more: Partial<PlanReleaseInput> = {}, actor = jo) =>
    world.get(PlanRelease).run(actor, {
      siteId: world.siteId,
      name: 'Spring',
      revisionIds: revisions.map(({ id }) => id),
      publishAt: new Date(world.clock.now().getTime() + HOUR),
      ...more,
    });
  const planned = async (...args: Parameters<typeof plan>) => expectOk(await plan(...args)) as ReleaseRow;
  const fire = () => world.get(FireReleases).run({ signal: new AbortController().signal });
  const stateOf = async ({ id }: ReleaseRow) => (await world.get(ReleaseReader).byId(id))!;
  const liveOf = async (revisions: readonly RevisionRow[]) => {
    const all = await world.get(PublicationReader).ofArticles(revisions.map(({ articleId }) => articleId));
    return all.filter(({ state }) => state === 'live');
  };
  const revoke = (revision: RevisionRow) =>
    world.database.query(
      "UPDATE approval SET revoked_at = now(), revoked_by_id = $2, revoked_reason = 'Wrong.' WHERE revision_id = $1",
      [revision.id, maya.userId],
    );

  it('go live together, at one instant, once', async () => {
    const texts = [await approved(), await approved(), await approved()];
    const release = await planned(texts);
    await fire();
    expect(await liveOf(texts)).toEqual([]);
    world.clock.advance(HOUR);
    await Promise.all([fire(), fire()]);
    await fire();
    const live = await liveOf(texts);
    expect(live).toHaveLength(3);
    expect(new Set(live.map(({ liveFrom }) => liveFrom.getTime()))).toEqual(new Set([release.publishAt.getTime()]));
    expect(await stateOf(release)).toMatchObject({ state: 'fired' });
    const items = await world.get(ReleaseReader).items([release.id]);
    expect(items.map(({ publicationId }) => publicationId).sort()).toEqual(live.map(({ id }) => id).sort());
  });

  it('go live all or not at all, with every reason', async () => {
    const texts = [await approved(), await approved(), await approved()];
    const release = await planned(texts);
    await revoke(texts[1]!);
    world.clock.advance(HOUR);
    await fire();
    expect(await liveOf(texts)).toEqual([]);
    expect(await stateOf(release)).toMatchObject({
      state: 'refused',
      obstacles: [{ revisionId: texts[1]!.id, code: 'NOT_APPROVED' }],
    });
    expect(await world.get(SteerRelease).retry(jo, release.id)).toMatchObject({ code: 'RELEASE_MOVED_ON' });
  });

  it('rehearse: name every obstacle and change nothing', async () => {
    const [fine, raw, overdue] = [await approved(), await written(), await approved()];
    const publishAt = new Date('2029-01-01T00:00:00Z');
    const input = { siteId: world.siteId, revisionIds: [fine.id, raw.id, overdue.id] };
    const before = await world.database.query('SELECT * FROM site_generation');
    const now = expectOk(await world.get(PlanRelease).dryRun(jo, input)) as { obstacles: unknown[] };
    expect(now.obstacles).toMatchObject([{ revisionId: raw.id, code: 'NOT_APPROVED' }]);
    const later = expectOk(await world.get(PlanRelease).dryRun(jo, { ...input, publishAt })) as {
      obstacles: unknown[];
    };
    expect(later.obstacles).toMatchObject([
      { revisionId: fine.id, code: 'REVIEW_OVERDUE' },
      { revisionId: raw.id, code: 'NOT_APPROVED' },
      { revisionId: overdue.id, code: 'REVIEW_OVERDUE' },
    ]);
    expect(await world.database.query('SELECT * FROM site_generation')).toEqual(before);
    const blocked = await plan([fine, raw]);
    expect(blocked).toMatchObject({ code: 'RELEASE_BLOCKED', obstacles: [{ revisionId: raw.id }] });
    expect(await world.database.query('SELECT pinned_at FROM revision WHERE id = $1', [raw.id])).toEqual([
      { pinned_at: null },
    ]);
  });

  it('are the same one for who asks again with the same key', async () => {
    const texts = [await approved()];
    const key = newId();
    const [first, second] = await Promise.all([planned(texts, { key }), planned(texts, { key })]);
    expect(second.id).toBe(first.id);
    expect((await planned(texts, { key, name: 'Other' })).id).toBe(first.id);
    expectOk(await world.get(SteerRelease).cancel(jo, first.id));
    world.clock.advance(HOUR);
    await fire();
    expect(await liveOf(texts)).toEqual([]);
  });

  it('count what is live already as done', async () => {
    const texts = [await approved(), await approved()];
    const release = await planned(texts);
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: texts[0]!.id }));
    world.clock.advance(HOUR);
    await fire();
    expect(await stateOf(release)).toMatchObject({ state: 'fired' });
    expect(await liveOf(texts)).toHaveLength(2);
  });

  it('are refused without texts, with one twice, to an author, and of another site', async () => {
    const text = await approved();
    expect(await plan([])).toMatchObject({ code: 'INVALID_INPUT', field: 'revisionIds' });
    expect(await plan([text, text])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await plan([text], { name: ' ' })).toMatchObject({ field: 'name' });
    expect(await plan([text], {}, sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await plan([text], { revisionIds: [newId()] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await plan([text], { publishAt: { localTime: '2027-03-14T02:30' } })).toMatchObject({
      code: 'TIME_SKIPPED',
    });
  });

  it('are parked when something throws, and go when a person says so', async () => {
    const texts = [await approved(), await approved()];
    const release = await planned(texts);
    const projection = world.get(PublicationProjection);
    const wentLive = projection.wentLive.bind(projection);
    projection.wentLive = () => Promise.reject(new Error('A page that breaks us.'));
    world.clock.advance(HOUR);
    for (let tries = 0; tries < 3; tries += 1) {
      await fire();
      world.clock.advance(60_000);
    }
    projection.wentLive = wentLive;
    expect(await stateOf(release)).toMatchObject({ state: 'parked', obstacles: [{ code: 'FAULT' }] });
    expect(await liveOf(texts)).toEqual([]);
    expectOk(await world.get(SteerRelease).retry(jo, release.id));
    await fire();
    expect(await liveOf(texts)).toHaveLength(2);
  });
});
