import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build as b, type DocumentNode } from '#document';
import { CreateArticle, PieceReader, type RevisionRow, SaveRevision, TakeNewestPiece, UsesReader } from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { FireSchedules, LivePublications, PublishRevision, SchedulePublication } from '#publishing';
import { RequestReview } from '#review';
import { approvable } from '../support/approvable.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const SIGNS = 'You cannot control your bladder or bowel.';

function redFlags(words = SIGNS, locale = 'en'): ArticleContent {
  const document = b.doc(b.redFlags({ urgency: 'now' }, words), ...approvable());
  return { ...sampleContent(), document, title: 'When to get help', locale };
}

function showing(...blocks: DocumentNode[]): ArticleContent {
  return { ...sampleContent(), document: b.doc(b.p('Walk a little every day.'), ...blocks, ...approvable()) };
}

describe('shared pieces', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    [sam, maya] = [await world.person('Sam', 'author'), await world.person('Maya', 'reviewer')];
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world.close());

  async function create(content: ArticleContent, contentType = 'article', siteId = world.siteId, actor = sam) {
    const input = { siteId, topic: 'Moving', riskClass: 'standard' as const, slug: `p-${newId()}`, contentType };
    return world.get(CreateArticle).run(actor, { ...input, ...content });
  }
  async function made(content: ArticleContent, contentType = 'article'): Promise<RevisionRow> {
    const article = expectOk(await create(content, contentType));
    return world.newest({ articleId: article.id, locale: content.locale } as RevisionRow);
  }
  const piece = async (content = redFlags(), contentType = 'safetyBlock') => {
    const revision = await made(content, contentType);
    await world.approve(revision, sam, maya);
    return revision;
  };
  const blockOf = ({ articleId, number, contentHash }: RevisionRow) => b.safetyBlock(articleId, number, contentHash);
  function save(base: RevisionRow, content: ArticleContent, actor = sam) {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    return world.get(SaveRevision).run(actor, { articleId, baseRevisionId, baseContentHash, ...content });
  }
  const publish = (revision: RevisionRow) =>
    world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });

  it('pins a piece that is shown, and puts its words on the page of the article that shows it', async () => {
    const flags = await made(redFlags(), 'safetyBlock');
    const document = b.doc(b.exercise('Pelvic tilt', { sets: 3 }, 'Lie on your back.'), ...approvable());
    const tilt = await piece({ ...sampleContent(), document, title: 'Pelvic tilt' }, 'exercise');
    const host = await made(showing(blockOf(flags), b.sharedExercise(tilt.articleId, 1, tilt.contentHash)));
    const [pinned] = await world.database.query('SELECT pinned_by FROM revision WHERE id = $1', [flags.id]);
    expect(pinned).toEqual({ pinned_by: 'reference' });
    const asked = await world.get(RequestReview).run(sam, { revisionId: host.id });
    expect(asked).toMatchObject({ code: 'PIECE_NOT_APPROVED', pieceId: flags.articleId, version: 1 });
    await world.approve(flags, sam, maya);
    await world.approve(host, sam, maya);
    expectOk(await publish(host));
    const [row] = await world.database.query<{ payload: { html: string; text: string } }>(
      'SELECT payload FROM delivery_article WHERE article_id = $1',
      [host.articleId],
    );
    expect(row!.payload.html).toContain(SIGNS);
    expect(row!.payload.html).toContain('Call 911');
    expect(row!.payload.html).toContain('Pelvic tilt</h');
    expect(row!.payload.text).toContain('Sets: 3');
    expect(await world.get(UsesReader).usersOf('piece', [flags.articleId])).toMatchObject([
      { articleId: host.articleId, version: 1, isNewest: true, isApproved: true, isLive: true },
    ]);
  });

  it.each([
    ['an unknown id', 'missing', () => b.safetyBlock('lbp', 1, 'a'.repeat(64))],
    ['an article that is no piece', 'kind', async () => blockOf(await world.article(sam))],
    ['a safety block as an exercise', 'kind', async () => ({ ...blockOf(await piece()), type: 'sharedExercise' })],
    ['another hash', 'hash', async () => b.safetyBlock((await piece()).articleId, 1, 'a'.repeat(64))],
    ['a version that is not there', 'locale', async () => ({ ...blockOf({ ...(await piece()), number: 9 }) })],
    ['another language', 'locale', async () => blockOf(await piece(redFlags('Appelez le 15.', 'fr')))],
  ] as const)('refuses %s', async (_what, fault, block) => {
    const content = showing(await block());
    const articles = await world.database.query('SELECT count(*) FROM article');
    expect(await create(content)).toMatchObject({ code: 'PIECE_NOT_USABLE', fault });
    expect(await world.database.query('SELECT count(*) FROM article')).toEqual(articles);
    const host = await world.article(sam);
    expect(await save(host, content)).toMatchObject({ code: 'PIECE_NOT_USABLE', fault });
  });

  it('names the version to take, and shows nothing of a piece at a site the person cannot read', async () => {
    const flags = await piece();
    const refused = await create(showing(b.safetyBlock(flags.articleId, 7, 'a'.repeat(64))));
    expect(refused).toMatchObject({ take: { version: 1, contentHash: flags.contentHash } });
    const stranger: StaffActor = { ...sam, memberships: [{ siteId: world.otherSiteId, role: 'author' }] };
    const elsewhere = await create(showing(blockOf(flags)), 'article', world.otherSiteId, stranger);
    expect(elsewhere).toMatchObject({ code: 'PIECE_NOT_USABLE', fault: 'missing', take: null });
  });

  it('refuses pieces in pieces, a circle of two, and itself, by one name', async () => {
    const a = await made(redFlags('A'), 'safetyBlock');
    const c = await made(redFlags('C'), 'exercise');
    const inside = (node: DocumentNode) => ({ ...redFlags(), document: b.doc(b.p('x'), node) });
    expect(await save(a, inside(b.sharedExercise(c.articleId, 1, c.contentHash)))).toMatchObject({
      code: 'REFERENCE_CYCLE',
      chain: [a.articleId, c.articleId],
    });
    expect(await save(a, inside(blockOf(a)))).toMatchObject({
      code: 'REFERENCE_CYCLE',
      chain: [a.articleId, a.articleId],
    });
    // An article that shows A and only then becomes a piece itself: A must not show it in turn.
    const host = await made(showing(blockOf(a)));
    await world.database.query(`UPDATE article SET content_type = 'safetyBlock' WHERE id = $1`, [host.articleId]);
    expect(await save(a, inside(blockOf(host)))).toMatchObject({
      code: 'REFERENCE_CYCLE',
      chain: [a.articleId, host.articleId, a.articleId],
    });
    expect(await create(showing(blockOf(host)))).toMatchObject({ code: 'REFERENCE_CYCLE' });
    expect(await create(inside(blockOf(a)), 'safetyBlock')).toMatchObject({ code: 'REFERENCE_CYCLE' });
  });

  describe('without an approval in force', () => {
    async function ready(): Promise<{ flags: RevisionRow; host: RevisionRow }> {
      const flags = await piece();
      const host = await made(showing(blockOf(flags)));
      await world.approve(host, sam, maya);
      return { flags, host };
    }
    const revoke = ({ id }: RevisionRow) =>
      world.database.query('UPDATE approval SET revoked_at = now(), revoked_by_id = $2 WHERE revision_id = $1', [
        id,
        maya.userId,
      ]);

    it('is not published, by nobody and by no statement', async () => {
      const { flags, host } = await ready();
      await revoke(flags);
      expect(await publish(host)).toMatchObject({ code: 'PIECE_NOT_APPROVED', pieceId: flags.articleId });
      const approval = '(SELECT id FROM approval WHERE revision_id = $2)';
      await expect(
        world.database.query(
          `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash,
             state, sequence, published_by_id, live_from)
           VALUES ($1, $3, $4, 'en', 'x', $2, ${approval}, $5, 'live', 99999, $6, '2026-11-22T12:00:00Z')`,
          [newId(), host.id, world.siteId, host.articleId, host.contentHash, jo.userId],
        ),
      ).rejects.toMatchObject({ code: 'CP004', message: expect.stringContaining('a piece') });
    });

    it('does not go live when a schedule fires, and is mailed to nobody', async () => {
      const { flags, host } = await ready();
      const live = expectOk(await publish(host));
      const inTwoDays = new Date(world.clock.now().getTime() + 2 * 86_400_000);
      const next = expectOk(await save(host, showing(blockOf(flags), b.p('Sleep well.'))));
      await world.approve(next, sam, maya);
      const order = { siteId: world.siteId, revisionId: next.id, publishAt: inTwoDays };
      const schedule = expectOk(await world.get(SchedulePublication).run(jo, order));
      const find = () => world.get(LivePublications).find(world.get(Database).client, [live.id]);
      expect((await find()).length).toBe(1);
      await revoke(flags);
      expect(await find()).toEqual([]);
      const noon = world.clock.now();
      world.clock.set(new Date(inTwoDays.getTime() + 1000));
      await world.get(FireSchedules).fireNext();
      world.clock.set(noon);
      const [row] = await world.database.query('SELECT state, refusal_code FROM publication_schedule WHERE id = $1', [
        schedule.id,
      ]);
      expect(row).toEqual({ state: 'refused', refusal_code: 'PIECE_NOT_APPROVED' });
    });

    it('is refused from the day on which the review of the piece is due', async () => {
      const { host } = await ready();
      const later = new Date(world.clock.now());
      later.setFullYear(2029);
      const order = { siteId: world.siteId, revisionId: host.id, publishAt: later };
      expect((await world.get(SchedulePublication).run(jo, order)) as object).toMatchObject({ code: 'REVIEW_OVERDUE' });
    });
  });

  it('lists who shows an older version, and takes the newest one over in one revision, also when two do it', async () => {
    const flags = await piece();
    const host = await made(showing(blockOf(flags)));
    await world.approve(host, sam, maya);
    expectOk(await publish(host));
    const reader = world.get(PieceReader);
    const toRenew = () => reader.toRenew([world.siteId], flags.articleId);
    const take = (actor = sam) =>
      world.get(TakeNewestPiece).run(actor, { articleId: host.articleId, locale: 'en', pieceId: flags.articleId });
    expect(await toRenew()).toEqual([]);
    expect(expectOk(await take()).id).toBe(host.id);
    const second = expectOk(await save(flags, redFlags('Weakness in both legs.')));
    expect(await toRenew()).toEqual([]);
    await world.approve(second, sam, maya);
    expect(await toRenew()).toMatchObject([
      { articleId: host.articleId, shownVersion: 1, newestVersion: 2, isNewest: true, isApproved: true, isLive: true },
    ]);
    const kim = await world.person('Kim', 'author');
    const answers = await Promise.all([take(sam), take(kim), take(sam)]);
    const ids = new Set(answers.map((answer) => expectOk(answer).id));
    expect(ids.size).toBe(1);
    const renewed = await world.newest(host);
    expect(renewed.number).toBe(2);
    expect(JSON.stringify(renewed.document)).toContain(second.contentHash);
    expect(await toRenew()).toMatchObject([{ revisionId: host.id, isNewest: false, isLive: true }]);
    await world.approve(renewed, renewed.createdById === sam.userId ? sam : kim, maya);
    expectOk(await publish(renewed));
    expect(await toRenew()).toEqual([]);
    const [row] = await world.database.query<{ html: string }>(
      `SELECT payload ->> 'html' AS html FROM delivery_article WHERE article_id = $1`,
      [host.articleId],
    );
    expect(row!.html).toContain('Weakness in both legs.');
    expect(
      await world.get(TakeNewestPiece).run(sam, { articleId: flags.articleId, locale: 'en', pieceId: newId() }),
    ).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('keeps what a save named when the piece was written over at that very moment', async () => {
    const flags = await made(redFlags('First words.'), 'safetyBlock');
    const host = await world.article(sam);
    const [shown, written] = await Promise.all([
      save(host, showing(blockOf(flags))),
      save(flags, redFlags('Other words.')),
    ]);
    expectOk(written);
    const [kept] = await world.database.query<{ content_hash: string }>(
      'SELECT content_hash FROM revision WHERE article_id = $1 AND number = 1',
      [flags.articleId],
    );
    const named = 'code' in (shown as object) ? (shown as { code: string }).code : 'saved';
    expect(named).toBe(kept!.content_hash === flags.contentHash ? 'saved' : 'PIECE_NOT_USABLE');
  });
});
