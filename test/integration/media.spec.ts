import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { build as b } from '#document';
import { expectOk, newId } from '#kernel';
import {
  AddMedia,
  ArchiveMedia,
  DescribeMedia,
  type DescribeMediaInput,
  type MediaAssetRow,
  MediaAssets,
  MediaRenditions,
  MediaStorage,
  mediaHandlers,
  mediaSweeps,
} from '#media';
import type { StaffActor } from '#platform';
import { RequestReview } from '#review';
import { drawing, pdf, phonePhoto, SVG_WITH_SCRIPT } from '../support/sample-files.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const [RenderMedia] = mediaHandlers;
const [FindLostRenditions] = mediaSweeps;
const context = { signal: new AbortController().signal };

let world: World;
let author: StaffActor;
let reviewer: StaffActor;
beforeAll(async () => {
  world = await createWorld();
  author = await world.person('Ana', 'author');
  reviewer = await world.person('Rey', 'reviewer');
});
afterAll(() => world?.close());

const add = (bytes: Buffer, fileName = 'knee.jpg', actor = author) =>
  world.get(AddMedia).run(actor, { siteId: world.siteId, fileName, bytes });
const addOk = async (bytes: Buffer, fileName?: string) => expectOk(await add(bytes, fileName)).asset;
const render = (asset: MediaAssetRow) => world.get(RenderMedia!).run({ assetId: asset.id }, context);
const renditions = (asset: MediaAssetRow) => world.get(MediaRenditions).ofAssets([asset.id]);
const ofFit = async (asset: MediaAssetRow) => (await renditions(asset)).filter(({ variant }) => variant === 'fit');
const count = async (table: string) =>
  (await world.database.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n;

let shade = 0;
/** A picture that no other test uploaded. */
function picture(width = 500, height = 400): Promise<Buffer> {
  shade += 1;
  return drawing(width, height)
    .tint({ r: shade * 7, g: 90, b: 200 })
    .jpeg()
    .toBuffer();
}

function describing(asset: MediaAssetRow, change: Partial<DescribeMediaInput> = {}) {
  return world.get(DescribeMedia).run(author, {
    assetId: asset.id,
    version: asset.version,
    alt: 'A bent knee',
    decorative: false,
    credit: 'Ana Ruiz',
    rights: { status: 'owned', holder: 'Harbor Physio' },
    focalPoint: { x: 0.5, y: 0.5 },
    ...change,
  });
}

describe('an upload', () => {
  it('is stored without its secrets, under the hash of what is stored', async () => {
    const asset = await addOk(await phonePhoto(), 'C:\\DCIM\\IMG_1.JPG');
    expect(asset).toMatchObject({ kind: 'image', width: 800, height: 1200, fileName: 'IMG_1.JPG', version: 1 });
    expect(asset).toMatchObject({ rightsStatus: 'unknown', alt: null, createdById: author.userId });
    const stored = (await world.get(MediaStorage).get(asset.name))!;
    expect(stored.length).toBe(asset.bytes);
    const { exif, xmp } = await sharp(stored).metadata();
    expect([exif, xmp]).toEqual([undefined, undefined]);
    const [line] = await world.database.query(`SELECT action, data FROM audit_entry WHERE subject_id = $1`, [asset.id]);
    expect(line).toEqual({ action: 'media.added', data: { sha256: asset.sha256 } });
  });

  it('of the same bytes is the same asset: again, at once, and under another name', async () => {
    const bytes = await picture();
    const before = Number(await count('media_asset'));
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => add(bytes, `copy-${i}.jpg`)));
    const again = await add(bytes);
    const added = [...all, again].map((it) => expectOk(it));
    expect(new Set(added.map(({ asset }) => asset.id)).size).toBe(1);
    expect(added.filter(({ created }) => created)).toHaveLength(1);
    expect(Number(await count('media_asset'))).toBe(before + 1);
  });

  it('of the same picture with other words in its margin is the same asset', async () => {
    const bytes = await picture();
    const named = await sharp(bytes)
      .withExif({ IFD0: { Artist: 'Somebody' } })
      .jpeg({ quality: 92 })
      .toBuffer();
    const twice = await sharp(bytes)
      .withExif({ IFD0: { Artist: 'Another' } })
      .jpeg({ quality: 92 })
      .toBuffer();
    expect((await addOk(twice)).id).toBe((await addOk(named)).id);
  });

  it('belongs to its site: another has an asset of its own, and nobody adds elsewhere', async () => {
    const bytes = await picture();
    await addOk(bytes);
    const elsewhere = await world.get(AddMedia).run(author, { siteId: world.otherSiteId, fileName: 'a.jpg', bytes });
    expect(elsewhere).toMatchObject({ code: 'NOT_ALLOWED' });
    const eve: StaffActor = { ...author, memberships: [{ siteId: world.otherSiteId, role: 'author' }] };
    const other = expectOk(await world.get(AddMedia).run(eve, { siteId: world.otherSiteId, fileName: 'a.jpg', bytes }));
    expect(other.created).toBe(true);
  });

  it.each([
    ['UNSUPPORTED_MEDIA', () => SVG_WITH_SCRIPT],
    ['UNSAFE_PDF', () => pdf(['<< /S /JavaScript /JS (x) >>'])],
    ['MEDIA_TOO_LARGE', () => Buffer.alloc(20_000_001)],
  ])('that is refused with %s leaves nothing', async (code, bytes) => {
    const before = [await count('media_asset'), await count('audit_entry'), filesIn(world)];
    expect(await add(bytes())).toMatchObject({ code });
    expect([await count('media_asset'), await count('audit_entry'), filesIn(world)]).toEqual(before);
  });
});

