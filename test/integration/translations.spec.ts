import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build as b } from '#document';
import {
  ConfirmTranslation,
  RestoreRevision,
  type RevisionRow,
  SaveRevision,
  StartTranslation,
  TranslationReader,
} from '#editing';
import { expectOk, isRefusal, newId } from '#kernel';
import type { StaffActor } from '#platform';
import { FireSchedules, PublishRevision, SchedulePublication } from '#publishing';
import { RequestReview } from '#review';
import { approvable } from '../support/approvable.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const DAY = 86_400_000;

/** As `approvable`, in Spanish. */
function inSpanish() {
  return [
    b.p(b.cite('care', 'La mayoría mejora si se mantiene activa'), '.'),
    b.redFlags(
      { urgency: 'now' },
      b.p('Llame al 911 o vaya a urgencias ahora si tiene:'),
      b.ul('adormecimiento entre las piernas', 'no puede orinar', 'debilidad en ambas piernas'),
    ),
  ];
}

function text(words: string, locale = 'en', ...more: Parameters<typeof b.doc>): ArticleContent {
  return {
    ...sampleContent(),
    locale,
    title: `${words} `.trim(),
    document: b.doc(b.p(words), ...more, ...(locale === 'es' ? inSpanish() : approvable())),
  };
}

describe('translations', () => {
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

  const start = (from: RevisionRow, toLocale = 'es', more: object = {}) => {
    const input = { articleId: from.articleId, fromLocale: from.locale, toLocale, slug: `t-${newId()}`, ...more };
    return world.get(StartTranslation).run(sam, input);
  };
  const save = (actor: StaffActor, base: RevisionRow, content: ArticleContent, more: object = {}) => {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    return world.get(SaveRevision).run(actor, { articleId, baseRevisionId, baseContentHash, ...content, ...more });
  };
  const seen = ({ id: revisionId, contentHash }: RevisionRow) => ({ revisionId, contentHash });
  const publish = (revision: RevisionRow) =>
    world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
  const stateOf = async (revision: RevisionRow) => (await world.get(TranslationReader).states([revision]))[0];
  /** As the classification of an edit has it. */
  const classify = (revision: RevisionRow, editClass: string) =>
    world.database.query('UPDATE revision SET edit_class = $2 WHERE id = $1 AND pinned_at IS NULL', [
      revision.id,
      editClass,
    ]);

  /** A source that is approved, and its translation that is approved too. */
  async function pair(): Promise<{ source: RevisionRow; spanish: RevisionRow }> {
    const source = await world.article(sam, text('Walk ten minutes a day.'));
    await world.approve(source, sam, maya);
    const started = expectOk(await start(source));
    const spanish = expectOk(await save(sam, started, text('Camine diez minutos al día.', 'es')));
    await world.approve(spanish, sam, maya);
    return { source, spanish };
  }
  async function sourceChange(source: RevisionRow, content: ArticleContent, editClass: string, actor = sam) {
    const next = expectOk(await save(actor, source, content));
    await classify(next, editClass);
    await world.approve(next, actor, maya);
    return next;
  }

  it('begins with the text of the source, which nobody takes for a translation', async () => {
    const source = await world.article(sam, text('Walk ten minutes a day.'));
    const started = expectOk(await start(source));
    expect(started).toMatchObject({ locale: 'es', number: 1, title: source.title });
    const [row] = await world.database.query('SELECT origin, pinned_at FROM revision WHERE id = $1', [started.id]);
    expect(row).toEqual({ origin: 'translation', pinned_at: null });
    const asked = await world.get(RequestReview).run(sam, { revisionId: started.id });
    expect(asked).toMatchObject({ code: 'INVALID_INPUT', field: 'document' });
    expect(await stateOf(started)).toMatchObject({
      basis: { sourceNumber: 1, sourceLocale: 'en', act: 'started', confirmedById: sam.userId },
      approved: { severity: null },
    });
    expect(await start(source)).toMatchObject({ code: 'TRANSLATION_EXISTS', revisionId: started.id });
    expect(await start(source, 'en')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await start(source, 'no language')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await start(source, 'fr', { fromLocale: 'de' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(source, 'fr', { slug: 'Not an address' })).toMatchObject({ code: 'INVALID_INPUT' });
    const british = expectOk(await start(source, 'en-GB'));
    expect(isRefusal(await world.get(RequestReview).run(sam, { revisionId: british.id }))).toBe(false);
  });

  it('begins once when two people begin at once', async () => {
    const source = await world.article(sam, text('Sleep well.'));
    const answers = await Promise.all([start(source, 'fr'), start(source, 'fr'), start(source, 'fr')]);
    expect(answers.filter(isRefusal).map((answer) => (answer as { code: string }).code)).toEqual([
      'TRANSLATION_EXISTS',
      'TRANSLATION_EXISTS',
    ]);
  });

  it('takes the version of a piece in its own language, or keeps its place and stops there', async () => {
    const warning = (words: string) => b.doc(b.redFlags({ urgency: 'now' }, words), ...approvable());
    const flags = await world.article(sam, { ...text('Red flags.'), document: warning('Call now.') });
    await world.database.query(`UPDATE article SET content_type = 'safetyBlock' WHERE id = $1`, [flags.articleId]);
    await world.approve(flags, sam, maya);
    const block = b.safetyBlock(flags.articleId, 1, flags.contentHash);
    const source = await world.article(sam, text('Walk.', 'en', block));
    const early = expectOk(await start(source, 'es'));
    expect(JSON.stringify(early.document)).toContain(flags.contentHash);
    const translated = expectOk(await save(sam, early, text('Camine.', 'es', block)));
    expect(await world.get(RequestReview).run(sam, { revisionId: translated.id })).toMatchObject({
      code: 'PIECE_NOT_APPROVED',
      pieceId: flags.articleId,
    });
    const begun = expectOk(await start(flags, 'fr'));
    const french = expectOk(await save(sam, begun, { ...text('Signes.', 'fr'), document: warning('Appelez.') }));
    await world.approve(french, sam, maya);
    const late = expectOk(await start(source, 'fr'));
    expect(JSON.stringify(late.document)).toContain(french.contentHash);
  });

  it.each(['clinical', 'minor'])('meets a %s change of its source', async (editClass) => {
    const { source, spanish } = await pair();
    const changed = await sourceChange(source, text('Walk twenty minutes a day.'), editClass);
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: editClass, revisionId: changed.id } });
    const answer = await publish(spanish);
    if (editClass === 'minor') return void expectOk(answer);
    expect(answer).toMatchObject({ code: 'TRANSLATION_STALE', sourceLocale: 'en', sourceRevisionId: changed.id });
  });

  it('is not stopped by a change that is not approved, and says that one is coming', async () => {
    const { source, spanish } = await pair();
    expectOk(await save(sam, source, text('Walk thirty minutes a day.')));
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: null }, newest: { severity: 'clinical' } });
    expectOk(await publish(spanish));
  });

  it('sees no change in a save without words, and none in a change that was taken back', async () => {
    const { source, spanish } = await pair();
    const film = b.video('https://video.example/1');
    const second = await sourceChange(source, text('Walk ten minutes a day.', 'en', film), 'clinical');
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: null, revisionId: second.id } });
    const third = await sourceChange(second, text('Run.', 'en', film), 'clinical');
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: 'clinical' } });
    // Its approval is in force still: it covers the words, whatever stood between.
    expectOk(await save(sam, third, text('Walk ten minutes a day.')));
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: null } });
    expectOk(await publish(spanish));
  });

  it('takes the gravest of several changes, and not one that changed no words', async () => {
    const { source, spanish } = await pair();
    const second = await sourceChange(source, text('Walk ten minutes a day!'), 'minor');
    const film = b.video('https://video.example/1');
    const third = await sourceChange(second, text('Walk ten minutes a day!', 'en', film), 'clinical');
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: 'minor' } });
    const fourth = await sourceChange(third, text('Run!'), 'clinical');
    await sourceChange(fourth, text('Run.'), 'minor');
    expect(await stateOf(spanish)).toMatchObject({ approved: { severity: 'clinical' } });
  });

  it('stays live while it is stale, is listed, and its schedule does not fire', async () => {
    const { source, spanish } = await pair();
    expectOk(await publish(spanish));
    const next = expectOk(await save(sam, spanish, text('Camine diez minutos cada día.', 'es')));
    await world.approve(next, sam, maya);
    const publishAt = new Date(world.clock.now().getTime() + 2 * DAY);
    const order = { siteId: world.siteId, revisionId: next.id, publishAt };
    const schedule = expectOk(await world.get(SchedulePublication).run(jo, order));
    const changed = await sourceChange(source, text('Do not walk.'), 'clinical');
    expect(await world.get(SchedulePublication).run(jo, order)).toMatchObject({ code: 'TRANSLATION_STALE' });
    const stale = (await world.get(TranslationReader).staleAt([world.siteId])).filter(
      ({ articleId }) => articleId === source.articleId,
    );
    expect(stale).toMatchObject([
      { revisionId: spanish.id, isLive: true, state: { approved: { severity: 'clinical', revisionId: changed.id } } },
      { revisionId: next.id, isLive: false },
    ]);
    expect(await world.get(TranslationReader).staleAt([world.otherSiteId])).toEqual([]);
    const noon = world.clock.now();
    world.clock.set(new Date(publishAt.getTime() + 1000));
    await world.get(FireSchedules).fireNext();
    world.clock.set(noon);
    const [row] = await world.database.query('SELECT state, refusal_code FROM publication_schedule WHERE id = $1', [
      schedule.id,
    ]);
    expect(row).toEqual({ state: 'refused', refusal_code: 'TRANSLATION_STALE' });
    const [live] = await world.database.query('SELECT state FROM publication WHERE revision_id = $1', [spanish.id]);
    expect(live).toEqual({ state: 'live' });
  });

  it('is published again once somebody confirmed this very text against this very source', async () => {
    const { source, spanish } = await pair();
    const changed = await sourceChange(source, text('Walk ten minutes each day.'), 'clinical');
    const confirm = (input: object, actor = kim) =>
      world.get(ConfirmTranslation).run(actor, { ...seen(spanish), source: seen(changed), ...input });
    expect(await confirm({ contentHash: 'a'.repeat(64) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await confirm({ source: { ...seen(changed), contentHash: 'a'.repeat(64) } })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'source',
    });
    expect(await confirm({ source: seen(spanish) })).toMatchObject({ code: 'INVALID_INPUT', field: 'source' });
    expect(await confirm({ ...seen(changed) })).toMatchObject({ code: 'INVALID_INPUT', field: 'source' });
    const stranger: StaffActor = { ...kim, memberships: [{ siteId: world.otherSiteId, role: 'author' }] };
    expect(await confirm({}, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await publish(spanish)).toMatchObject({ code: 'TRANSLATION_STALE' });
    await Promise.all([confirm({}), confirm({}), confirm({})]);
    const rows = await world.database.query(
      'SELECT act, confirmed_by_id, source_number FROM translation_basis WHERE article_id = $1 ORDER BY sequence',
      [source.articleId],
    );
    expect(rows).toEqual([
      { act: 'started', confirmed_by_id: sam.userId, source_number: 1 },
      { act: 'confirmed', confirmed_by_id: kim.userId, source_number: 2 },
    ]);
    expectOk(await publish(spanish));
    expect(await confirm({ source: seen(source) })).toMatchObject({ code: 'INVALID_INPUT', field: 'source' });
    await expect(world.database.query('DELETE FROM translation_basis')).rejects.toMatchObject({ code: 'CP003' });
    await expect(world.database.query('UPDATE translation_basis SET source_number = 9')).rejects.toMatchObject({
      code: 'CP003',
    });
  });

  it('is brought up to date by a save that names its source; the earlier text stays stale, also when it is restored', async () => {
    const { source, spanish } = await pair();
    const changed = await sourceChange(source, text('Walk twenty minutes a day.'), 'clinical');
    const words = text('Camine veinte minutos al día.', 'es');
    expect(await save(sam, spanish, words, { source: seen(spanish) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await save(sam, changed, text('Run.'), { source: seen(source) })).toMatchObject({ code: 'INVALID_INPUT' });
    const renewed = expectOk(await save(sam, spanish, words, { source: seen(changed) }));
    expect(await stateOf(renewed)).toMatchObject({
      basis: { act: 'saved', sourceNumber: 2 },
      approved: { severity: null },
    });
    await world.approve(renewed, sam, maya);
    expectOk(await publish(renewed));
    expect(await publish(spanish)).toMatchObject({ code: 'TRANSLATION_STALE' });
    const input = { revisionId: spanish.id, newestRevisionId: renewed.id };
    const restored = expectOk(await world.get(RestoreRevision).run(sam, input));
    expect(await stateOf(restored)).toMatchObject({ basis: { act: 'restored', sourceNumber: 1 } });
    expect(await publish(restored)).toMatchObject({ code: 'TRANSLATION_STALE' });
  });
});
