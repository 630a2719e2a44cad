import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Assessments, AssessRevision, FindUnassessed, WaiveFinding } from '#assessment';
import { type ArticleContent, build as b } from '#document';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, type World } from '../support/world.js';

const content = (title: string, ...sentences: string[]) =>
  b.content(b.doc(...sentences.map((one) => b.p(one))), { title, locale: 'en' });
const LONG = Array.from({ length: 40 }, (_, n) => `Part ${n} of the knee number ${n * 7} bends with care ${n * 3}.`);

describe('what articles of one site have to do with each other', () => {
  let world: World;
  let author: StaffActor;
  let publisher: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Ann', 'author');
    publisher = await world.person('Pat', 'publisher');
  });
  afterAll(() => world?.close());

  const indexed = async (revision: RevisionRow) => {
    await world.get(AssessRevision).run({ revisionId: revision.id });
    return revision;
  };
  const written = async (text: ArticleContent) => indexed(await world.article(author, text));
  const found = async (revision: RevisionRow, code: string) =>
    (await world.get(Assessments).of([revision])).get(revision.id)!.findings.filter((it) => it.code === code);
  const save = async (base: RevisionRow, text: ArticleContent) =>
    expectOk(
      await world.get(SaveRevision).run(author, {
        articleId: base.articleId,
        baseRevisionId: base.id,
        baseContentHash: base.contentHash,
        ...text,
      }),
    );
  const entry = (revision: RevisionRow) =>
    world.database.query('SELECT content_hash, updated_at FROM library_entry WHERE article_id = $1', [
      revision.articleId,
    ]);

  it('names a contradiction in both, until one of them is corrected', async () => {
    const one = await written(content('Runners', 'Jogging causes knee pain.'));
    const other = await written(content('Joggers', 'Jogging does not cause knee pain, as far as we know.'));
    const [here] = await found(one, 'CLAIM_CONTRADICTS_LIBRARY');
    expect(here).toMatchObject({ severity: 'fix', path: 'document.content[0]', waiver: null });
    expect(here!.message).toContain('Joggers says the opposite');
    expect(await found(other, 'CLAIM_CONTRADICTS_LIBRARY')).toHaveLength(1);
    const corrected = await indexed(await save(other, content('Joggers', 'Jogging causes knee pain in a few.')));
    expect(await found(corrected, 'CLAIM_CONTRADICTS_LIBRARY')).toEqual([]);
    expect(await found(one, 'CLAIM_CONTRADICTS_LIBRARY')).toEqual([]);
  });

  it('names a near copy in both, never stands in the way, and is waived by name', async () => {
    const one = await written(content('Knees', ...LONG));
    const before = await world.get(Assessments).gate(world.get(Database).client, one, ['fix']);
    const copy = await written(content('More knees', ...LONG.slice(0, 36), 'These last words are new ones.'));
    const [here] = await found(one, 'DUPLICATE_NEAR');
    expect(here!.message).toContain('More knees');
    expect(await found(copy, 'DUPLICATE_NEAR')).toHaveLength(1);
    expect(await world.get(Assessments).gate(world.get(Database).client, one, ['fix'])).toEqual(before);
    const input = { revisionId: one.id, findingKey: here!.key, reason: 'Two sports share the text.' };
    const waiver = expectOk(await world.get(WaiveFinding).run(publisher, input));
    expect((await found(one, 'DUPLICATE_NEAR'))[0]!.waiver?.id).toBe(waiver.id);
    await world.database.query('UPDATE article SET archived_at = now() WHERE id = $1', [copy.articleId]);
    expect(await found(one, 'DUPLICATE_NEAR')).toEqual([]);
  });

  it('compares neither with another language nor with the article itself', async () => {
    const english = await written(content('Hips', 'Jogging causes hip pain.'));
    const next = await save(english, content('Hips', 'Jogging does not cause hip pain.'));
    expect(await found(next, 'CLAIM_CONTRADICTS_LIBRARY')).toEqual([]);
    await written({ ...content('Caderas', 'Jogging causes hip pain.'), locale: 'es' });
    expect(await found(next, 'CLAIM_CONTRADICTS_LIBRARY')).toEqual([]);
  });

  it('is indexed once for the same words, by the newest of them, and again when the entry is lost', async () => {
    const first = await written(content('Ankles', 'Walk on your heels.'));
    const [kept] = await entry(first);
    await indexed(first);
    expect(await entry(first)).toEqual([kept]);
    const reviewer = await world.person('Rae', 'author');
    const second = expectOk(
      await world.get(SaveRevision).run(reviewer, {
        articleId: first.articleId,
        baseRevisionId: first.id,
        baseContentHash: first.contentHash,
        ...content('Ankles', 'Walk on your toes.'),
      }),
    );
    expect(second.number).toBeGreaterThan(first.number);
    await Promise.all([indexed(second), indexed(first)]);
    await indexed(first);
    expect(await entry(first)).toMatchObject([{ content_hash: second.contentHash }]);
    await world.database.query('DELETE FROM library_entry WHERE article_id = $1', [first.articleId]);
    const lost = (await world.get(FindUnassessed).run()).map(({ data }) => data);
    expect(lost).toContainEqual({ revisionId: second.id });
  });
});
