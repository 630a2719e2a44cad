import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SaveRevision } from '#editing';
import {
  BatchWork,
  CancelImport,
  ImportArticle,
  ImportBatches,
  ImportRecords,
  ImportSource,
  importHandlers,
  type PartOutcome,
  SettleImport,
  StartImport,
  StateRights,
  UndoDrop,
} from '#importing';
import { expectOk, isRefusal } from '#kernel';
import type { StaffActor } from '#platform';
import { drawing } from '../support/sample-files.js';
import { createWorld, type World } from '../support/world.js';
import { written } from '../support/zips.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const [RunImport] = importHandlers as [(typeof importHandlers)[number]];

/** An export of WordPress with these posts. */
function wxr(
  posts: { id: number; title: string; content: string; extra?: string }[],
  end = '</channel></rss>',
): string {
  const items = posts.map(
    ({ id, title, content, extra = '' }) => `<item><title>${title}</title><link>https://old.example/${id}</link>
<guid isPermaLink="false">https://old.example/?p=${id}</guid><content:encoded><![CDATA[${content}]]></content:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_name>post-${id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${extra}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><link>https://old.example</link>\n${items.join('\n')}${end}`;
}

async function zipped(files: Record<string, string | Buffer>): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'carepress-importing-'));
  const entries = Object.entries(files).map(([name, content]) => [name, Buffer.from(content as string)] as const);
  const bytes = await readFile(await written(join(folder, 'files.zip'), new Map(entries)));
  await rm(folder, { recursive: true });
  return bytes;
}

