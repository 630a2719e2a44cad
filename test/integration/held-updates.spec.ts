import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ArticleContent } from '#document';
import { newestRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import {
  AcceptUpdate,
  DeferUpdates,
  FireSchedules,
  PublicationReader,
  type PublicationRow,
  PublishRevision,
  SchedulePublication,
  WithdrawPublication,
} from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a site that waits with updates', () => {
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

  const inTime = (ms: number) => new Date(world.clock.now().getTime() + ms);
  const publish = ({ id }: RevisionRow) => world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: id });
  const defer = ({ id }: PublicationRow, until = inTime(DAY), reason = 'Our leaflets change on Monday', actor = jo) =>
    world.get(DeferUpdates).run(actor, { publicationId: id, until, reason });
  const accept = ({ id }: PublicationRow, revision?: RevisionRow) =>
    world.get(AcceptUpdate).run(jo, { publicationId: id, revisionId: revision?.id });
  const holdOf = async ({ id }: PublicationRow) => (await world.get(PublicationReader).holds([id])).get(id) ?? null;
  const liveOf = async ({ articleId }: RevisionRow) =>
    (await world.get(PublicationReader).ofArticles([articleId])).filter(({ state }) => state === 'live');

  const save = async (actor: StaffActor, { articleId }: RevisionRow, content: ArticleContent) => {
    const base = await newestRevision(world.get(Database).client, articleId, 'en');
    const input = { articleId, baseRevisionId: base!.id, baseContentHash: base!.contentHash, ...content };
    return expectOk(await world.get(SaveRevision).run(actor, input));
  };

  /** A text that is live, and an approved update of it. */
  async function updated() {
    const first = await world.article(sam, sampleContent(`Walk on. ${newId()}`));
    await world.approve(first, sam, maya);
    const shown = expectOk(await publish(first)) as PublicationRow;
    const next = await save(sam, first, sampleContent(`Walk on slowly. ${newId()}`));
    await world.approve(next, sam, maya);
    return { first, shown, next };
  }

  it('keeps what it shows, tells why, and takes the update when it accepts it', async () => {
    const { first, shown, next } = await updated();
    expectOk(await defer(shown));
    expect(await holdOf(shown)).toMatchObject({ reason: 'Our leaflets change on Monday', heldById: jo.userId });
    expect(await publish(next)).toMatchObject({ code: 'UPDATE_HELD', publicationId: shown.id });
    expect(await liveOf(first)).toMatchObject([{ id: shown.id }]);
    const taken = expectOk(await accept(shown, next)) as PublicationRow;
    expect(await liveOf(first)).toMatchObject([{ id: taken.id, revisionId: next.id }]);
    expect(await holdOf(shown)).toBeNull();
    expect(await accept(taken, next)).toMatchObject({ code: 'NOT_HELD' });
    const rows = await world.database.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE '%updates%' ORDER BY at, action",
      [shown.id],
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'publication.updates-accepted',
      'publication.updates-deferred',
    ]);
  });

  it('waits until its instant and no longer', async () => {
    const { shown, next } = await updated();
    expectOk(await defer(shown, inTime(HOUR)));
    world.clock.advance(HOUR);
    expect(await holdOf(shown)).toBeNull();
    expect(await publish(next)).toMatchObject({ state: 'live', revisionId: next.id });
  });

  it('refuses a schedule that fires meanwhile, with the reason in words', async () => {
    const { first, shown, next } = await updated();
    const order = { siteId: world.siteId, revisionId: next.id, publishAt: inTime(HOUR) };
    expectOk(await world.get(SchedulePublication).run(jo, order));
    expectOk(await defer(shown));
    world.clock.advance(HOUR);
    await world.get(FireSchedules).run({ signal: new AbortController().signal });
    const refused = await world.get(PublicationReader).schedules(world.siteId, 'refused');
    expect(refused.filter(({ articleId }) => articleId === first.articleId)).toMatchObject([
      { refusalCode: 'UPDATE_HELD', refusalMessage: expect.stringContaining('Our leaflets change on Monday.') },
    ]);
  });

  it('leaves the wish as it is when the update cannot be shown', async () => {
    const { first, shown } = await updated();
    const unapproved = await save(sam, first, sampleContent(`Never approved. ${newId()}`));
    expectOk(await defer(shown));
    expect(await accept(shown, unapproved)).toMatchObject({ code: 'NOT_APPROVED' });
    expect(await holdOf(shown)).not.toBeNull();
    const other = await updated();
    expect(await accept(shown, other.next)).toMatchObject({ code: 'INVALID_INPUT', field: 'revisionId' });
  });

  it('never keeps a text past thirty days or its review date', async () => {
    const { shown } = await updated();
    expect(await defer(shown, inTime(31 * DAY))).toMatchObject({ code: 'INVALID_INPUT', field: 'until' });
    const [approval] = await world.database.query<{ review_due_at: Date }>(
      'SELECT review_due_at FROM approval WHERE revision_id = $1',
      [shown.revisionId],
    );
    world.clock.set(new Date(approval!.review_due_at.getTime() - 2 * DAY));
    expect(await defer(shown, inTime(3 * DAY))).toMatchObject({ code: 'INVALID_INPUT', field: 'until' });
  });

  it('does not keep a text whose approval was revoked', async () => {
    const { shown, next } = await updated();
    expectOk(await defer(shown));
    expect(await publish(next)).toMatchObject({ code: 'UPDATE_HELD' });
    await world.database.query(
      "UPDATE approval SET revoked_at = now(), revoked_by_id = $2, revoked_reason = 'Wrong.' WHERE revision_id = $1",
      [shown.revisionId, maya.userId],
    );
    expect(await publish(next)).toMatchObject({ state: 'live' });
  });

  it('ends with a withdrawal', async () => {
    const { shown, next } = await updated();
    expectOk(await defer(shown));
    expectOk(await world.get(WithdrawPublication).run(jo, { publicationId: shown.id, reason: 'A dose was wrong.' }));
    expect(await holdOf(shown)).toBeNull();
    expect(await publish(next)).toMatchObject({ state: 'live' });
    expect(await defer(shown)).toMatchObject({ code: 'NOT_LIVE' });
  });

  it('keeps one wish, the newest, and says no to who may not wish', async () => {
    const { shown } = await updated();
    const both = await Promise.all([defer(shown), defer(shown, inTime(2 * DAY), 'The summer term')]);
    expect(both.map((it) => 'id' in it)).toEqual([true, true]);
    const rows = await world.database.query<{ state: string }>(
      'SELECT state FROM publication_hold WHERE publication_id = $1 ORDER BY state',
      [shown.id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['held', 'replaced']);
    expect(await defer(shown, inTime(DAY), 'no')).toMatchObject({ code: 'INVALID_INPUT', field: 'reason' });
    expect(await defer(shown, inTime(DAY), 'Not mine to say', sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await defer({ ...shown, id: newId() })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
