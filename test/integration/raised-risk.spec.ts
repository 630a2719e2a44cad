import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClassifyArticle, type RevisionRow } from '#editing';
import { expectOk } from '#kernel';
import { ReopenRaisedRisk, Reports } from '#oversight';
import type { StaffActor } from '#platform';
import { type PublicationRow, PublishRevision } from '#publishing';
import { createWorld, type World } from '../support/world.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

describe('an article that was put into a stricter risk class', () => {
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
  afterAll(() => world.close());

  const classify = async ({ articleId }: RevisionRow, riskClass: 'low' | 'standard' | 'high') =>
    expectOk(await world.get(ClassifyArticle).run(maya, { articleId, riskClass }));
  const live = async (riskClass: 'low' | 'standard') => {
    const revision = await world.article(sam);
    await classify(revision, riskClass);
    await world.approve(revision, sam, maya);
    const order = { siteId: world.siteId, revisionId: revision.id };
    return { revision, publication: expectOk(await world.get(PublishRevision).run(jo, order)) as PublicationRow };
  };
  const tasks = ({ articleId }: RevisionRow) =>
    world.database.query(
      `SELECT kind, urgent, due_at, closed_at IS NOT NULL AS closed FROM task WHERE article_id = $1 AND kind = 'riskRaised'`,
      [articleId],
    );
  const told = async ({ id }: PublicationRow) =>
    (
      await world.database.query<{ due: Date }>(
        'SELECT review_due_at AS due FROM delivery_article WHERE publication_id = $1',
        [id],
      )
    )[0]!.due.toISOString();

  it('opens a task a live text, once, with the days of the stricter class', async () => {
    const { revision } = await live('standard');
    await classify(revision, 'high');
    const job = { articleId: revision.articleId };
    await Promise.all([world.get(ReopenRaisedRisk).run(job), world.get(ReopenRaisedRisk).run(job)]);
    const due = new Date(NOON.getTime() + 7 * DAY);
    expect(await tasks(revision)).toEqual([{ kind: 'riskRaised', urgent: true, due_at: due, closed: false }]);
    await world.database.query(
      `UPDATE task SET closed_at = now(), closed_by_id = $2, closed_reason = 'Done.' WHERE article_id = $1`,
      [revision.articleId, maya.userId],
    );
    await world.get(ReopenRaisedRisk).run(job);
    expect(await tasks(revision)).toMatchObject([{ closed: true }]);
  });

  it('is due earlier for its readers and in the reports, and never later again by its approval', async () => {
    const { revision, publication } = await live('low');
    expect(await told(publication)).toBe('2029-11-22T12:00:00.000Z');
    await classify(revision, 'standard');
    await world.get(ReopenRaisedRisk).run({ articleId: revision.articleId });
    expect(await told(publication)).toBe('2028-11-22T12:00:00.000Z');
    world.clock.set(new Date('2028-11-23T12:00:00Z'));
    const overdue = await world.get(Reports).overdue(world.siteId, 50);
    expect(overdue.map(({ publicationId }) => publicationId)).toContain(publication.id);
    // Nor does the approval that was given under the milder class carry it any further.
    const order = { siteId: world.siteId, revisionId: revision.id };
    expect(await world.get(PublishRevision).run(jo, order)).toMatchObject({ code: 'REVIEW_OVERDUE' });
    world.clock.set(NOON);
  });

  it('asks nothing about text that is not live', async () => {
    const revision = await world.article(sam);
    await classify(revision, 'high');
    await world.get(ReopenRaisedRisk).run({ articleId: revision.articleId });
    expect(await tasks(revision)).toEqual([]);
  });
});
