import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CommentReader,
  EditComment,
  openThreadsOf,
  openThreadsOn,
  ReadThreads,
  ReplyToThread,
  SettleThread,
  StartThread,
  threadsBy,
} from '#comments';
import { type ArticleContent, build as b, contentHash } from '#document';
import { RestoreRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

const text = (...lines: string[]): ArticleContent => ({ ...sampleContent(), document: b.doc(...lines) });
const WALK = 'Walk each day for ten minutes at an easy pace.';
const REST = 'Rest at night in a quiet and cool room.';

describe('comments on an article', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
  });
  afterAll(() => world.close());

  const start = async (actor: StaffActor, revision: RevisionRow, words = 'ten minutes', mentions: string[] = []) =>
    world.get(StartThread).run(actor, {
      revisionId: revision.id,
      contentHash: revision.contentHash,
      place: placeOf(revision, words),
      text: `About "${words}".`,
      mentions,
    });
  const placeOf = (revision: RevisionRow, words: string) => {
    const blocks = revision.document.content!.map((block) => block.content?.[0]?.text ?? '');
    const index = blocks.findIndex((line) => line.includes(words));
    const from = blocks[index]?.indexOf(words) ?? 0;
    return { path: `document.content[${index}]`, from, to: from + words.length };
  };
  const save = async (actor: StaffActor, base: RevisionRow, content: ArticleContent) =>
    expectOk(
      await world.get(SaveRevision).run(actor, {
        ...{ articleId: base.articleId, baseRevisionId: base.id, baseContentHash: base.contentHash },
        ...content,
      }),
    );
  const read = (revision: RevisionRow, filter: 'all' | 'open' | 'resolved' | 'orphaned' = 'all', others = false) =>
    world.get(ReadThreads).of(revision, filter, others);
  const commentsOf = (threadId: string) => world.get(CommentReader).commentsOf([threadId]);
  const noticesTo = (person: StaffActor) =>
    world.database.query<{ kind: string }>('SELECT kind FROM staff_notice WHERE user_id = $1 ORDER BY id', [
      person.userId,
    ]);

  it('pin their revision, so that the next autosave begins another', async () => {
    const first = await world.article(sam, text(WALK, REST));
    const thread = expectOk(await start(maya, first));
    expect(thread).toMatchObject({ revisionId: first.id, state: 'open', anchor: { quote: 'ten minutes' } });
    const second = await save(sam, first, text(WALK, `${REST} Sleep well.`));
    expect([second.number, (await world.newest(first)).id]).toEqual([2, second.id]);
    const [pinned] = await world.database.query('SELECT pinned_by FROM revision WHERE id = $1', [first.id]);
    expect(pinned).toEqual({ pinned_by: 'comment' });
  });

  it('follow their words through edits, are orphaned with them, and come back with a restore', async () => {
    const first = await world.article(sam, text(WALK, REST));
    expectOk(await start(maya, first));
    const states = async (revision: RevisionRow) =>
      (await read(revision)).map(({ place }) => [place.state, place.anchor?.quote]);
    const moved = await save(sam, first, text('A new line.', REST, WALK));
    expect(await states(moved)).toEqual([['kept', 'ten minutes']]);
    const changed = await save(sam, moved, text('A new line.', REST, WALK.replace('ten', 'twenty')));
    expect(await states(changed)).toEqual([['changed', 'twenty minutes']]);
    const gone = await save(sam, changed, text('A new line.', REST));
    expect(await states(gone)).toEqual([['orphaned', undefined]]);
    expect([await read(gone, 'orphaned'), await read(gone, 'open')].map((rows) => rows.length)).toEqual([1, 1]);
    const input = { revisionId: first.id, newestRevisionId: gone.id };
    const restored = expectOk(await world.get(RestoreRevision).run(sam, input));
    expect((await read(restored))[0]!.place).toMatchObject({
      state: 'kept',
      revisionId: restored.id,
      anchor: { path: 'document.content[0]', from: 18, quote: 'ten minutes' },
    });
    expect(await states(first)).toEqual([['kept', 'ten minutes']]);
  });

  it('are refused on a text that was saved meanwhile, and on nothing', async () => {
    const first = await world.article(sam, text(WALK, REST));
    await save(sam, first, text(WALK, 'Other words.'));
    expect(await start(maya, first)).toMatchObject({ code: 'COMMENTED_TEXT_CHANGED' });
    const now = await world.newest(first);
    const place = { path: 'document.content[9]', from: 0, to: 3 };
    const input = { revisionId: now.id, contentHash: now.contentHash, place, text: 'x' };
    expect(await world.get(StartThread).run(maya, input)).toMatchObject({ code: 'INVALID_INPUT', field: 'place' });
    expect((await world.newest(first)).pinnedAt).toBeNull();
  });

  it('race with an autosave and stand on what they were written on', async () => {
    for (let round = 0; round < 10; round += 1) {
      const first = await world.article(sam, text(WALK, REST));
      const [comment] = await Promise.all([start(maya, first), save(sam, first, text(`${WALK} More.`, REST))]);
      const rows = await world.database.query<{ same: boolean }>(
        `SELECT r.content_hash = $2 AS same FROM comment_thread t JOIN revision r ON r.id = t.revision_id
          WHERE r.article_id = $1`,
        [first.articleId, first.contentHash],
      );
      expect(rows).toEqual('code' in comment ? [] : [{ same: true }]);
    }
  });

  it('hold replies, mentions and an e-mail to each who should know, once', async () => {
    const kim = await world.person('Kim', 'publisher');
    const first = await world.article(sam, text(WALK, REST));
    const thread = expectOk(await start(maya, first, 'ten minutes', [kim.userId, kim.userId, maya.userId]));
    const input = { threadId: thread.id, text: ' I will look. ', mentions: [kim.userId] };
    expectOk(await world.get(ReplyToThread).run(sam, input));
    expectOk(await world.get(ReplyToThread).run(kim, { threadId: thread.id, text: 'Thank you.' }));
    expect((await commentsOf(thread.id)).map((comment) => comment.text)).toEqual([
      'About "ten minutes".',
      'I will look.',
      'Thank you.',
    ]);
    expect(await noticesTo(kim)).toEqual([{ kind: 'comment.mentioned' }, { kind: 'comment.mentioned' }]);
    expect(await noticesTo(maya)).toEqual([{ kind: 'comment.replied' }, { kind: 'comment.replied' }]);
    expect(await noticesTo(sam)).toEqual([{ kind: 'comment.replied' }]);
  });

  it('mention nobody who works elsewhere, and are closed to them', async () => {
    const stranger = await world.person('Olga', 'author');
    await world.database.query('UPDATE membership SET site_id = $2 WHERE user_id = $1', [
      stranger.userId,
      world.otherSiteId,
    ]);
    const outside = { ...stranger, memberships: [{ siteId: world.otherSiteId, role: 'author' as const }] };
    const first = await world.article(sam, text(WALK, REST));
    expect(await start(sam, first, 'ten minutes', [stranger.userId])).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'mentions',
    });
    expect((await world.newest(first)).pinnedAt).toBeNull();
    const thread = expectOk(await start(sam, first));
    const { id: commentId } = (await commentsOf(thread.id))[0]!;
    const answers = await Promise.all([
      start(outside, first),
      world.get(ReplyToThread).run(outside, { threadId: thread.id, text: 'x' }),
      world.get(EditComment).edit(outside, { commentId, version: 1, text: 'x' }),
      world.get(EditComment).retract(outside, commentId),
      world.get(SettleThread).resolve(outside, thread.id),
    ]);
    expect(answers.map((answer) => (answer as { code?: string }).code)).toEqual(Array(5).fill('NOT_FOUND'));
  });

  it('are edited and retracted by their author alone, and keep what they said', async () => {
    const first = await world.article(sam, text(WALK, REST));
    const thread = expectOk(await start(maya, first));
    const { id: commentId } = (await commentsOf(thread.id))[0]!;
    const edit = world.get(EditComment);
    expect(await edit.edit(sam, { commentId, version: 1, text: 'Not mine.' })).toMatchObject({ code: 'NOT_ALLOWED' });
    const edited = expectOk(await edit.edit(maya, { commentId, version: 1, text: 'Is it enough?' }));
    expect(edited).toMatchObject({ text: 'Is it enough?', version: 2 });
    expect(await edit.edit(maya, { commentId, version: 2, text: 'Is it enough?' })).toMatchObject({ version: 2 });
    expect(await edit.edit(maya, { commentId, version: 1, text: 'From another window.' })).toMatchObject({
      code: 'COMMENT_MOVED_ON',
    });
    expect(await world.get(CommentReader).earlierTexts([commentId])).toMatchObject([
      { version: 1, text: 'About "ten minutes".' },
    ]);
    const both = await Promise.all(
      ['One.', 'Two.'].map((words) => edit.edit(maya, { commentId, version: 2, text: words })),
    );
    expect(both.filter((answer) => 'code' in answer)).toHaveLength(1);
    expect(await edit.retract(sam, commentId)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(expectOk(await edit.retract(maya, commentId)).retractedAt).not.toBeNull();
    expectOk(await edit.retract(maya, commentId));
    expect(await edit.edit(maya, { commentId, version: 3, text: 'Again.' })).toMatchObject({
      code: 'COMMENT_MOVED_ON',
    });
    expect(await commentsOf(thread.id)).toHaveLength(1);
  });

  it('are resolved and reopened with a name on it, and counted', async () => {
    const first = await world.article(sam, text(WALK, REST));
    const [one] = [expectOk(await start(maya, first)), expectOk(await start(maya, first, 'quiet'))];
    const settle = world.get(SettleThread);
    expect(expectOk(await settle.resolve(sam, one.id))).toMatchObject({ state: 'resolved', stateById: sam.userId });
    expect(expectOk(await settle.resolve(maya, one.id))).toMatchObject({ stateById: sam.userId });
    expect(await world.get(CommentReader).counts([first.articleId])).toMatchObject([
      { locale: 'en', open: 1, resolved: 1 },
    ]);
    expect((await read(first, 'resolved')).map(({ id }) => id)).toEqual([one.id]);
    expect(expectOk(await settle.reopen(maya, one.id))).toMatchObject({ state: 'open', stateById: maya.userId });
    const lines = await world.database.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      [one.id],
    );
    expect(lines.map(({ action }) => action)).toEqual(['comment.started', 'comment.resolved', 'comment.reopened']);
  });

  it('tell a review who said something about which revision', async () => {
    const first = await world.article(sam, text(WALK, REST));
    const database = world.get(Database);
    const by = (person: StaffActor, revisionId = first.id) =>
      database.transaction(async (tx) => (await threadsBy(tx, person.userId, revisionId)).length);
    expect(await by(maya)).toBe(0);
    const thread = expectOk(await start(sam, first));
    expectOk(await world.get(ReplyToThread).run(maya, { threadId: thread.id, text: 'I agree.' }));
    expect([await by(maya), await by(sam), await by(maya, newId())]).toEqual([1, 1, 0]);
    const reply = (await commentsOf(thread.id))[1]!;
    expectOk(await world.get(EditComment).retract(maya, reply.id));
    expect(await by(maya)).toBe(0);
    const open = () =>
      database.transaction(async (tx) => [
        (await openThreadsOn(tx, first.id)).length,
        (await openThreadsOf(tx, first)).length,
      ]);
    expect(await open()).toEqual([1, 1]);
    expectOk(await world.get(SettleThread).resolve(sam, thread.id));
    expect(await open()).toEqual([0, 0]);
  });

  it('on the source are read from its translation, at their place in the source', async () => {
    const first = await world.article(sam, text(WALK, REST));
    expectOk(await start(maya, first));
    const edited = await save(sam, first, text('Start slowly.', WALK, REST));
    const translated = await translation(first, 'Camine diez minutos cada día.');
    expect(await read(translated)).toEqual([]);
    expect(await read(translated, 'all', true)).toMatchObject([
      { locale: 'en', place: { state: 'kept', revisionId: edited.id, anchor: { path: 'document.content[1]' } } },
    ]);
  });

  /** The article in Spanish. */
  async function translation(of: RevisionRow, line: string): Promise<RevisionRow> {
    const content = { ...text(line), locale: 'es' };
    const id = newId();
    await world.database.query(
      `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
                             content_hash, origin, created_by_id)
       VALUES ($1, $2, 'es', 1, $3, $4, $5, '[]', 1, $6, 'edit', $7)`,
      [
        id,
        of.articleId,
        content.title,
        content.summary,
        JSON.stringify(content.document),
        contentHash(content),
        sam.userId,
      ],
    );
    return (await world.newest({ ...of, locale: 'es' }))!;
  }

  it('are placed by one comparison however many there are', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `Line ${n} of the text says to walk ${n} minutes each day.`);
    const first = await world.article(sam, text(...lines));
    for (let n = 0; n < 60; n += 1) expectOk(await start(maya, first, `Line ${n} of`));
    const edited = await save(sam, first, text('A new first line.', ...lines.slice(1).reverse()));
    const began = performance.now();
    const placed = await read(edited);
    const took = performance.now() - began;
    const count = (state: string) => placed.filter(({ place }) => place.state === state).length;
    expect([count('kept'), count('orphaned')]).toEqual([59, 1]);
    expect(took).toBeLessThan(1_000);
  });

  it.each([
    ['a thread moved to another place', `UPDATE comment_thread SET anchor = '{}' WHERE id = $1`, 'CP003'],
    ['a thread deleted', 'DELETE FROM comment_thread WHERE id = $1', 'CP003'],
    ['a comment deleted', 'DELETE FROM comment WHERE thread_id = $1', 'CP003'],
    ['words changed without a trace', `UPDATE comment SET text = 'Other.', version = 2 WHERE thread_id = $1`, 'CP003'],
    [
      'a comment given to another author',
      'UPDATE comment SET author_id = gen_random_uuid() WHERE thread_id = $1',
      'CP003',
    ],
    [
      'a thread on a working copy',
      `INSERT INTO comment_thread (id, article_id, locale, revision_id, anchor, created_by_id)
       SELECT gen_random_uuid(), r.article_id, r.locale, r.id, '{}', r.created_by_id
         FROM revision r WHERE r.pinned_at IS NULL AND $1::uuid IS NOT NULL LIMIT 1`,
      'CP002',
    ],
  ])('are refused by the database: %s', async (_what, sql, code) => {
    const first = await world.article(sam, text(WALK, REST));
    await world.article(sam, text(WALK, REST));
    const thread = expectOk(await start(maya, first));
    await expect(world.database.query(sql, [thread.id])).rejects.toMatchObject({ code });
  });
});
