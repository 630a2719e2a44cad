import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RevisionRow } from '#editing';
import { expectOk } from '#kernel';
import { WatchLicences } from '#oversight';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { createWorld, type World } from '../support/world.js';

const END = new Date('2027-06-01T00:00:00Z');
const DAY = 86_400_000;

describe('a licence that is about to end', () => {
  let world: World;
  let maya: StaffActor;
  let lee: StaffActor;
  let revision: RevisionRow;
  beforeAll(async () => {
    world = await createWorld();
    const sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    const jo = await world.person('Jo', 'publisher');
    lee = await world.person('Lee', 'admin');
    await world.database.query('UPDATE credential SET valid_until = $1', [END]);
    // A licence that nothing stands on is nobody's concern.
    const kim = await world.person('Kim', 'reviewer');
    await world.database.query('UPDATE credential SET valid_until = $1 WHERE user_id = $2', [END, kim.userId]);
    revision = await world.article(sam);
    await world.approve(revision, sam, maya);
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id }));
  });
  afterAll(() => world.close());

  const sweep = (daysBefore: number) => {
    world.clock.set(new Date(END.getTime() - daysBefore * DAY));
    const run = () => world.get(WatchLicences).run({ signal: new AbortController().signal });
    return Promise.all([run(), run()]);
  };
  const letters = () =>
    world.database.query<{ user_id: string; days: string; texts: string }>(
      `SELECT user_id, detail->>'days' AS days, detail->>'texts' AS texts FROM staff_notice
       WHERE kind = 'licence.ending' ORDER BY created_at, id`,
    );
  const tasks = () =>
    world.database.query<{ article_id: string; due_at: Date; closed: boolean }>(
      `SELECT article_id, due_at, closed_at IS NOT NULL AS closed FROM task WHERE kind = 'credentialExpiring'`,
    );

  it('is told 60, 30 and 7 days before to its holder and the administrators, each once, whoever sweeps', async () => {
    const told: [number, number][] = [];
    for (const days of [61, 60, 59, 30, 29, 8, 7, 1, -1]) {
      await sweep(days);
      told.push([days, (await letters()).length]);
    }
    expect(told).toEqual([
      [61, 0],
      [60, 2],
      [59, 2],
      [30, 4],
      [29, 4],
      [8, 4],
      [7, 6],
      [1, 6],
      [-1, 6],
    ]);
    const all = await letters();
    expect([...new Set(all.map(({ user_id }) => user_id))].sort()).toEqual([maya.userId, lee.userId].sort());
    expect(all.map(({ days, texts }) => `${days} ${texts}`)).toEqual(['60 1', '60 1', '30 1', '30 1', '7 1', '7 1']);
  });

  it('opens one task a live text, and not again after somebody did the work', async () => {
    expect(await tasks()).toEqual([{ article_id: revision.articleId, due_at: END, closed: false }]);
    await world.database.query(
      `UPDATE task SET closed_at = now(), closed_by_id = $1, closed_reason = 'Renewed.' WHERE kind = 'credentialExpiring'`,
      [lee.userId],
    );
    await sweep(3);
    expect(await tasks()).toMatchObject([{ closed: true }]);
  });

  it('leaves an audit line for each of its letters', async () => {
    const lines = await world.database.query<{ data: { day: number } }>(
      `SELECT data FROM audit_entry WHERE action = 'licence.ending' ORDER BY id`,
    );
    expect(lines.map(({ data }) => data.day)).toEqual([60, 30, 7]);
  });
});
