import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RestoreRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import type { StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('restoring a revision', () => {
  let world: World;
  let sam: StaffActor;
  let kim: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    kim = await world.person('Kim', 'author');
  });
  afterAll(() => world.close());

  const save = async (actor: StaffActor, base: RevisionRow, words: string) =>
    expectOk(
      await world.get(SaveRevision).run(actor, {
        articleId: base.articleId,
        baseRevisionId: base.id,
        baseContentHash: base.contentHash,
        ...sampleContent(words),
      }),
    );
  const restore = (actor: StaffActor, from: RevisionRow, newest: { id: string }, reason?: string) =>
    world.get(RestoreRevision).run(actor, { revisionId: from.id, newestRevisionId: newest.id, reason });
  const history = (of: RevisionRow) =>
    world.database.query<{ number: number; origin: string; content_hash: string; base_revision_id: string | null }>(
      'SELECT number, origin, content_hash, base_revision_id FROM revision WHERE article_id = $1 ORDER BY number',
      [of.articleId],
    );

  it('makes a new revision with the old text and keeps what was newest', async () => {
    const first = await world.article(sam);
    const second = await save(kim, first, 'Kim rewrote all of it.');
    const restored = expectOk(await restore(sam, first, second, 'The old advice was right.'));
    expect(restored).toMatchObject({
      ...{ number: 3, contentHash: first.contentHash, document: first.document, createdById: sam.userId },
      ...{ pinnedAt: null, reason: 'The old advice was right.' },
    });
    expect(await history(first)).toEqual([
      { number: 1, origin: 'edit', content_hash: first.contentHash, base_revision_id: null },
      { number: 2, origin: 'edit', content_hash: second.contentHash, base_revision_id: first.id },
      { number: 3, origin: 'restore', content_hash: first.contentHash, base_revision_id: second.id },
    ]);
    const audited = await world.database.query('SELECT 1 FROM audit_entry WHERE action = $1', ['revision.restored']);
    expect(audited).toHaveLength(1);
  });

  it('goes on from the restored text as from any working copy', async () => {
    const first = await world.article(sam);
    const restored = expectOk(await restore(sam, first, await save(kim, first, 'Kim was here.')));
    expect(await save(sam, restored, 'And on it goes.')).toMatchObject({ id: restored.id, number: 3 });
  });

  it('makes nothing of the text that is newest already', async () => {
    const first = await world.article(sam);
    const same = expectOk(await restore(kim, first, first));
    expect(same).toMatchObject({ id: first.id, updatedAt: first.updatedAt, pinnedAt: null });
    expect(await history(first)).toHaveLength(1);
  });

  it('refuses when somebody saved since, and carries what is newest now', async () => {
    const first = await world.article(sam);
    const second = await save(kim, first, 'Kim saved meanwhile.');
    const refused = await restore(sam, first, first);
    expect(refused).toMatchObject({ code: 'STALE_BASE', newest: { id: second.id }, base: { id: first.id } });
    expect(await history(first)).toHaveLength(2);
  });

  it('lets one of a racing restore and save win, and loses neither text', async () => {
    const first = await world.article(sam);
    const second = await save(kim, first, 'Kim wrote the second.');
    const [restored, saved] = await Promise.all([
      restore(sam, first, second),
      world.get(SaveRevision).run(kim, {
        articleId: second.articleId,
        baseRevisionId: second.id,
        baseContentHash: second.contentHash,
        ...sampleContent('Kim goes on.'),
      }),
    ]);
    const hashes = (await history(first)).map((row) => row.content_hash);
    for (const answer of [restored, saved]) {
      if ('contentHash' in answer) expect(hashes).toContain(answer.contentHash);
      else expect(answer).toMatchObject({ code: 'STALE_BASE' });
    }
    expect((await world.newest(first)).contentHash).toBe(hashes.at(-1));
  });

  it('refuses who may not see it, what does not exist and a reason without end', async () => {
    const first = await world.article(sam);
    const second = await save(kim, first, 'Kim wrote this.');
    const stranger = { ...kim, memberships: [{ siteId: world.otherSiteId, role: 'author' as const }] };
    expect(await restore(stranger, first, second)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await restore(sam, { ...first, id: newId() }, second)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await restore(sam, { ...first, id: 'x' }, second)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await restore(sam, first, second, 'x'.repeat(501))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
