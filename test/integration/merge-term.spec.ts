import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ArticleReader, ClassifyArticle, CreateArticle } from '#editing';
import { expectOk, newId } from '#kernel';
import { MergeTerm } from '#lifecycle';
import { type StaffActor, sqlState } from '#platform';
import { CreateTerm, TermReader, type TermRow, UpdateTerm } from '#taxonomy';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('merging a term into another', () => {
  let world: World;
  let author: StaffActor;
  let publisher: StaffActor;
  let terms: TermReader;

  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Sam', 'author');
    publisher = await world.person('Jo', 'publisher');
    terms = world.get(TermReader);
  });
  afterAll(() => world?.close());

  const own = async (label: string, more: object = {}, siteId = world.siteId) => {
    const input = {
      siteId,
      kind: 'condition' as const,
      labels: [{ locale: 'en', label, synonyms: [`${label} ache`] }],
    };
    return expectOk(await world.get(CreateTerm).run(publisher, { ...input, ...more }));
  };
  const merge = (termId: string, intoId: string, actor = publisher) =>
    world.get(MergeTerm).run(actor, { termId, intoId });
  const code = (value: unknown) => (value as { code?: string }).code ?? 'done';
  const called = async (search: string, kind: TermRow['kind'] = 'condition') =>
    (await terms.page({ siteId: world.siteId, kind, search, limit: 20 })).map((it) => it.id);
  const article = async (topic = 'Walking') => {
    const input = { siteId: world.siteId, topic, riskClass: 'standard' as const, slug: `s-${newId()}` };
    return expectOk(await world.get(CreateArticle).run(author, { ...input, ...sampleContent() }));
  };
  const about = async (conditionIds: string[]) => {
    const { id: articleId } = await article();
    expectOk(await world.get(ClassifyArticle).run(author, { articleId, conditionIds }));
    return articleId;
  };
  const conditionsOf = async (articleId: string) =>
    (await terms.ofArticles([articleId])).filter((it) => it.term.kind === 'condition').map((it) => it.term.id);
  const generation = async () => {
    const rows = await world.database.query('SELECT generation FROM site_generation WHERE site_id = $1', [
      world.siteId,
    ]);
    return Number(rows[0]?.generation ?? 0);
  };

  it('moves articles, children, words and codes, once, and its id and key lead on', async () => {
    const codes = [{ system: 'icd10cm' as const, code: 'M54.5', status: 'retired' as const, replacedBy: ['M54.50'] }];
    const [from, into] = [await own('Jumper knee', { codes }), await own('Patellar knee')];
    const below = await own('Jumper knee left', { parentId: from.id });
    const [one, both] = [await about([from.id]), await about([from.id, into.id])];
    const before = await generation();
    for (const _ of ['once', 'twice']) expect(expectOk(await merge(from.id, into.id)).into.id).toBe(into.id);
    expect(await conditionsOf(one)).toEqual([into.id]);
    expect(await conditionsOf(both)).toEqual([into.id]);
    expect(await terms.standing(from.id)).toMatchObject({
      id: into.id,
      labels: [{ label: 'Patellar knee', synonyms: ['Patellar knee ache', 'Jumper knee', 'Jumper knee ache'] }],
      codes: [{ code: 'M54.5', replacedBy: ['M54.50'] }],
    });
    expect(await terms.standing(below.id)).toMatchObject({ parentId: into.id });
    expect(await called('jumper knee ache')).toEqual([into.id]);
    expect(await generation()).toBe(before + 1);
    const lines = await world.database.query(
      `SELECT data->>'intoId' AS into, data->>'articles' AS articles FROM audit_entry
       WHERE subject_id = $1 AND action = 'term.merged'`,
      [from.id],
    );
    expect(lines).toEqual([{ into: into.id, articles: '2' }]);
    expect(code(await world.get(UpdateTerm).run(publisher, { termId: from.id, parentId: null }))).toBe('NOT_FOUND');
  });

  it('into a common term leaves that one as it is, and the old words find it at this site alone', async () => {
    const [common] = await terms.page({ siteId: world.siteId, kind: 'topic', search: 'low back pain', limit: 1 });
    const made = await article('Sore lower spine');
    const [from] = await called('sore lower spine', 'topic');
    expectOk(await merge(from!, common!.id));
    expect((await terms.standing(common!.id))!.labels).toEqual(common!.labels);
    expect(await called('sore lower spine', 'topic')).toEqual([common!.id]);
    const elsewhere = await terms.page({ siteId: world.otherSiteId, search: 'sore lower spine', limit: 5 });
    expect(elsewhere).toEqual([]);
    const [after] = await world.get(ArticleReader).articlesByIds([made.id]);
    expect(after!.topic).toBe('Low back pain');
    // Who types the old words gets what they became, and no second term is made.
    expect((await article('sore lower SPINE')).topic).toBe('Low back pain');
    const [known] = await world.database.query(
      `SELECT count(*)::int AS names FROM delivery.synonym WHERE site_id = $1
       AND substitute::text LIKE '%spine%back%'`,
      [world.siteId],
    );
    expect(known!.names).toBeGreaterThan(0);
  });

  it('refuses itself, another kind, a term below it, an archived one, a common one, and codes that would be lost', async () => {
    const [top, region] = [await own('Elbow'), await own('Arm', { kind: 'bodyRegion' })];
    const below = await own('Elbow tip', { parentId: top.id });
    const deep = await own('Elbow tip skin', { parentId: below.id });
    const [common] = await terms.page({ siteId: world.siteId, kind: 'condition', search: 'whiplash', limit: 1 });
    const mesh = [{ system: 'mesh' as const, code: 'D017116', status: 'active' as const, replacedBy: [] }];
    const coded = await own('Coded elbow', { codes: mesh });
    expect(code(await merge(top.id, top.id))).toBe('INVALID_INPUT');
    expect(code(await merge(top.id, region.id))).toBe('INVALID_INPUT');
    expect(code(await merge(top.id, deep.id))).toBe('INVALID_INPUT');
    expect(code(await merge(common!.id, top.id))).toBe('COMMON_TERM');
    expect(await merge(coded.id, common!.id)).toMatchObject({ code: 'CODES_WOULD_BE_LOST', codes: ['D017116'] });
    expect(code(await merge(top.id, newId()))).toBe('NOT_FOUND');
    expect(code(await merge('x', top.id))).toBe('NOT_FOUND');
    expect(code(await merge(below.id, top.id, author))).toBe('NOT_ALLOWED');
    expect(code(await merge(deep.id, top.id))).toBe('done');
  });

  it('refuses the term of another site, from either side', async () => {
    const foreign = newId();
    await world.database.query(
      `INSERT INTO taxonomy_term (id, site_id, kind, key) VALUES ($1, $2, 'condition', 'foreign')`,
      [foreign, world.otherSiteId],
    );
    const here = await own('Home hip');
    expect(code(await merge(here.id, foreign))).toBe('NOT_FOUND');
    expect(code(await merge(foreign, here.id))).toBe('NOT_FOUND');
  });

  it('two at once: one is first, and nobody ends in a circle', async () => {
    const [a, b, c] = [await own('Race a'), await own('Race b'), await own('Race c')];
    const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
    expect(answers.map(code).sort()).toEqual(['TERM_MERGED', 'done']);
    const [left] = (await called('Race a')).filter((id) => id === a.id || id === b.id);
    expectOk(await merge(left!, c.id));
    for (const { id } of [a, b]) expect((await terms.standing(id))!.id).toBe(c.id);
    expect(await called('Race b ache')).toEqual([c.id]);
  });

  it('an article that is given the old term at this moment or later has what it became, whoever writes', async () => {
    const [from, into] = [await own('Late wrist'), await own('Wrist of all')];
    const made = await Promise.all(Array.from({ length: 6 }, () => article()));
    const classify = (articleId: string) =>
      world.get(ClassifyArticle).run(author, { articleId, conditionIds: [from.id] });
    const [merged] = await Promise.all([merge(from.id, into.id), ...made.map(({ id }) => classify(id))]);
    expectOk(merged);
    for (const { id } of made) {
      const had = await conditionsOf(id);
      expect(had.length === 0 || had.every((it) => it === into.id)).toBe(true);
      await world.database.query('INSERT INTO article_term VALUES ($1, $2)', [id, from.id]);
      expect(await conditionsOf(id)).toEqual([into.id]);
    }
    const circle = world.database.query('UPDATE taxonomy_term SET merged_into_id = id WHERE id = $1', [into.id]);
    expect(await circle.catch(sqlState)).toBe('23514');
  });

  it('who subscribed to the old term gets what it became, once, and an issue in writing is for them', async () => {
    const [from, into] = [await own('Old news', { kind: 'topic' }), await own('New news', { kind: 'topic' })];
    const [one, both, issue] = [newId(), newId(), newId()];
    const run = (sql: string, values: unknown[]) => world.database.query(sql, values);
    for (const id of [one, both]) {
      await run(
        `INSERT INTO subscriber (id, site_id, email, email_norm, email_hash, locale, state)
         SELECT $1, $2, $3, $3, $3, 'en', 'confirmed'`,
        [id, world.siteId, `${id}@example.org`],
      );
      await run('INSERT INTO subscriber_interest VALUES ($1, $2)', [id, from.id]);
    }
    await run('INSERT INTO subscriber_interest VALUES ($1, $2)', [both, into.id]);
    await run(
      `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, created_by_id, segment_interests)
       SELECT $1, $2, 'en', 'News', '', '', 'composing', $3, ARRAY[$4, $5]::uuid[]`,
      [issue, world.siteId, publisher.userId, from.id, into.id],
    );
    expectOk(await merge(from.id, into.id));
    // A form that was opened before still names the old one.
    await run('INSERT INTO subscriber_interest VALUES ($1, $2)', [both, from.id]);
    const chosen = await run('SELECT term_id FROM subscriber_interest WHERE subscriber_id = ANY($1)', [[one, both]]);
    expect(chosen.map((it) => it.term_id)).toEqual([into.id, into.id]);
    const [written] = await run('SELECT segment_interests FROM issue WHERE id = $1', [issue]);
    expect(written!.segment_interests).toEqual([into.id]);
  });
});
