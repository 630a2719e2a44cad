import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RevisionRow } from '#editing';
import { expectOk, newId } from '#kernel';
import type { StaffActor } from '#platform';
import {
  FireReleases,
  FireSchedules,
  PlanRelease,
  PublicationReader,
  ReleaseReader,
  SchedulePublication,
  SteerSchedule,
  WithdrawPublication,
} from '#publishing';
import { createWorld, sampleContent, type World } from '../../support/world.js';

const HOUR = 3_600_000;
const NOW = { signal: new AbortController().signal };

describe('fault 20: an old backup comes back', () => {
  let world: World;
  let jo: StaffActor;
  let approved: () => Promise<RevisionRow>;

  beforeAll(async () => {
    world = await createWorld();
    const [sam, maya] = [await world.person('Sam', 'author'), await world.person('Maya', 'reviewer')];
    jo = await world.person('Jo', 'publisher');
    approved = async () => {
      const revision = await world.article(sam, sampleContent(`Walk on. ${newId()}`));
      await world.approve(revision, sam, maya);
      return revision;
    };
  });
  afterAll(() => world?.close());

  const liveOf = async ({ articleId }: RevisionRow) =>
    (await world.get(PublicationReader).ofArticles([articleId])).filter(({ state }) => state === 'live');
  const fire = async () => {
    await world.get(FireSchedules).run(NOW);
    await world.get(FireReleases).run(NOW);
  };

  it('publishes nothing of what is long past, although it had been taken off since, until a person says so', async () => {
    const [alone, together] = [await approved(), await approved()];
    const publishAt = new Date(world.clock.now().getTime() + HOUR);
    const order = { siteId: world.siteId, publishAt };
    const schedule = expectOk(await world.get(SchedulePublication).run(jo, { ...order, revisionId: alone.id }));
    const release = expectOk(
      await world.get(PlanRelease).run(jo, { ...order, name: 'Spring', revisionIds: [together.id] }),
    );
    const restore = await world.database.backUp();
    world.clock.advance(HOUR);
    await fire();
    const [shown] = await liveOf(alone);
    expectOk(await world.get(WithdrawPublication).run(jo, { publicationId: shown!.id, reason: 'A dose was wrong.' }));
    expect(await liveOf(together)).toHaveLength(1);

    world.clock.advance(72 * HOUR);
    await restore();
    // The copy is from before: nothing was live, and both wait for an instant that is long past.
    expect(await world.get(PublicationReader).byIds([shown!.id])).toEqual([]);
    await fire();
    expect([...(await liveOf(alone)), ...(await liveOf(together))]).toEqual([]);
    const parked = await world.get(PublicationReader).schedules(world.siteId, 'parked');
    expect(parked).toMatchObject([{ id: schedule.id, refusalCode: 'LONG_OVERDUE' }]);
    expect(await world.get(ReleaseReader).byId(release.id)).toMatchObject({ state: 'parked' });

    expectOk(await world.get(SteerSchedule).retry(jo, schedule.id));
    await fire();
    expect(await liveOf(alone)).toHaveLength(1);
    expect(await liveOf(together)).toEqual([]);
  });
});
