import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build as b } from '#document';
import { CreateArticle, type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { OpenRecall, RecallSweep, Recalls } from '#oversight';
import { Database, type StaffActor } from '#platform';
import { FireSchedules, LivePublications, PublishRevision, SchedulePublication } from '#publishing';
import { ApproveRevision, RequestReview } from '#review';
import { approvable } from '../support/approvable.js';
import { GOOD_SHEETS } from '../support/checklists.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('a shared piece that was recalled', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world.close());

  async function made(content: ArticleContent, contentType: string): Promise<RevisionRow> {
    const input = { siteId: world.siteId, topic: 'Moving', riskClass: 'standard' as const, slug: `p-${newId()}` };
    const article = expectOk(await world.get(CreateArticle).run(sam, { ...input, contentType, ...content }));
    return world.newest({ articleId: article.id, locale: content.locale } as RevisionRow);
  }
  /** An approved safety block, and a text that shows it. */
  async function pair(): Promise<{ piece: RevisionRow; host: RevisionRow }> {
    const signs = b.redFlags({ urgency: 'now' }, `You cannot control your bladder or bowel. ${newId()}`);
    const document = b.doc(signs, ...approvable());
    const piece = await made({ ...sampleContent(), document, title: 'When to get help' }, 'safetyBlock');
    await world.approve(piece, sam, maya);
    const block = b.safetyBlock(piece.articleId, piece.number, piece.contentHash);
    const text = b.doc(b.p('Walk a little every day.'), block, ...approvable());
    return { piece, host: await made({ ...sampleContent(), document: text }, 'article') };
  }
  const recall = async ({ id }: RevisionRow) =>
    expectOk(await world.get(OpenRecall).run(maya, { revisionIds: [id], reason: 'A sign was missing.' }));
  const publish = ({ id }: RevisionRow) => world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: id });
  const ask = ({ id }: RevisionRow) => world.get(RequestReview).run(sam, { revisionId: id });
  const rewrite = async ({ articleId, locale }: RevisionRow, document: ArticleContent['document']) => {
    const base = await world.newest({ articleId, locale } as RevisionRow);
    const input = { articleId, baseRevisionId: base.id, baseContentHash: base.contentHash };
    return expectOk(await world.get(SaveRevision).run(sam, { ...input, ...sampleContent(), document }));
  };
  /** Other text of an article goes live, without the piece. */
  const replace = async (host: RevisionRow) => {
    const newest = await rewrite(host, b.doc(b.p('Rest, then walk again.'), ...approvable()));
    await world.approve(newest, sam, maya);
    return expectOk(await publish(newest)) as { id: string };
  };
  const later = () => world.clock.set(new Date(world.clock.now().getTime() + 60_000));
  const settled = async (id: string) => {
    await world.get(RecallSweep).run();
    return world.get(Recalls).byId(id);
  };
  const BARRED = { code: 'PIECE_NOT_APPROVED' };

  it('bars its host from review and from approval', async () => {
    const { piece, host } = await pair();
    const { id: caseId, contentHash } = expectOk(await ask(host));
    await recall(piece);
    const vouched = { statement: 'I read it all.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
    expect(await world.get(ApproveRevision).run(maya, { caseId, contentHash, ...vouched })).toMatchObject({
      ...BARRED,
      pieceId: piece.articleId,
    });
    expect(await world.database.query('SELECT 1 FROM approval WHERE case_id = $1', [caseId])).toEqual([]);
    const { host: another } = { host: await made({ ...sampleContent(), document: host.document }, 'article') };
    expect(await ask(another)).toMatchObject(BARRED);
  });

  it('bars its approved host from going live, by hand, by the clock and by SQL', async () => {
    const { piece, host } = await pair();
    const approval = await world.approve(host, sam, maya);
    const publishAt = new Date(world.clock.now().getTime() + 3_600_000);
    const order = { siteId: world.siteId, revisionId: host.id, publishAt };
    const schedule = expectOk(await world.get(SchedulePublication).run(jo, order)) as { id: string };
    await recall(piece);
    expect(await publish(host)).toMatchObject(BARRED);
    const noon = world.clock.now();
    world.clock.set(new Date(publishAt.getTime() + 1_000));
    await world.get(FireSchedules).fireNext();
    world.clock.set(noon);
    expect(
      await world.database.query('SELECT state, refusal_code FROM publication_schedule WHERE id = $1', [schedule.id]),
    ).toEqual([{ state: 'refused', refusal_code: 'PIECE_NOT_APPROVED' }]);
    const insert = world.database.query(
      `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
         sequence, published_by_id, live_from)
       VALUES ($1, $2, $3, 'en', 'x', $4, $5, $6, 'live', 99999, $7, '2026-11-22T12:00:00Z')`,
      [newId(), world.siteId, host.articleId, host.id, approval.id, host.contentHash, jo.userId],
    );
    await expect(insert).rejects.toMatchObject({ code: 'CP004' });
  });

  it('takes its live host off, lists it among what showed the text, and is mailed to nobody', async () => {
    const { piece, host } = await pair();
    await world.approve(host, sam, maya);
    const publication = expectOk(await publish(host)) as { id: string };
    const found = () => world.get(LivePublications).find(world.get(Database).client, [publication.id]);
    expect(await found()).toHaveLength(1);
    const { id } = await recall(piece);
    expect(await found()).toEqual([]);
    expect(await world.database.query('SELECT state FROM publication WHERE id = $1', [publication.id])).toEqual([
      { state: 'withdrawn' },
    ]);
    expect(await world.get(Recalls).servings([id])).toMatchObject([
      { publicationId: publication.id, revisionId: host.id, liveUntil: expect.any(Date) },
    ]);
  });

  it('ends its recall when everything that showed it is replaced, and not before', async () => {
    const { piece, host } = await pair();
    const second = await made({ ...sampleContent(), document: host.document as ArticleContent['document'] }, 'article');
    for (const one of [host, second]) {
      await world.approve(one, sam, maya);
      expectOk(await publish(one));
    }
    const { id } = await recall(piece);
    later();
    await replace(host);
    expect(await settled(id)).toMatchObject({ state: 'open' });
    later();
    const last = await replace(second);
    expect(await settled(id)).toMatchObject({ state: 'corrected', correctionId: last.id });
  });

  it('ends the recall of a piece that nothing showed when another text of it is approved', async () => {
    const { piece } = await pair();
    const { id } = await recall(piece);
    expect(await settled(id)).toMatchObject({ state: 'open' });
    const early = world.database.query(
      `UPDATE recall SET state = 'corrected', corrected_at = now(), correction_id = NULL WHERE id = $1`,
      [id],
    );
    await expect(early).rejects.toMatchObject({ code: 'CP004' });
    later();
    const signs = b.redFlags({ urgency: 'now' }, 'You have a fever.');
    await world.approve(await rewrite(piece, b.doc(signs, ...approvable())), sam, maya);
    expect(await settled(id)).toMatchObject({ state: 'corrected', correctionId: null });
  });
});