describe('importing', () => {
  let world: World;
  let jo: StaffActor;
  let kim: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    jo = await world.person('Jo', 'author');
    kim = await world.person('Kim', 'author');
  });
  afterAll(() => world?.close());

  const bring = async (fileName: string, text: string, actor = jo) =>
    expectOk(
      await world
        .get(ImportArticle)
        .run(actor, { siteId: world.siteId, locale: 'en', topic: 'Knees', fileName, bytes: utf8(text) }),
    );
  const newest = (articleId: string) => world.newest({ articleId, locale: 'en' } as never);
  const all = async (name: string, bytes: Uint8Array): Promise<PartOutcome[]> => {
    const told: PartOutcome[] = [];
    const file = {
      name,
      size: bytes.length,
      chunks: async function* () {
        yield bytes;
      },
    };
    const place = { siteId: world.siteId, topic: 'Knees', locale: 'en' };
    expect(await world.get(ImportSource).run(jo, place, file, { told: (more) => void told.push(...more) })).toBeNull();
    return told;
  };
  const outcomes = (told: readonly PartOutcome[]) =>
    told.map((one) => ('imported' in one ? one.imported.outcome : 'refusal' in one ? one.refusal.code : 'leftOut'));

  it('makes nothing of the same bytes, and a revision of the same article of changed ones', async () => {
    const page = (words: string) =>
      `<html><head><link rel="canonical" href="https://old.example/knees"></head><body><h1>Knees</h1><p>${words}</p></body></html>`;
    const first = await bring('knees.html', page('Walk a little every day.'));
    expect(await bring('other-name.html', page('Walk a little every day.'))).toMatchObject({
      articleId: first.articleId,
      outcome: 'known',
    });
    const second = await bring('renamed.html', page('Walk a lot every day.'));
    expect(second).toMatchObject({ articleId: first.articleId, created: false, outcome: 'revised' });
    expect(await newest(first.articleId)).toMatchObject({
      number: 2,
      origin: 'import',
      createdById: jo.userId,
      pinnedAt: null,
    });
    const approvals = await world.database.query(
      'SELECT 1 FROM approval WHERE revision_id IN (SELECT id FROM revision WHERE article_id = $1)',
      [first.articleId],
    );
    expect(approvals).toEqual([]);
  });

  it('takes two files of one name for two articles when nothing else says they are one', async () => {
    const one = await bring('index.html', '<h1>Hips</h1><p>Turn your hips while you are sitting down.</p>');
    const two = await bring('index.html', '<h1>Wrists</h1><p>Bend both wrists against something soft.</p>');
    expect(two).toMatchObject({ created: true });
    expect(two.articleId).not.toBe(one.articleId);
  });

  it('never writes over newer edits: a person takes the imported text or keeps what is there', async () => {
    const { articleId } = await bring('ankle.txt', 'Ankles Again\n\nWalk on your heels for a while.\n');
    const before = await newest(articleId);
    expectOk(
      await world.get(SaveRevision).run(kim, {
        articleId,
        locale: 'en',
        baseRevisionId: before.id,
        baseContentHash: before.contentHash,
        title: before.title,
        summary: 'Edited by Kim.',
        document: before.document,
      }),
    );
    const edited = await newest(articleId);
    const met = await bring('ankle.txt', 'Ankles Again\n\nWalk on your toes for a while.\n');
    expect(met).toMatchObject({ articleId, outcome: 'conflict' });
    expect(await newest(articleId)).toEqual(edited);
    const settle = (newestRevisionId: string) =>
      world.get(SettleImport).run(jo, { importRecordId: met.importRecordId, take: true, newestRevisionId });
    expect(await settle(before.id)).toMatchObject({ code: 'STALE_BASE' });
    expect(expectOk(await settle(edited.id))).toMatchObject({ number: edited.number + 1, origin: 'import' });
    expect(await settle((await newest(articleId)).id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('puts a drop back where it stood, once, however often it is asked', async () => {
    const { articleId, importRecordId } = await bring(
      'back.html',
      '<p>One sentence of text here.</p><del>Take two.</del><p>Another one to follow it.</p>',
    );
    const undo = () => world.get(UndoDrop).run(kim, { importRecordId, dropId: 'd1' });
    const [first, second] = await Promise.all([undo(), undo()]);
    expect(expectOk(first).id).toBe(expectOk(second).id);
    const now = await newest(articleId);
    expect(now.number).toBe(2);
    expect(JSON.stringify(now.document)).toMatch(/text here.*Take two\..*follow it/);
    expect(await world.get(UndoDrop).run(kim, { importRecordId, dropId: 'd9' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps rights unknown until somebody states them and says why', async () => {
    const { articleId, importRecordId } = await bring('rights.txt', 'Some Rights\n\nA text of somebody.\n');
    const unknown = async () => (await world.get(ImportRecords).origins([articleId]))[0]!.rightsUnknown;
    expect(await unknown()).toBe(true);
    const state = (note: string) => world.get(StateRights).run(jo, { importRecordId, rights: 'licensed', note });
    expect(await state(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(expectOk(await state('CC BY 4.0, from the author by mail.'))).toMatchObject({ rights: 'licensed' });
    expect(await unknown()).toBe(false);
    await bring('rights.txt', 'Some Rights\n\nA text of somebody else.\n');
    expect(await unknown()).toBe(true);
  });

  it('keeps the posts before the end of an export that breaks off, and goes on with a whole one', async () => {
    const posts = [1, 2, 3].map((id) => ({
      id,
      title: `Post ${id}`,
      content: `Words of post ${id}.\n\nMore [gallery ids="1"].`,
    }));
    const broken = wxr(posts, '<item><title>Fou');
    expect(outcomes(await all('site.xml', utf8(broken)))).toEqual(['created', 'created', 'created', 'ENDS_EARLY']);
    const whole = wxr([
      ...posts.slice(0, 2),
      { id: 3, title: 'Post 3', content: 'Changed words of post 3.' },
      { id: 4, title: 'Post 4', content: '' },
    ]);
    expect(outcomes(await all('site.xml', utf8(whole)))).toEqual(['known', 'known', 'revised', 'leftOut']);
  });

  it('files posts under their terms, numbers an address that is taken, and leads the old ones on', async () => {
    const filed = `<link>https://old.example/2019/05/calf-pain/</link>
<category domain="category" nicename="c"><![CDATA[Calf & shin]]></category><category domain="category" nicename="u">Uncategorized</category>
<category domain="post_tag" nicename="t">calf &amp; SHIN</category><category domain="post_tag" nicename="l"><![CDATA[${'long '.repeat(20)}]]></category>
<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>sore-calf</wp:meta_value></wp:postmeta>`;
    const post = (id: number) => ({ id, title: 'Calf Pain', content: `Words about calf ${id}.`, extra: filed });
    const told = await all(
      'calf.xml',
      utf8(
        wxr([post(701), post(702)])
          .replaceAll(/post-70\d/g, 'calf-pain')
          .replaceAll(/<link>https:\/\/old.example\/70\d<\/link>/g, ''),
      ),
    );
    const [one, two] = told.map((part) => ('imported' in part ? part.imported : undefined)!);
    const slugs = await world.database.query<{ slug: string }>(
      `SELECT slug FROM article_slug WHERE article_id = ANY($1) ORDER BY slug`,
      [[one!.articleId, two!.articleId]],
    );
    expect(slugs.map(({ slug }) => slug)).toEqual(['calf-pain', 'calf-pain-2']);
    const { report } = (await world.get(ImportRecords).byId(two!.importRecordId))!;
    expect((report as { notices: { code: string }[] }).notices.map(({ code }) => code)).toEqual([
      'TERMS_LEFT_OUT',
      'SLUG_TAKEN',
      'ADDRESS_TAKEN',
      'ADDRESS_TAKEN',
    ]);
    const terms = await world.database.query<{ label: string; terms: number }>(
      `SELECT max(l.label) AS label, count(DISTINCT t.id)::int AS terms FROM article_term a JOIN taxonomy_term t ON t.id = a.term_id
       JOIN taxonomy_label l ON l.term_id = t.id WHERE a.article_id = ANY($1) AND lower(l.label) LIKE 'calf%'`,
      [[one!.articleId, two!.articleId]],
    );
    expect(terms).toEqual([{ label: 'Calf & shin', terms: 1 }]);
    const old = await world.database.query<{ path: string }>(
      'SELECT path FROM imported_address WHERE article_id = $1 ORDER BY path',
      [one!.articleId],
    );
    expect(old.map(({ path }) => path)).toEqual(['2019/05/calf-pain', 'sore-calf']);
  });

  it('reads an upload in the background, goes on after a kill, and does it once', async () => {
    const posts = Array.from({ length: 60 }, (_, id) => ({
      id: 1000 + id,
      title: `Upload ${id}`,
      content: `Text number ${id}.`,
    }));
    const input = {
      siteId: world.siteId,
      topic: 'Knees',
      locale: 'en',
      files: [
        { fileName: 'first.txt', bytes: utf8('First Of All\n\nA text in front of the export.\n') },
        { fileName: 'up.xml', bytes: utf8(wxr(posts)) },
        { fileName: 'photo.xyz', bytes: utf8('What is this?') },
        { fileName: 'last.md', bytes: utf8('# Last Of All\n\nA text behind the export.\n') },
      ],
    };
    const batch = expectOk(await world.get(StartImport).run(jo, input)) as { id: string };
    expect(await world.get(StartImport).run(jo, input)).toMatchObject({ id: batch.id });
    const batches = world.get(ImportBatches);
    const work = world.get(BatchWork);
    // A worker that read the first file, imported a group of the second, wrote ten of it down and died.
    const leased = (await work.lease(batch.id))!;
    await work.begin(leased, 0, 0);
    const first = await bring('first.txt', 'First Of All\n\nA text in front of the export.\n');
    const items = (told: readonly PartOutcome[], from: number) =>
      told.map(({ name, ordinal }) => ({
        name,
        ordinal: from + ordinal,
        outcome: 'created',
        articleId: null,
        recordId: null,
        message: null,
      }));
    const told = [{ name: 'first.txt', ordinal: 0, imported: first }];
    expect(await work.keep(leased, { position: 0, bytesRead: 45, read: true }, items(told, 0))).toBe(true);
    await work.begin(leased, 1, 1);
    const done = await all('up.xml', utf8(wxr(posts.slice(0, 25))));
    await work.keep(leased, { position: 1, bytesRead: 500 }, items(done.slice(0, 10), 1));
    const run = () => world.get(RunImport).run({ batchId: batch.id }, { signal: new AbortController().signal });
    await run();
    expect(await batches.byId(batch.id)).toMatchObject({ state: 'running' });
    await world.database.query(`UPDATE import_batch SET leased_until = now() - interval '1 second' WHERE id = $1`, [
      batch.id,
    ]);
    expect(await work.due()).toEqual([batch.id]);
    await Promise.all([run(), run()]);
    expect(await batches.byId(batch.id)).toMatchObject({ state: 'done', fault: null });
    expect((await batches.countsOf([batch.id])).get(batch.id)).toEqual({ created: 47, known: 15, refused: 1 });
    const files = (await batches.filesOf([batch.id])).get(batch.id)!;
    expect(files.every(({ state, bytes, bytesRead }) => state === 'read' && bytes === bytesRead)).toBe(true);
    const [{ count }] = (await world.database.query<{ count: string }>(
      `SELECT count(*) FROM article_slug WHERE slug LIKE 'post-10%'`,
    )) as [{ count: string }];
    expect(Number(count)).toBe(60);
    expect(await work.emptyEnded()).toBe(4);
  });

  it('stops an upload that somebody cancels, and tells what was done before', async () => {
    const texts = Array.from({ length: 3 }, (_, at) => ({
      fileName: `cancel-${at}.txt`,
      bytes: utf8(`Cancelled Text ${at}\n\nWalk ${at} minutes every day.\n`),
    }));
    const input = { siteId: world.siteId, topic: 'Knees', locale: 'en', files: texts };
    const { id } = expectOk(await world.get(StartImport).run(jo, input)) as { id: string };
    const work = world.get(BatchWork);
    const leased = (await work.lease(id))!;
    await work.begin(leased, 0, 0);
    const cancel = () => world.get(CancelImport).run(kim, { batchId: id });
    expect(expectOk(await cancel())).toMatchObject({ state: 'cancelled', cancelledById: kim.userId });
    expect(expectOk(await cancel())).toMatchObject({ state: 'cancelled' });
    // The worker had imported the first file by then: it is written down, and the worker is told to stop.
    const item = { name: 'a', ordinal: 0, outcome: 'created', articleId: null, recordId: null, message: null };
    expect(await work.keep(leased, { position: 0, bytesRead: 1, read: true }, [item])).toBe(false);
    expect(await work.begin(leased, 1, 1)).toBeNull();
    const batches = world.get(ImportBatches);
    expect((await batches.countsOf([id])).get(id)).toEqual({ created: 1 });
    expect([await work.lease(id), await work.due()]).toEqual([null, []]);
    expect(await work.emptyEnded()).toBe(3);
    const rex = await world.person('Rex', 'reviewer');
    expect(await world.get(CancelImport).run(rex, { batchId: id })).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('takes the pictures that come along into the site’s files, once, and fetches none', async () => {
    const [one, two] = [await drawing(60, 40).png().toBuffer(), await drawing(90, 50).png().toBuffer()];
    const page = `<h1>Pictures Of Knees</h1><p>Bend it as it is shown here.</p><img src="img/one.png" alt="A bent knee">
<img src="data:image/png;base64,${two.toString('base64')}" alt=""><img src="https://old.example/far.jpg" alt="Far"><p>And rest.</p>`;
    const post = '<p>Seen before.</p><img src="https://old.example/wp-content/uploads/img/one-30x20.png" alt="Knee">';
    const zip = await zipped({
      'page.html': page,
      'site.xml': wxr([{ id: 801, title: 'With Picture', content: post }]),
      'img/one.png': one,
      'img/bad.png': 'no picture at all',
      'bad.html': '<h1>Bad Picture</h1><p>Words stay.</p><img src="img/bad.png" alt="Words">',
    });
    const told = await all('pictures.zip', zip);
    expect(outcomes(told)).toEqual(['created', 'created', 'leftOut', 'leftOut', 'created']);
    const made = told.flatMap((part) => ('imported' in part ? [part.imported] : []));
    const pictures = async (at: number) => {
      const { document } = await newest(made[at]!.articleId);
      return (document.content ?? []).filter(({ type }) => type === 'image').map(({ attrs }) => attrs);
    };
    const [first, second, third] = await Promise.all([pictures(0), pictures(1), pictures(2)]);
    expect(first).toEqual([
      { mediaId: expect.any(String), alt: 'A bent knee' },
      { mediaId: expect.any(String), decorative: true },
      { src: 'https://old.example/far.jpg', alt: 'Far' },
    ]);
    expect(second).toEqual([{ mediaId: first[0]!.mediaId, alt: 'Knee' }]);
    expect(third).toEqual([{ alt: 'Words' }]);
    expect(made[0]!.told!.notices.map(({ code }) => code)).toEqual(['REMOTE_PICTURE']);
    expect(made[2]!.told!.drops).toMatchObject([{ kind: 'picture', value: 'img/bad.png' }]);
    const [asset] = await world.database.query<{ alt: string; rights_status: string }>(
      'SELECT alt, rights_status FROM media_asset WHERE id = $1',
      [first[0]!.mediaId],
    );
    expect(asset).toEqual({ alt: 'A bent knee', rights_status: 'unknown' });
  });

  it('lets nobody import at another site, and no reviewer', async () => {
    const rex = await world.person('Rex', 'reviewer');
    const answer = await world
      .get(ImportArticle)
      .run(rex, { siteId: world.siteId, locale: 'en', topic: 'x', fileName: 'a.txt', bytes: utf8('Text.') });
    expect(isRefusal(answer) && answer.code).toBe('NOT_ALLOWED');
  });
});