function filesIn({ dataDir }: World): string[] {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort();
}

describe('the renditions of a picture', () => {
  it('are made in each format at each width, and the card around the focal point', async () => {
    const asset = await addOk(await picture(1300, 900));
    expect((await renditions(asset)).map(({ state }) => state)).toEqual(Array(7).fill('pending'));
    await render(asset);
    const made = await renditions(asset);
    for (const { format, width, height, state, name, bytes } of made) {
      const file = (await world.get(MediaStorage).get(name!))!;
      const facts = await sharp(file).metadata();
      expect({ state, bytes }).toEqual({ state: 'ready', bytes: file.length });
      expect({
        format: (facts.format as string) === 'heif' ? 'avif' : facts.format,
        width: facts.width,
        height: facts.height,
      }).toEqual({
        format,
        width,
        height,
      });
    }
    expect(made.map(({ format, width, variant }) => `${variant} ${format} ${width}`)).toEqual([
      'card-500-500 jpeg 1200',
      ...['fit avif 480', 'fit avif 960', 'fit jpeg 480', 'fit jpeg 960', 'fit webp 480', 'fit webp 960'],
    ]);
  });

  it('are made once, however often and however many run at once', async () => {
    const asset = await addOk(await picture());
    await Promise.all([render(asset), render(asset), render(asset)]);
    const first = await renditions(asset);
    await render(asset);
    expect(await renditions(asset)).toEqual(first);
    expect(first.every(({ state }) => state === 'ready')).toBe(true);
  });

  it('are found again by the sweep when the queue lost them', async () => {
    const asset = await addOk(await picture());
    const wanted = { job: expect.anything(), data: { assetId: asset.id }, id: `render-media-${asset.id}` };
    expect(await world.get(FindLostRenditions!).run()).not.toContainEqual(wanted);
    await world.database.query(
      `UPDATE media_rendition SET next_try_at = now() - interval '1 minute' WHERE state = 'pending'`,
    );
    expect(await world.get(FindLostRenditions!).run()).toContainEqual(wanted);
    await render(asset);
    expect(await world.get(FindLostRenditions!).run()).not.toContainEqual(wanted);
  });

  it('wait longer after each failure, and are given up after five', async () => {
    const asset = await addOk(await picture());
    await world.get(MediaStorage).delete(asset.name);
    for (let i = 0; i < 5; i += 1) await render(asset);
    expect((await renditions(asset)).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array(4).fill(['failed', 5]),
    );
  });

  it('get a card more when the focal point moves, and keep the old one', async () => {
    const asset = await addOk(await picture());
    await render(asset);
    expectOk(await describing(asset, { focalPoint: { x: 0.1, y: 0.9 } }));
    await render(asset);
    const cards = (await renditions(asset)).filter(({ variant }) => variant !== 'fit');
    expect(cards.map(({ variant, state }) => [variant, state])).toEqual([
      ['card-100-900', 'ready'],
      ['card-500-500', 'ready'],
    ]);
    expect(cards[0]!.name).not.toBe(cards[1]!.name);
  });
});

