import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ArticleContent, build as b, type DocumentNode, usesOf } from '#document';
import { RestoreRevision, type RevisionRow, SaveRevision, UsesReader } from '#editing';
import { expectOk } from '#kernel';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { approvable } from '../support/approvable.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const SEED = 20261122;

function withPictures(...ids: string[]): ArticleContent {
  const pictures = ids.map((mediaId) => b.image({ mediaId, alt: 'A person walking' }));
  return { ...sampleContent(), document: b.doc(b.p(`Walk with ${ids.length} pictures.`), ...pictures) };
}

const id = fc.constantFrom('one', 'two', 'three', 'A_-9');
const hash = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
const block: fc.Arbitrary<DocumentNode> = fc.oneof(
  id.map((mediaId) => b.image({ mediaId, alt: 'blockId' })),
  fc.tuple(id, fc.string()).map(([mediaId, name]) => b.exercise(`x${name}`, { mediaId }, 'mediaId')),
  fc
    .tuple(id, fc.nat(3), hash)
    .map(([blockId, version, contentHash]) => b.safetyBlock(blockId, version + 1, contentHash)),
  fc.constantFrom(b.p('safetyBlock'), b.redFlags({ title: 'mediaId' }, b.ul('One', ['Two', b.ul('Three')]))),
);
const documents = fc.array(block, { minLength: 1, maxLength: 9 }).map((blocks) => b.doc(...blocks));

describe('where something is used', () => {
  let world: World;
  let sam: StaffActor;
  let kim: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    [sam, kim] = [await world.person('Sam', 'author'), await world.person('Kim', 'author')];
    [maya, jo] = [await world.person('Maya', 'reviewer'), await world.person('Jo', 'publisher')];
  });
  afterAll(() => world.close());

  async function save(actor: StaffActor, base: RevisionRow, content: ArticleContent): Promise<RevisionRow> {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    return expectOk(
      await world.get(SaveRevision).run(actor, { articleId, baseRevisionId, baseContentHash, ...content }),
    );
  }
  /** An approved exercise. */
  async function exercise(name: string): Promise<RevisionRow> {
    const revision = await world.article(sam, {
      ...sampleContent(name),
      document: b.doc(b.exercise(name, { sets: 2 }), ...approvable()),
    });
    await world.database.query(`UPDATE article SET content_type = 'exercise' WHERE id = $1`, [revision.articleId]);
    await world.approve(revision, sam, maya);
    return revision;
  }
  const mediaOf = async (revision: RevisionRow) =>
    (await world.get(UsesReader).usesOf([revision.id])).map(({ kind, id }) => `${kind} ${id}`);

  it('follows a working copy that is written over, and a text that is restored', async () => {
    const first = await world.article(sam, withPictures('one', 'two', 'one'));
    expect(await mediaOf(first)).toEqual(['media one', 'media two']);
    const second = await save(sam, first, withPictures('two', 'three'));
    expect(second.id).toBe(first.id);
    expect(await mediaOf(second)).toEqual(['media three', 'media two']);
    const third = await save(kim, second, withPictures('four'));
    expect(await mediaOf(third)).toEqual(['media four']);
    const input = { revisionId: second.id, newestRevisionId: third.id };
    expect(await mediaOf(expectOk(await world.get(RestoreRevision).run(sam, input)))).toEqual([
      'media three',
      'media two',
    ]);
  });

  it('names the newest, the approved and the live users, and no text that is gone', async () => {
    const uses = world.get(UsesReader);
    const [shared, more] = [await exercise('Tilt'), await exercise('Bridge')];
    const text = (...pieces: RevisionRow[]) => ({
      ...sampleContent(),
      document: b.doc(
        b.p('Move.'),
        ...pieces.map((it) => b.sharedExercise(it.articleId, 1, it.contentHash)),
        ...approvable(),
      ),
    });
    const users = (...pieces: RevisionRow[]) =>
      uses.usersOf(
        'piece',
        pieces.map(({ articleId }) => articleId),
      );
    const first = await world.article(sam, text(shared));
    await world.approve(first, sam, maya);
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: first.id }));
    const [user, ...others] = await users(shared);
    expect([user, others]).toMatchObject([{ number: 1, isNewest: true, isApproved: true, isLive: true }, []]);
    const second = await save(sam, first, text(shared, more));
    expect(await users(shared)).toMatchObject([
      { revisionId: second.id, number: 2, isNewest: true, isApproved: false, isLive: false },
      { revisionId: first.id, number: 1, isNewest: false, isApproved: true, isLive: true },
    ]);
    const page = await uses.usersOf('piece', [shared.articleId], { limit: 1 });
    expect(await uses.usersOf('piece', [shared.articleId], { limit: 5, after: page[0] })).toMatchObject([
      { number: 1 },
    ]);
    await save(kim, second, sampleContent('Walk only.'));
    expect(await users(more)).toEqual([]);
    expect(await uses.wasEverUsed({ kind: 'piece', id: more.articleId })).toBe(true);
    expect(await uses.wasEverUsed({ kind: 'piece', id: 'never' })).toBe(false);
  });

  it(`finds in the database what the document room finds (seed ${SEED})`, async () => {
    const sampled = fc.sample(documents, { seed: SEED, numRuns: 100 });
    const rows = await world.database.query<{ place: number; kind: string; id: string; version: number; hash: string }>(
      `SELECT d.place::int, u.kind, u.target_id AS id, u.version, u.content_hash AS hash
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS d (document, place), carepress_uses(d.document) u`,
      [JSON.stringify(sampled)],
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const [index, document] of sampled.entries()) {
      const { mediaIds, pieces } = usesOf({ ...sampleContent(), document });
      const wanted = [
        ...mediaIds.map((id) => `media ${id} 0 `),
        ...pieces.map((use) => `piece ${use.blockId} ${use.version} ${use.contentHash}`),
      ];
      const found = rows.filter(({ place }) => place === index + 1);
      expect(found.map((row) => `${row.kind} ${row.id} ${row.version} ${row.hash}`).sort()).toEqual(wanted.sort());
    }
  });
});
