import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build } from '#document';
import { type RevisionRow, SaveRevision, StaleBase } from '#editing';
import { ImportArticle } from '#importing';
import { expectOk, isRefusal } from '#kernel';
import type { StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('saving an article', () => {
  let world: World;
  let sam: StaffActor;
  let kim: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    kim = await world.person('Kim', 'author');
  });
  afterAll(() => world.close());

  const saveText = (actor: StaffActor, base: RevisionRow, content: ArticleContent) =>
    world.get(SaveRevision).run(actor, {
      articleId: base.articleId,
      baseRevisionId: base.id,
      baseContentHash: base.contentHash,
      ...content,
    });
  const save = (actor: StaffActor, base: RevisionRow, words: string) => saveText(actor, base, sampleContent(words));

  it('writes the own working copy over', async () => {
    const first = await world.article(sam);
    const second = expectOk(await save(sam, first, 'Walk twice a day.'));
    expect(second.id).toBe(first.id);
    expect(second.contentHash).not.toBe(first.contentHash);
  });

  it('makes nothing when nothing changed', async () => {
    const first = await world.article(sam);
    const again = expectOk(await save(sam, first, 'Walk a little every day.'));
    expect(again).toMatchObject({ id: first.id, contentHash: first.contentHash, updatedAt: first.updatedAt });
  });

  it('refuses a stale base and carries both sides', async () => {
    const first = await world.article(sam);
    const theirs = expectOk(await save(kim, first, 'Kim wrote this.'));
    const refused = await save(sam, first, 'Sam wrote that.');
    expect(refused).toBeInstanceOf(StaleBase);
    expect((refused as StaleBase).newest.id).toBe(theirs.id);
    expect((refused as StaleBase).base?.contentHash).toBe(first.contentHash);
    expect((await world.newest(first)).contentHash).toBe(theirs.contentHash);
  });

  it('brings two edits of different places together, and names the places where they collide', async () => {
    const text = (first: string, second: string) => ({
      ...sampleContent(),
      document: build.doc(
        build.p(`Walk each day for ${first} minutes.`),
        build.p(`Rest at night in a ${second} room.`),
      ),
    });
    const first = await world.article(sam, text('ten', 'quiet'));
    expectOk(await saveText(kim, first, text('ten', 'cool')));
    const apart = (await saveText(sam, first, text('twenty', 'quiet'))) as StaleBase;
    expect(apart.merged).toMatchObject(text('twenty', 'cool'));
    expect(apart.conflicts).toEqual([]);
    const together = (await saveText(sam, first, text('twenty', 'dark'))) as StaleBase;
    expect(together.merged).toMatchObject(text('twenty', 'cool'));
    expect(together.conflicts).toEqual([
      {
        kind: 'block',
        at: 'content[1]',
        base: 'Rest at night in a quiet room.',
        mine: 'Rest at night in a dark room.',
        theirs: 'Rest at night in a cool room.',
      },
    ]);
  });

  it('merges nothing when an autosave wrote the base over', async () => {
    const first = await world.article(sam);
    expectOk(await save(sam, first, 'In the first window.'));
    const refused = (await save(sam, first, 'In the second window.')) as StaleBase;
    expect([refused.code, refused.base, refused.merge, refused.merged, refused.conflicts]).toEqual([
      ...['STALE_BASE', null, null, null],
      [],
    ]);
  });

  it("pins another person's working copy and begins a revision, so that each revision has one author", async () => {
    const first = await world.article(sam);
    const second = expectOk(await save(kim, first, 'Kim goes on.'));
    expect(second).toMatchObject({ number: 2, createdById: kim.userId });
    const [kept] = await world.database.query<{ pinned_by: string }>('SELECT pinned_by FROM revision WHERE id = $1', [
      first.id,
    ]);
    expect(kept?.pinned_by).toBe('handover');
  });

  it('lets exactly one of two racing saves win', async () => {
    const first = await world.article(sam);
    const answers = await Promise.all([save(sam, first, 'Sam is quick.'), save(kim, first, 'Kim is quick.')]);
    expect(answers.filter((answer) => isRefusal(answer)).map((answer) => (answer as StaleBase).code)).toEqual([
      'STALE_BASE',
    ]);
  });

  it('refuses a document with an unknown block, and says where', async () => {
    const first = await world.article(sam);
    const document = { type: 'doc', content: [{ type: 'script', content: [] }] };
    const input = { articleId: first.articleId, baseRevisionId: first.id, baseContentHash: first.contentHash };
    const refused = await world.get(SaveRevision).run(sam, { ...input, ...sampleContent(), document });
    expect(refused).toMatchObject({ code: 'INVALID_DOCUMENT', path: expect.stringContaining('document.content[0]') });
  });

  it('refuses people without a role at the site as if there were no such article', async () => {
    const first = await world.article(sam);
    const stranger = { ...kim, memberships: [{ siteId: world.otherSiteId, role: 'author' as const }] };
    expect(await save(stranger, first, 'Strange words.')).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('importing a text file', () => {
  let world: World;
  let sam: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
  });
  afterAll(() => world.close());

  const TEXT =
    'Sore After A Walk\n\nMost soreness fades in some days.\n\nWhat Helps Then\n\n• Rest your legs.\n• Walk again soon.\n';
  const bring = (text: string | Uint8Array, fileName = 'sore.txt') =>
    world.get(ImportArticle).run(sam, {
      siteId: world.siteId,
      locale: 'en',
      topic: 'Walking',
      fileName,
      bytes: typeof text === 'string' ? Buffer.from(text) : text,
    });

  it('makes an unapproved article with the provenance of every line, once', async () => {
    const imported = expectOk(await bring(TEXT));
    expect(imported.created).toBe(true);
    const revision = await world.newest({ articleId: imported.articleId, locale: 'en' } as RevisionRow);
    expect(revision.title).toBe('Sore After A Walk');
    expect(JSON.stringify(revision.document)).toContain('Most soreness fades in some days.');
    const [record] = await world.database.query<{ provenance: { fromLine: number }[]; source: Buffer }>(
      'SELECT provenance, source FROM import_record WHERE id = $1',
      [imported.importRecordId],
    );
    expect(record?.source.toString()).toBe(TEXT);
    expect(record?.provenance.map((block) => block.fromLine)).toEqual(expect.arrayContaining([1, 3, 5, 7]));
    // What was left out is told once, when it happens.
    const { told, ...same } = imported;
    expect(told).toEqual({ drops: [], notices: [] });
    expect(expectOk(await bring(TEXT))).toEqual({ ...same, created: false, outcome: 'known' });
    expect(await world.database.query('SELECT 1 FROM approval')).toEqual([]);
  });

  it('makes one article of two imports at the same moment', async () => {
    const text = `${TEXT}\nTwice at once.\n`;
    const answers = await Promise.all([bring(text), bring(text)]);
    expect(new Set(answers.map((answer) => expectOk(answer).articleId)).size).toBe(1);
  });

  it.each([
    ['an unknown kind of file', 'x', 'article.exe', 'UNKNOWN_FILE_TYPE'],
    ['an empty file', '', 'empty.txt', 'EMPTY_FILE'],
    ['a binary file', new Uint8Array([0x50, 0, 0, 1, 2]), 'photo.txt', 'BINARY_FILE'],
    ['20 MB of text', new Uint8Array(20_000_000).fill(97), 'huge.txt', 'FILE_TOO_LARGE'],
  ])('refuses %s and leaves nothing behind', async (_what, text, name, code) => {
    const before = await world.database.query('SELECT count(*) FROM article');
    expect(await bring(text, name)).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await world.database.query('SELECT count(*) FROM article')).toEqual(before);
  });
});
