import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RestoreRevision, type RevisionRow, SaveRevision, slugOf } from '#editing';
import { expectOk, isRefusal } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { PublicationReader, type PublicationRow, PublishRevision, WithdrawPublication } from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const SEED = 20_261_122;
const EVENTS = 200;

/** The same numbers from the same seed, from 0 up to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a site shows of an article, as the test itself keeps book of it. */
interface Shown {
  readonly revisionId: string;
  readonly approverId: string;
}

/** One article of the history, told by what was done and never by what is stored. */
interface Story {
  readonly articleId: string;
  readonly slug: string;
  readonly first: RevisionRow;
  /** Who approved which text last, by its hash. */
  readonly approvers: Map<string, string>;
  readonly approved: RevisionRow[];
  readonly revisions: RevisionRow[];
  live: (Shown & { readonly publicationId: string }) | null;
  /** What was shown from each instant on. */
  readonly timeline: { readonly at: number; readonly shown: Shown | null }[];
}

describe(`what a site showed at any instant (seed ${SEED})`, () => {
  let world: World;
  const people = {} as Record<'sam' | 'kim' | 'maya' | 'ned' | 'jo', StaffActor>;
  const stories: Story[] = [];
  const done: Record<string, number> = {};
  const random = randomFrom(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  beforeAll(async () => {
    world = await createWorld();
    people.sam = await world.person('Sam', 'author');
    people.kim = await world.person('Kim', 'author');
    people.maya = await world.person('Maya', 'reviewer');
    people.ned = await world.person('Ned', 'reviewer');
    people.jo = await world.person('Jo', 'publisher');
    for (let n = 0; n < 3; n += 1) {
      const first = await world.article(people.sam, sampleContent(`Walk ${n} minutes a day.`));
      const slug = (await slugOf(world.get(Database).client, first.articleId, 'en'))!;
      const { articleId } = first;
      stories.push({
        articleId,
        slug,
        first,
        approvers: new Map(),
        approved: [],
        revisions: [first],
        live: null,
        timeline: [],
      });
    }
    for (let event = 0; event < EVENTS; event += 1) await happen(event);
  }, 180_000);
  afterAll(() => world?.close());

  async function happen(event: number): Promise<void> {
    // Often in the same millisecond, sometimes hours apart.
    world.clock.set(new Date(world.clock.now().getTime() + pick([0, 0, 1, 61_000, 3_600_000 * random() * 5])));
    const story = pick(stories);
    const what = pick([
      'edit',
      'edit',
      'edit',
      'review',
      'review',
      'publish',
      'publish',
      'withdraw',
      'restore',
    ] as const);
    const name = await acts[what](story, event);
    done[name] = (done[name] ?? 0) + 1;
    const { live } = story;
    const shown = live && { revisionId: live.revisionId, approverId: live.approverId };
    story.timeline.push({ at: world.clock.now().getTime(), shown });
  }

  const acts = {
    async edit(story: Story, event: number): Promise<string> {
      const base = await world.newest(story.first);
      const saved = await world.get(SaveRevision).run(pick([people.sam, people.kim]), {
        ...{ articleId: story.articleId, baseRevisionId: base.id, baseContentHash: base.contentHash },
        ...sampleContent(`Walk ${event} minutes a day.`),
      });
      story.revisions.push(expectOk(saved));
      return 'edit';
    },
    async review(story: Story, event: number): Promise<string> {
      const newest = await world.newest(story.first);
      if (story.approvers.has(newest.contentHash)) return acts.edit(story, event);
      const reviewer = pick([people.maya, people.ned]);
      await world.approve(newest, people.sam, reviewer);
      story.approvers.set(newest.contentHash, reviewer.userId);
      story.approved.push(newest);
      return 'review';
    },
    async publish(story: Story): Promise<string> {
      const wanted = random() < 0.7 ? story.approved : [];
      const revision = wanted.length > 0 ? pick(wanted) : await world.newest(story.first);
      const approverId = story.approvers.get(revision.contentHash);
      const order = { siteId: world.siteId, revisionId: revision.id };
      const published = await world.get(PublishRevision).run(people.jo, order);
      if (isRefusal(published)) {
        const live = story.live?.revisionId === revision.id;
        expect(published.code).toBe(live ? 'ALREADY_LIVE' : 'NOT_APPROVED');
        expect(live || approverId === undefined).toBe(true);
        return 'refused';
      }
      story.live = { publicationId: published.id, revisionId: revision.id, approverId: approverId! };
      return 'publish';
    },
    async withdraw(story: Story): Promise<string> {
      if (!story.live) return 'nothing to withdraw';
      const order = { publicationId: story.live.publicationId, reason: 'A dose was wrong.' };
      expectOk(await world.get(WithdrawPublication).run(people.jo, order));
      story.live = null;
      return 'withdraw';
    },
    async restore(story: Story): Promise<string> {
      const newest = await world.newest(story.first);
      const { id: revisionId } = pick(story.revisions);
      const input = { revisionId, newestRevisionId: newest.id };
      story.revisions.push(expectOk(await world.get(RestoreRevision).run(people.kim, input)));
      return 'restore';
    },
  };

  /** What the test's own book says. */
  function bookAt({ timeline }: Story, at: number): Shown | null {
    return timeline.findLast((entry) => entry.at <= at)?.shown ?? null;
  }

  async function answeredAt(story: Story, at: number): Promise<Shown | null> {
    const where = { siteId: world.siteId, locale: 'en', slug: story.slug };
    const publication: PublicationRow | null = await world.get(PublicationReader).asOf(where, new Date(at));
    if (!publication) return null;
    const [approval] = await world.database.query<{ approver_id: string }>(
      'SELECT approver_id FROM approval WHERE id = $1',
      [publication.approvalId],
    );
    return { revisionId: publication.revisionId, approverId: approval!.approver_id };
  }

  it('was a history with everything in it', () => {
    expect(done).toMatchObject({
      edit: expect.any(Number),
      review: expect.any(Number),
      publish: expect.any(Number),
      withdraw: expect.any(Number),
      restore: expect.any(Number),
    });
    expect(Object.values(done).reduce((sum, count) => sum + count, 0)).toBe(EVENTS);
    expect(Math.min(done.publish!, done.withdraw!, done.restore!)).toBeGreaterThanOrEqual(10);
  });

  it('names exactly the revision and its approver, or nothing, at every instant and between all of them', async () => {
    const instants = [...new Set(stories.flatMap((story) => story.timeline.map(({ at }) => at)))].sort((a, b) => a - b);
    const between = instants.slice(1).map((at, index) => Math.floor((at + instants[index]!) / 2));
    const asked = [instants[0]! - 1, ...instants, ...between, instants.at(-1)! + 86_400_000];
    const tally = { shown: 0, nothing: 0 };
    for (const story of stories) {
      for (const at of asked) {
        const answer = await answeredAt(story, at);
        expect({ at, ...answer }).toEqual({ at, ...bookAt(story, at) });
        tally[answer ? 'shown' : 'nothing'] += 1;
      }
    }
    expect(Math.min(tally.shown, tally.nothing)).toBeGreaterThan(50);
  });

  it('does not change when the history goes on', async () => {
    const [story] = stories;
    const past = story!.timeline.at(-1)!.at;
    const before = await answeredAt(story!, past);
    world.clock.set(new Date(past + 1));
    await acts.edit(story!, 9_999);
    await world.approve(await world.newest(story!.first), people.sam, people.ned);
    expectOk(
      await world
        .get(PublishRevision)
        .run(people.jo, { siteId: world.siteId, revisionId: (await world.newest(story!.first)).id }),
    );
    expect(await answeredAt(story!, past)).toEqual(before);
    expect(await answeredAt(story!, past + 1)).not.toEqual(before);
  });
});
