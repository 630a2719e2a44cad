import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ArticleReader, RestoreRevision, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { ArchiveArticle, ArchiveTerm, BulkArticles, UnarchiveArticle } from '#lifecycle';
import { type StaffActor, sqlState } from '#platform';
import { PublishRevision, SchedulePublication, SteerSchedule, WithdrawPublication } from '#publishing';
import { EndReview, RequestReview } from '#review';
import { TermReader } from '#taxonomy';
import { createWorld, sampleContent, type World } from '../support/world.js';

const code = (value: unknown) => (value as { code?: string }).code ?? 'done';

describe('putting away and taking out again', () => {
  let world: World;
  let author: StaffActor;
  let reviewer: StaffActor;
  let publisher: StaffActor;
  let everybody: StaffActor;

  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Sam', 'author');
    reviewer = await world.person('Maya', 'reviewer');
    publisher = await world.person('Jo', 'publisher');
    everybody = await world.person('Ada', 'author', 'publisher');
  });
  afterAll(() => world?.close());

  const archive = (id: string, actor = author) => world.get(ArchiveArticle).run(actor, id);
  const unarchive = (id: string, actor = author) => world.get(UnarchiveArticle).run(actor, id);
  const save = (base: RevisionRow, words: string) => {
    const { articleId, locale } = base;
    const input = { articleId, locale, baseRevisionId: base.id, baseContentHash: base.contentHash };
    return world.get(SaveRevision).run(author, { ...input, ...sampleContent(words) });
  };
  const publish = (revision: RevisionRow) =>
    world.get(PublishRevision).run(publisher, { siteId: world.siteId, revisionId: revision.id });
  const auditOf = async (id: string) =>
    (
      await world.database.query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE '%archived' ORDER BY id`,
        [id],
      )
    ).map((it) => it.action);

  it('leaves everything an article had, and nothing can be done with it until it is back', async () => {
    const first = await world.article(author);
    const saved = expectOk(await save(first, 'Walk more.'));
    await world.approve(saved, author, reviewer);
    expectOk(await archive(first.articleId));
    expect(code(await save(saved, 'Walk even more.'))).toBe('ARTICLE_ARCHIVED');
    const back = { revisionId: first.id, newestRevisionId: saved.id };
    expect(code(await world.get(RestoreRevision).run(author, back))).toBe('ARTICLE_ARCHIVED');
    expect(code(await world.get(RequestReview).run(author, { revisionId: saved.id }))).toBe('ARTICLE_ARCHIVED');
    expect(code(await publish(saved))).toBe('ARTICLE_ARCHIVED');
    const publishAt = new Date(world.clock.now().getTime() + 3_600_000);
    const schedule = { siteId: world.siteId, revisionId: saved.id, publishAt };
    expect(code(await world.get(SchedulePublication).run(publisher, schedule))).toBe('ARTICLE_ARCHIVED');
    expectOk(await archive(first.articleId));
    expectOk(await unarchive(first.articleId));
    expectOk(await unarchive(first.articleId));
    expect(await auditOf(first.articleId)).toEqual(['article.archived', 'article.unarchived']);
    expectOk(await publish(saved));
  });

  it('is refused with a sentence while something stands on the article', async () => {
    const live = await world.article(author, sampleContent('Live.'));
    await world.approve(live, author, reviewer);
    const publication = expectOk(await publish(live));
    expect(await archive(live.articleId)).toMatchObject({ code: 'ARTICLE_IN_USE', use: 'live' });
    const withdrawal = { publicationId: publication.id, reason: 'A dose was wrong.' };
    expectOk(await world.get(WithdrawPublication).run(publisher, withdrawal));
    const publishAt = new Date(world.clock.now().getTime() + 3_600_000);
    const schedule = { siteId: world.siteId, revisionId: live.id, publishAt };
    const { id } = expectOk(await world.get(SchedulePublication).run(publisher, schedule));
    expect(await archive(live.articleId)).toMatchObject({ code: 'ARTICLE_IN_USE', use: 'scheduled' });
    expectOk(await world.get(SteerSchedule).cancel(publisher, id));
    const next = expectOk(await save(live, 'Next.'));
    const open = expectOk(await world.get(RequestReview).run(author, { revisionId: next.id }));
    const refused = await archive(live.articleId);
    expect(refused).toMatchObject({ code: 'ARTICLE_IN_USE', use: 'inReview' });
    expect((refused as { message?: string }).message).toMatch(/^[A-Z].*\.$/);
    expectOk(await world.get(EndReview).withdraw(author, open.id));
    expectOk(await archive(live.articleId));
  });

  it('is refused while another article shows it', async () => {
    const piece = await world.article(author, sampleContent('A piece.'));
    const user = await world.article(author, sampleContent('A user.'));
    await world.database.query(`INSERT INTO revision_use VALUES ($1, 'piece', $2, 1, $3)`, [
      user.id,
      piece.articleId,
      piece.contentHash,
    ]);
    expect(await archive(piece.articleId)).toMatchObject({ use: 'piece', usedByIds: [user.articleId] });
  });

  it('and publishing at one moment never leaves an archived article live', async () => {
    for (let round = 0; round < 8; round += 1) {
      const revision = await world.article(author, sampleContent(`Race ${round}.`));
      await world.approve(revision, author, reviewer);
      const both = await Promise.all([archive(revision.articleId), publish(revision)]);
      expect(both.map(code).sort()).toEqual([expect.stringMatching(/^ARTICLE_(ARCHIVED|IN_USE)$/), 'done']);
    }
    const wrong = await world.database.query(
      `SELECT 1 FROM publication p JOIN article a ON a.id = p.article_id WHERE p.state = 'live' AND a.archived_at IS NOT NULL`,
    );
    expect(wrong).toEqual([]);
  });

  it('is held by the database, whoever writes', async () => {
    const revision = await world.article(author, sampleContent('By hand.'));
    await world.approve(revision, author, reviewer);
    expectOk(await publish(revision));
    const sql = (text: string, ...values: unknown[]) => world.database.query(text, values).catch(sqlState);
    expect(await sql('UPDATE article SET archived_at = now() WHERE id = $1', revision.articleId)).toBe('CP006');
    const other = await world.article(author, sampleContent('By hand too.'));
    expectOk(await archive(other.articleId));
    const copy = await sql(
      `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
         content_hash, origin, created_by_id)
       SELECT $1, article_id, 'es', 1, title, summary, document, "references", schema_version, content_hash, origin,
         created_by_id FROM revision WHERE id = $2`,
      newId(),
      other.id,
    );
    expect(copy).toBe('CP006');
  });

  it('is not for everybody, and not for other sites', async () => {
    const revision = await world.article(author, sampleContent('Mine.'));
    expect(code(await archive(revision.articleId, reviewer))).toBe('NOT_ALLOWED');
    const stranger: StaffActor = { ...everybody, memberships: [{ siteId: world.otherSiteId, role: 'admin' }] };
    expect(code(await archive(revision.articleId, stranger))).toBe('NOT_FOUND');
    expect(code(await archive('x'))).toBe('NOT_FOUND');
  });

  describe('a term', () => {
    it('is kept while articles have it or terms stand below it, and says which', async () => {
      const used = await world.article(author, sampleContent('Has a topic.'));
      const [found] = await world.get(TermReader).ofArticles([used.articleId]);
      const { term } = found!;
      const where = { siteId: world.siteId, termId: term.id };
      const refused = await world.get(ArchiveTerm).run(publisher, where);
      expect(refused).toMatchObject({ code: 'TERM_IN_USE' });
      expect((refused as unknown as { articleIds: string[] }).articleIds).toContain(used.articleId);
      const page = (archivedToo = false) =>
        world.get(TermReader).page({ siteId: world.siteId, kind: 'audience', archivedToo, limit: 50 });
      const [athletes, runners] = ['athletes', 'runners'].map(
        (key) => ({ key, of: async () => (await page(true)).find((it) => it.key === key)! }) as const,
      );
      const termOf = async (it: typeof athletes) => ({ siteId: world.siteId, termId: (await it!.of()).id });
      expect(await world.get(ArchiveTerm).run(publisher, await termOf(athletes))).toMatchObject({ childCount: 1 });
      for (const it of [runners, athletes, athletes]) {
        expectOk(await world.get(ArchiveTerm).run(publisher, await termOf(it)));
      }
      expect((await page()).map((it) => it.key)).not.toContain('athletes');
      expectOk(await world.get(ArchiveTerm).restore(publisher, await termOf(athletes)));
      expect((await page()).map((it) => it.key)).toContain('athletes');
      expect(await auditOf((await termOf(athletes)).termId)).toEqual(['term.archived', 'term.unarchived']);
    });
  });

  describe('in bulk', () => {
    it('one that cannot be done stops none of the others, and a second call changes nothing', async () => {
      const good = await Promise.all(['a', 'b', 'c'].map((it) => world.article(author, sampleContent(`Bulk ${it}.`))));
      const busy = await world.article(author, sampleContent('Bulk busy.'));
      expectOk(await world.get(RequestReview).run(author, { revisionId: busy.id }));
      const ids = [good[0]!.articleId, busy.articleId, 'x', newId(), good[1]!.articleId, good[2]!.articleId];
      const bulk = world.get(BulkArticles);
      const report = expectOk(await bulk.archive(everybody, world.siteId, [...ids, ids[0]!]));
      expect(report.items.map((it) => it.code)).toEqual([null, 'ARTICLE_IN_USE', 'NOT_FOUND', 'NOT_FOUND', null, null]);
      expect(report.items.map((it) => it.articleId)).toEqual(ids);
      expect(report).toMatchObject({ done: 3, refused: 3 });
      expect(expectOk(await bulk.archive(everybody, world.siteId, ids))).toEqual(report);
      expect(await auditOf(good[0]!.articleId)).toEqual(['article.archived']);
      const classified = await bulk.classify(everybody, world.siteId, ids, { riskClass: 'high' });
      expect(expectOk(classified).items.map((it) => it.code)).toEqual([
        'ARTICLE_ARCHIVED',
        null,
        'NOT_FOUND',
        'NOT_FOUND',
        'ARTICLE_ARCHIVED',
        'ARTICLE_ARCHIVED',
      ]);
      expect(expectOk(await bulk.unarchive(everybody, world.siteId, ids)).done).toBe(4);
      const asked = await bulk.requestReview(everybody, world.siteId, ids, { locale: 'en' });
      expect(expectOk(asked).items.map((it) => it.code)).toEqual([
        null,
        'REVIEW_ALREADY_OPEN',
        'NOT_FOUND',
        'NOT_FOUND',
        null,
        null,
      ]);
      const fr = await bulk.requestReview(everybody, world.siteId, ids.slice(0, 1), { locale: 'fr' });
      expect(expectOk(fr).items[0]).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('takes 1 to 500 articles of one site, by who may', async () => {
      const bulk = world.get(BulkArticles);
      const many = Array.from({ length: 501 }, () => newId());
      expect(code(await bulk.archive(everybody, world.siteId, many))).toBe('INVALID_INPUT');
      expect(code(await bulk.archive(everybody, world.siteId, []))).toBe('INVALID_INPUT');
      expect(code(await bulk.archive(reviewer, world.siteId, many))).toBe('NOT_ALLOWED');
      expect(expectOk(await bulk.archive(everybody, world.siteId, many.slice(1))).refused).toBe(500);
    });

    it('goes on after a bug in one of them, and tells its number', async () => {
      const [one, two] = [
        await world.article(author, sampleContent('Bug one.')),
        await world.article(author, sampleContent('Bug two.')),
      ];
      await world.database.query(
        `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
      );
      await world.database.query(
        `CREATE TRIGGER broken BEFORE UPDATE ON article FOR EACH ROW WHEN (OLD.id = '${one.articleId}') EXECUTE FUNCTION broken()`,
      );
      const ids = [one.articleId, two.articleId];
      const report = expectOk(await world.get(BulkArticles).archive(everybody, world.siteId, ids));
      expect(report.items.map((it) => it.code)).toEqual(['INTERNAL', null]);
      expect(report.items[0]!.message).not.toContain('broken');
      const [row] = await world.get(ArticleReader).articlesByIds([one.articleId]);
      expect(row!.archivedAt).toBeNull();
      await world.database.query('DROP TRIGGER broken ON article');
    });
  });
});
