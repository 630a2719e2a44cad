import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RevisionRow } from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor, systemActor, type Tx } from '#platform';
import { AssignTask, CloseTask, CompleteTask, OpenTask, type TaskOrder, TaskReader, type TaskRow } from '#tasks';
import { createWorld, type World } from '../support/world.js';

describe('tasks', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let revision: RevisionRow;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    revision = await world.article(sam);
  });
  afterAll(() => world.close());

  const within = <T>(work: (tx: Tx) => Promise<T>) => world.get(Database).transaction(work);
  const order = (key: string, more: Partial<TaskOrder> = {}): TaskOrder => ({
    key,
    siteId: world.siteId,
    kind: 'translationStale',
    articleId: revision.articleId,
    subject: { type: 'article', id: revision.articleId },
    ...more,
  });
  const open = (key: string, more: Partial<TaskOrder> = {}) =>
    within((tx) => world.get(OpenTask).run(tx, order(key, more)));
  const byKey = async (key: string): Promise<TaskRow> => {
    const rows = await world.get(TaskReader).openOfArticles([revision.articleId]);
    return rows.find((row) => row.key === key)!;
  };

  it('is opened once, however often and however many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => open('once')));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await open('once')).toBe(false);
  });

  it('may be opened again after it was closed', async () => {
    await open('again');
    const close = () => within((tx) => world.get(CloseTask).run(tx, 'again', systemActor('scheduler'), 'It is over.'));
    expect(await close()).toBe(true);
    expect(await close()).toBe(false);
    expect(await open('again')).toBe(true);
    const rows = await world.database.query(`SELECT closed_reason FROM task WHERE key = 'again' ORDER BY opened_at`);
    expect(rows).toHaveLength(2);
  });

  it('opens many by one statement and says which are new', async () => {
    await open('many 1');
    const orders = ['many 1', 'many 2', 'many 3'].map((key) => order(key));
    expect((await within((tx) => world.get(OpenTask).many(tx, orders))).sort()).toEqual(['many 2', 'many 3']);
  });

  it('goes with its reason: a transaction that rolls back opens nothing', async () => {
    await expect(
      within(async (tx) => {
        await world.get(OpenTask).run(tx, order('rolled back'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await byKey('rolled back')).toBeUndefined();
  });

  it('is completed once, by a person who may, with a note', async () => {
    await open('complete');
    const { id } = await byKey('complete');
    const complete = (actor: StaffActor, note = 'Translated again.') =>
      world.get(CompleteTask).run(actor, { id, note });
    expect(await complete(sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await complete(maya, ' ')).toMatchObject({ code: 'INVALID_INPUT', field: 'note' });
    const answers = await Promise.all([complete(maya), complete(maya)]);
    expect(answers.filter((it) => 'code' in it && it.code === 'TASK_CLOSED')).toHaveLength(1);
    expect(answers.find((it) => !('code' in it))).toMatchObject({ closedById: maya.userId });
  });

  it('cannot be ticked off when it waits for an act', async () => {
    await open('recall', { kind: 'recallOpen' });
    const { id } = await byKey('recall');
    expect(await world.get(CompleteTask).run(maya, { id, note: 'Done.' })).toMatchObject({
      code: 'TASK_ENDS_WITH_ITS_REASON',
    });
  });

  it('is assigned to people of the site alone', async () => {
    await open('assign');
    const { id } = await byKey('assign');
    const assign = (personId: string | null) => world.get(AssignTask).run(maya, { id, personId });
    expect(await assign(revision.articleId)).toMatchObject({ code: 'INVALID_INPUT', field: 'personId' });
    expect(expectOk(await assign(sam.userId))).toMatchObject({ assigneeId: sam.userId });
    expect(expectOk(await assign(null))).toMatchObject({ assigneeId: null, assignedAt: null });
  });

  it('is listed urgent first, then oldest first, page by page', async () => {
    const other = await world.article(sam);
    for (const [i, urgent] of [false, true, false, true].entries()) {
      world.clock.advance(1_000);
      await open(`page ${i}`, { urgent, articleId: other.articleId });
    }
    const filter = { siteId: world.siteId, open: true, articleId: other.articleId };
    const first = await world.get(TaskReader).page(filter, 3);
    const { urgent, openedAt: at, id } = first[2]!;
    const second = await world.get(TaskReader).page(filter, 3, { urgent, at, id });
    expect([...first, ...second].map(({ key }) => key)).toEqual(['page 1', 'page 3', 'page 0', 'page 2']);
    expect(await world.get(TaskReader).count(filter)).toBe(4);
  });

  it.each([
    ['changed', `UPDATE task SET key = 'other' WHERE key = 'once'`, 'CP003'],
    ['closed without a reason', `UPDATE task SET closed_at = now() WHERE key = 'once'`, '23514'],
    [
      'opened again in place',
      `UPDATE task SET closed_at = NULL, closed_reason = NULL WHERE closed_at IS NOT NULL`,
      'CP003',
    ],
    ['deleted', 'DELETE FROM task', 'CP003'],
    ['truncated', 'TRUNCATE task', 'CP003'],
  ])('cannot be %s by SQL', async (_what, sql, code) => {
    await expect(world.database.query(sql)).rejects.toMatchObject({ code });
  });
});
