import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openThreadsOn, StartThread } from '#comments';
import type { RevisionRow } from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { EndReview, RequestReview } from '#review';
import { createWorld, type World } from '../support/world.js';

describe('a text that is sent back', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
  });
  afterAll(() => world.close());

  const request = async (revision: RevisionRow) =>
    expectOk(await world.get(RequestReview).run(sam, { revisionId: revision.id }));
  const sendBack = (caseId: string, more = {}) => world.get(EndReview).requestChanges(maya, { caseId, ...more });
  const commentOn = async (actor: StaffActor, { id: revisionId, contentHash }: RevisionRow) => {
    const place = { path: 'title', from: 0, to: 3 };
    return expectOk(await world.get(StartThread).run(actor, { revisionId, contentHash, place, text: 'Why?' }));
  };
  const openThreads = ({ id }: RevisionRow) => openThreadsOn(world.get(Database).client, id);

  it('carries the note as a comment on its title', async () => {
    const revision = await world.article(sam);
    const { id } = await request(revision);
    expect(expectOk(await sendBack(id, { note: ' Say how often. ' }))).toMatchObject({
      ...{ state: 'changesRequested', decision: 'changes', decisionNote: 'Say how often.' },
    });
    expect(await openThreads(revision)).toMatchObject([{ createdById: maya.userId, anchor: { path: 'title' } }]);
    const text = 'SELECT c.text FROM comment c JOIN comment_thread t ON t.id = c.thread_id WHERE t.revision_id = $1';
    expect(await world.database.query(text, [revision.id])).toEqual([{ text: 'Say how often.' }]);
  });

  it('is refused without a word, and nothing happens', async () => {
    const revision = await world.article(sam);
    const { id } = await request(revision);
    // What somebody else said is not the reviewer's reason, nor what was said on another revision.
    await commentOn(sam, revision);
    await commentOn(maya, await world.article(sam));
    expect(await sendBack(id)).toMatchObject({ code: 'COMMENT_NEEDED' });
    expect(await sendBack(id, { note: ' \n ' })).toMatchObject({ code: 'COMMENT_NEEDED' });
    expect(await sendBack(id, { note: 'x' })).toMatchObject({ code: 'INVALID_INPUT', field: 'note' });
    expect(await sendBack(id, { note: 'Line \u202eback' })).toMatchObject({ code: 'INVALID_INPUT', field: 'note' });
    expect(await openThreads(revision)).toHaveLength(1);
    expect(expectOk(await sendBack(id, { note: 'Say how often.' }))).toMatchObject({ state: 'changesRequested' });
    expect(await sendBack(id)).toMatchObject({ code: 'REVIEW_MOVED_ON' });
    expect(await openThreads(revision)).toHaveLength(2);
  });

  it('needs no note where the reviewer commented on it', async () => {
    const revision = await world.article(sam);
    const { id } = await request(revision);
    await commentOn(maya, revision);
    expect(expectOk(await sendBack(id))).toMatchObject({ state: 'changesRequested', decisionNote: null });
    expect(await openThreads(revision)).toHaveLength(1);
  });
});