describe('a description', () => {
  it('is kept version by version, and a stale one is refused', async () => {
    const asset = await addOk(await picture());
    const second = expectOk(await describing(asset));
    expect(second).toMatchObject({ version: 2, alt: 'A bent knee', rightsStatus: 'owned' });
    expect(await describing(asset, { alt: 'Other words' })).toMatchObject({ code: 'MEDIA_CHANGED', version: 2 });
    expect(await describing(asset, { alt: 'Words', version: 2 ** 31 - 1 })).toMatchObject({ code: 'MEDIA_CHANGED' });
    expect(expectOk(await describing(second)).version).toBe(2);
    const rows = await world.database.query('SELECT version, alt FROM media_description WHERE asset_id = $1', [
      asset.id,
    ]);
    expect(rows).toEqual([{ version: 2, alt: 'A bent knee' }]);
  });

  it('is written by one of two at once', async () => {
    const asset = await addOk(await picture());
    const both = await Promise.all([describing(asset, { alt: 'One' }), describing(asset, { alt: 'Two' })]);
    expect(both.filter((it) => 'code' in it)).toMatchObject([{ code: 'MEDIA_CHANGED' }]);
  });

  it('is refused to strangers, and for what does not exist', async () => {
    const asset = await addOk(await picture());
    const stranger: StaffActor = { ...author, memberships: [] };
    const input = {
      assetId: asset.id,
      version: 1,
      decorative: true,
      rights: { status: 'owned' as const },
      focalPoint: { x: 0, y: 0 },
    };
    expect(await world.get(DescribeMedia).run(stranger, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.get(DescribeMedia).run(author, { ...input, assetId: newId() })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.get(DescribeMedia).run(author, { ...input, assetId: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a review', () => {
  const articleWith = (...mediaIds: string[]) =>
    world.article(author, {
      ...sampleContent(),
      document: b.doc(b.p('Bend it.'), ...mediaIds.map((mediaId) => b.image({ mediaId, alt: 'A knee' }))),
    });
  const ask = async (revision: { id: string }) => world.get(RequestReview).run(author, { revisionId: revision.id });

  it('is refused naming each picture and what it lacks, and asked for when it lacks nothing', async () => {
    const [bare, noRights] = [await addOk(await picture(), 'bare.jpg'), await addOk(await picture(), 'owned.jpg')];
    expectOk(await describing(noRights, { rights: { status: 'unknown' } }));
    const unknown = newId();
    const revision = await articleWith(bare.id, noRights.id, unknown);
    const refused = await ask(revision);
    expect(refused).toMatchObject({
      code: 'MEDIA_NOT_READY',
      message: expect.stringMatching(/"bare.jpg" has no alternative text.*"owned.jpg" has unknown rights/),
      pictures: [
        { mediaId: bare.id, name: 'bare.jpg', lacks: ['altText', 'rights', 'notPrepared'] },
        { mediaId: noRights.id, name: 'owned.jpg', lacks: ['rights', 'notPrepared'] },
        { mediaId: unknown, name: unknown, lacks: ['notFound'] },
      ],
    });
    await render(bare);
    expectOk(await describing(bare));
    expectOk(await ask(await articleWith(bare.id)));
  });

  it('is refused for a picture of another site, an archived one, expired rights, a failed one, and one from elsewhere', async () => {
    const eve: StaffActor = { ...author, memberships: [{ siteId: world.otherSiteId, role: 'author' }] };
    const input = { siteId: world.otherSiteId, fileName: 'theirs.jpg', bytes: await picture() };
    const theirs = expectOk(await world.get(AddMedia).run(eve, input)).asset;
    expect(await ask(await articleWith(theirs.id))).toMatchObject({ pictures: [{ lacks: ['notFound'] }] });

    const asset = await addOk(await picture());
    await render(asset);
    const expiresAt = new Date(world.clock.now().getTime() + 1_000);
    expectOk(await describing(asset, { rights: { status: 'licensed', licence: 'CC BY 4.0', expiresAt } }));
    expectOk(await ask(await articleWith(asset.id)));
    world.clock.advance(2_000);
    expectOk(await world.get(ArchiveMedia).run(author, asset.id, async () => []));
    const late = await ask(await articleWith(asset.id));
    expect(late).toMatchObject({ pictures: [{ lacks: ['archived', 'rightsExpired'] }] });

    const broken = await addOk(await picture());
    expectOk(await describing(broken));
    await world.get(MediaStorage).delete(broken.name);
    for (let i = 0; i < 5; i += 1) await render(broken);
    expect(await ask(await articleWith(broken.id))).toMatchObject({ pictures: [{ lacks: ['damaged'] }] });

    const document = b.doc(b.image({ src: 'https://elsewhere.example/a.png', alt: 'A' }));
    const foreign = await world.article(author, { ...sampleContent(), document });
    expect(await ask(foreign)).toMatchObject({ pictures: [{ mediaId: null, lacks: ['notUploaded'] }] });
  });

  it('looks at the pictures of exercises too', async () => {
    const asset = await addOk(await picture());
    const document = b.doc(b.exercise('Knee bend', { mediaId: asset.id, reps: 10 }));
    const revision = await world.article(author, { ...sampleContent(), document });
    expect(await ask(revision)).toMatchObject({ code: 'MEDIA_NOT_READY', pictures: [{ mediaId: asset.id }] });
  });
});

describe('archiving', () => {
  it('is refused while articles show it, done once, and taken back', async () => {
    const asset = await addOk(await picture());
    const archive = world.get(ArchiveMedia);
    const used = await archive.run(author, asset.id, async () => [newId()]);
    expect(used).toMatchObject({ code: 'MEDIA_IN_USE', articleIds: [expect.any(String)] });
    const archived = expectOk(await archive.run(author, asset.id, async () => []));
    expect(archived.archivedAt).toEqual(world.clock.now());
    expect(await archive.run(author, asset.id, async () => [])).toEqual(archived);
    expect(await archive.restore(reviewer, asset.id)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(expectOk(await archive.restore(author, asset.id)).archivedAt).toBeNull();
  });

  it('ends when the same bytes are uploaded again', async () => {
    const bytes = await picture();
    const asset = await addOk(bytes);
    expectOk(await world.get(ArchiveMedia).run(author, asset.id, async () => []));
    expect(expectOk(await add(bytes))).toMatchObject({ created: false, asset: { id: asset.id, archivedAt: null } });
  });
});

describe('the database itself', () => {
  it('keeps an asset, its descriptions and finished renditions as they are', async () => {
    const asset = await addOk(await picture());
    await render(asset);
    expectOk(await describing(asset));
    const attempts: [string, string][] = [
      [`UPDATE media_asset SET sha256 = repeat('0', 64), name = repeat('0', 64) || '.jpg' WHERE id = $1`, 'CP003'],
      [`UPDATE media_asset SET width = 1 WHERE id = $1`, 'CP003'],
      [`DELETE FROM media_asset WHERE id = $1`, 'CP003'],
      [`UPDATE media_description SET alt = 'x' WHERE asset_id = $1`, 'CP003'],
      [`UPDATE media_rendition SET name = 'x' WHERE asset_id = $1`, 'CP003'],
      [`UPDATE media_asset SET rights_status = 'found on the web' WHERE id = $1`, '23514'],
      [`UPDATE media_asset SET decorative = true WHERE id = $1`, '23514'],
      [`UPDATE media_asset SET focal_x = 1.5 WHERE id = $1`, '23514'],
      [
        `INSERT INTO media_showing (asset_id, site_id, article_id, locale, publication_id, shown_at)
         SELECT id, site_id, id, 'en', id, now() FROM media_asset WHERE id = $1`,
        'CP004',
      ],
    ];
    for (const [sql, code] of attempts) {
      await expect(world.database.query(sql, [asset.id])).rejects.toMatchObject({ code });
    }
    expect(await world.get(MediaAssets).byId(asset.id)).toMatchObject({ sha256: asset.sha256, width: 500 });
    expect((await ofFit(asset)).length).toBe(3);
  });
});
