import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Assessments, FindingsOpen, WaiveFinding } from '#assessment';
import { build as b } from '#document';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { createWorld, type World } from '../support/world.js';

const LONG_LIST = b.ul(...Array.from({ length: 9 }, (_, n) => `Move number ${n + 1}.`));
const text = (...more: Parameters<typeof b.doc>) =>
  b.content(b.doc(b.p('Walk a little every day.'), ...more), { title: 'Keep moving', locale: 'en' });

describe('what the checks find in a revision', () => {
  let world: World;
  let author: StaffActor;
  let reviewer: StaffActor;
  let publisher: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Ann', 'author');
    reviewer = await world.person('Rae', 'reviewer');
    publisher = await world.person('Pat', 'publisher');
  });
  afterAll(() => world?.close());

  const assessed = async (revision: RevisionRow) => (await world.get(Assessments).of([revision])).get(revision.id)!;
  const keyOf = async (revision: RevisionRow, code: string) =>
    (await assessed(revision)).findings.find((finding) => finding.code === code)!.key;
  const waive = (by: StaffActor, revision: RevisionRow, findingKey: string, reason = 'It is meant so.') =>
    world.get(WaiveFinding).run(by, { revisionId: revision.id, findingKey, reason });
  const save = async (by: StaffActor, base: RevisionRow, content: ReturnType<typeof text>) =>
    expectOk(
      await world.get(SaveRevision).run(by, {
        articleId: base.articleId,
        baseRevisionId: base.id,
        baseContentHash: base.contentHash,
        ...content,
      }),
    );
  const stored = async (revision: RevisionRow) =>
    world.database.query('SELECT content_hash FROM assessment WHERE article_id = $1', [revision.articleId]);

  it('is stored once for a hash, and read from there', async () => {
    const revision = await world.article(author, text(LONG_LIST));
    const first = await assessed(revision);
    expect(first.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['CITATION_MISSING', 'LIST_TOO_LONG']),
    );
    await world.database.query(`UPDATE assessment SET readability = '{"words": 4711}' WHERE article_id = $1`, [
      revision.articleId,
    ]);
    expect((await assessed(revision)).readability).toEqual({ words: 4711 });
    expect(await stored(revision)).toHaveLength(1);
    const next = await save(author, revision, text(b.p('More words stand here.')));
    expect((await assessed(next)).readability.words).toBeGreaterThan(5);
    expect(await stored(revision)).toHaveLength(2);
  });

  it('is the same for two who ask at once', async () => {
    const revision = await world.article(author, text());
    const both = await Promise.all([assessed(revision), assessed(revision)]);
    expect(both[0]).toEqual(both[1]);
    expect(await stored(revision)).toHaveLength(1);
  });

  it('opens the gate when every finding of a severity is mended or waived', async () => {
    const revision = await world.article(author, text(LONG_LIST));
    const gate = () => world.get(Assessments).gate(world.get(Database).client, revision, ['fix']);
    const refused = await gate();
    expect(refused).toBeInstanceOf(FindingsOpen);
    expect(refused).toMatchObject({
      code: 'FINDINGS_OPEN',
      findings: [{ code: 'LIST_TOO_LONG', path: 'document.content[1]' }],
    });
    expectOk(await waive(publisher, revision, refused!.findings[0]!.key));
    expect(await gate()).toBeNull();
  });

  it('is waived by name and reason while the passage stays, and no longer', async () => {
    const revision = await world.article(author, text(LONG_LIST));
    const key = await keyOf(revision, 'LIST_TOO_LONG');
    const waiver = expectOk(await waive(publisher, revision, key, '  Patients asked for one list.  '));
    expect(waiver).toMatchObject({ reason: 'Patients asked for one list.', waivedById: publisher.userId });
    expect(await waive(reviewer, revision, key)).toMatchObject({ id: waiver.id });
    const moved = await save(author, revision, text(b.p('Another sentence.'), LONG_LIST));
    expect((await assessed(moved)).findings.find((it) => it.key === key)?.waiver?.id).toBe(waiver.id);
    const changed = await save(
      author,
      moved,
      text(b.ul('First, breathe.', ...LONG_LIST.content!.map((it) => it.content![0]!))),
    );
    const now = (await assessed(changed)).findings.find(({ code }) => code === 'LIST_TOO_LONG');
    expect(now?.key).not.toBe(key);
    expect(now?.waiver).toBeNull();
    const audit = await world.database.query(
      `SELECT data FROM audit_entry WHERE action = 'finding.waived' AND subject_id = $1`,
      [revision.id],
    );
    expect(audit).toHaveLength(1);
  });

  it('is not waived by who wrote the text, nor by who has no licence, nor without a reason', async () => {
    const writer = await world.person('Wil', 'author', 'reviewer', 'publisher');
    const revision = await world.article(writer, text(LONG_LIST));
    const fix = await keyOf(revision, 'LIST_TOO_LONG');
    const block = await keyOf(revision, 'CITATION_MISSING');
    expect(await waive(writer, revision, fix)).toMatchObject({ code: 'WAIVER_NEEDS_COLLEAGUE' });
    expect(await waive(writer, revision, block)).toMatchObject({ code: 'WAIVER_NEEDS_COLLEAGUE' });
    expect(await waive(publisher, revision, block)).toMatchObject({ code: 'WAIVER_NEEDS_REVIEWER' });
    expect(await waive(publisher, revision, fix, ' x ')).toMatchObject({ code: 'INVALID_INPUT', field: 'reason' });
    expect(await waive(publisher, revision, 'NO-SUCH')).toMatchObject({ code: 'FINDING_GONE' });
    expect(await waive(publisher, { ...revision, id: newId() }, fix)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await waive(reviewer, revision, block)).toMatchObject({ waivedById: reviewer.userId });
  });

  it('has waivers that the database neither changes nor takes from a contributor', async () => {
    const revision = await world.article(author, text(LONG_LIST));
    const waiver = expectOk(await waive(publisher, revision, await keyOf(revision, 'LIST_TOO_LONG')));
    const sql = (statement: string, ...values: unknown[]) => world.database.query(statement, values);
    await expect(sql(`UPDATE finding_waiver SET reason = 'other' WHERE id = $1`, waiver.id)).rejects.toMatchObject({
      code: 'CP003',
    });
    await expect(sql('DELETE FROM finding_waiver WHERE id = $1', waiver.id)).rejects.toMatchObject({ code: 'CP003' });
    await expect(sql('TRUNCATE finding_waiver')).rejects.toMatchObject({ code: 'CP003' });
    const copy = `INSERT INTO finding_waiver SELECT $1::uuid, article_id, locale, 'K' || $1::text, revision_id, content_hash, code, $2::text, check_version,
      quote, reason, $3::uuid, waived_at FROM finding_waiver WHERE id = $4::uuid`;
    await expect(sql(copy, newId(), 'fix', author.userId, waiver.id)).rejects.toMatchObject({ code: 'CP001' });
    await expect(sql(copy, newId(), 'note', author.userId, waiver.id)).resolves.toBeDefined();
  });
});
