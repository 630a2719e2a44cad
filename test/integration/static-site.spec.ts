import 'reflect-metadata';
import { mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AddDestination, type AddedDestination, channelHandlers, channelSweeps, DeliveryLog, Exports } from '#channels';
import { expectOk } from '#kernel';
import { Database, type JobContext, type JobHandler, readSettings, type StaffActor, type Sweep } from '#platform';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { brokenLinks, filesBelow, htmlFaults } from '../support/site-folder.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const CONTEXT = { signal: new AbortController().signal } as JobContext;

describe('a site as files in a folder', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let root: string;
  let site: FixtureSite;
  let destinationId: string;
  let sites = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    root = await mkdtemp(join(tmpdir(), 'carepress-static-'));
    const settings = readSettings({ CAREPRESS_SECRET: 's'.repeat(40), STATIC_DIR: root, LOG_LEVEL: 'silent' });
    const options = { settings, databaseUrl: test.url, name: 'static worker' };
    app = await NestFactory.createApplicationContext(WorkerModule.forRoot(options), { logger: ['error'] });
    await app.get(Database).client.$queryRaw`SELECT 1`;
  });
  afterAll(async () => {
    await app?.close();
    await test?.drop();
    await rm(root, { recursive: true, force: true });
  });

  const live = (path = '') => join(root, site.slug, 'current', path);
  const read = (path: string) => readFile(live(path), 'utf8');
  const publish = (options: { slug?: string; topic?: string } = {}) =>
    insertPublishedArticle(test, site, { ...options, slug: `${options.slug ?? 'back'}-${sites}` });
  const actor = (): StaffActor => {
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    return { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
  };
  const add = async (folder = site.slug) => {
    const input = { siteId: site.id, kind: 'folder', name: 'Web server', url: '', settings: { folder } };
    return expectOk(await app.get(AddDestination, { strict: false }).run(actor(), input)) as AddedDestination;
  };
  const handler = (name: string) =>
    channelHandlers
      .map((it) => app.get<JobHandler>(it, { strict: false }))
      .find(({ job }) => job.name === `channels.${name}`)!;
  const sweep = (name: string) =>
    channelSweeps.map((it) => app.get<Sweep>(it, { strict: false })).find((it) => it.name === `channels.${name}`)!;
  const plan = (publicationId: string, operation: 'publish' | 'withdraw') =>
    handler('plan-deliveries').run({ publicationId, operation }, CONTEXT);
  /** Lets sweeps find what is due, and tells it, until nothing is. */
  const work = async () => {
    for (let round = 0; round < 10; round += 1) {
      const found = [
        ...(await sweep('find-stale-sites').run(CONTEXT)),
        ...(await sweep('find-due-deliveries').run(CONTEXT)),
      ];
      if (found.length === 0) return;
      for (const { data } of found) await handler('deliver').run(data, CONTEXT);
    }
    throw new Error('There is always something due.');
  };
  const lastExport = async () => (await app.get(Exports, { strict: false }).of([destinationId]))[0];
  const attempts = async () => {
    const log = app.get(DeliveryLog, { strict: false });
    const deliveries = await log.ofDestination(destinationId, 100);
    return (await log.attemptsOf(deliveries.map(({ id }) => id))).map(({ outcome, excerpt }) => ({ outcome, excerpt }));
  };

  beforeEach(async () => {
    sites += 1;
    const slug = `harbor-${sites}`;
    site = await insertSite(test, { slug, url: `https://clinic.example/${slug}` });
    destinationId = (await add()).destination.id;
  });

  it('stands whole: valid pages, links that lead somewhere, feeds, sitemaps, tombstones', async () => {
    const first = await publish();
    const spanish = fixtureContent('Dolor de espalda después de correr', 'es-US');
    await insertPublishedArticle(test, site, { slug: 'dolor', content: spanish, articleId: first.articleId });
    await withdrawInSql(test, site, await publish({ slug: 'gone', topic: 'knee' }));
    await work();
    const files = await filesBelow(live());
    expect(files).toEqual(
      expect.arrayContaining(['index.html', `en-US/gone-${sites}/index.html`, 'es-US/feed.atom', '404.html']),
    );
    expect(await htmlFaults(live(), files)).toEqual([]);
    expect(await brokenLinks(live(), files, `/${site.slug}`)).toEqual([]);
    expect(await read(`en-US/gone-${sites}/index.html`)).toContain('This article was withdrawn');
    expect(await read('_redirects')).toContain(
      `/${site.slug}/en-US/gone-${sites} /${site.slug}/en-US/gone-${sites}/index.html 410`,
    );
    expect(await read(`en-US/back-${sites}/index.html`)).toContain('<h1>Back pain after a run</h1>');
    expect(await lastExport()).toMatchObject({ files: files.length, written: files.length, removed: 0 });
  });

  it('offers in its form what the site writes about, in its languages, and posts it to the API', async () => {
    const { articleId } = await publish();
    const terms = await test.query<{ id: string; kind: string }>(
      `INSERT INTO article_term (article_id, term_id) SELECT $1, id FROM taxonomy_term
        WHERE (kind, key) IN (('topic', 'back-pain'), ('bodyRegion', 'neck'), ('condition', 'whiplash'))
       RETURNING term_id AS id, (SELECT kind FROM taxonomy_term t WHERE t.id = term_id) AS kind`,
      [articleId],
    );
    await test.query("UPDATE site SET locales = '{es-US}' WHERE id = $1", [site.id]);
    await work();
    const files = await filesBelow(live());
    expect(await htmlFaults(live(), files)).toEqual([]);
    const home = await read('en-US/index.html');
    expect(home).toMatch(/<form method="post" action="[^"]+\/newsletter\/sign-up">/);
    const offered = [...home.matchAll(/name="interests" value="([^"]+)"/g)].map(([, id]) => id).sort();
    const chosen = terms.filter(({ kind }) => kind !== 'condition').map(({ id }) => id);
    expect(offered).toEqual(chosen.sort());
    expect(home).toContain('<option value="es-US" lang="es-US">Español</option>');
  });

  it('leads an address of before to the page of today, and away from no page', async () => {
    const before = await publish({ slug: 'new' });
    await test.query(
      `INSERT INTO imported_address (site_id, locale, path, article_id)
       VALUES ($1, 'en-US', $2, $4), ($1, 'en-US', $3, $4)`,
      [site.id, `2019/05/knee pain-${sites}`, `en-US/new-${sites}`, before.articleId],
    );
    await work();
    const target = `/${site.slug}/en-US/new-${sites}/`;
    const { moved } = JSON.parse(await read('status.json')) as { moved: Record<string, string> };
    expect(moved[`/${site.slug}/2019/05/knee%20pain-${sites}`]).toBe(target);
    expect(Object.keys(moved)).not.toContain(target.slice(0, -1));
    expect(await read('_redirects')).toContain(`/${site.slug}/2019/05/knee%20pain-${sites} ${target} 301\n`);
  });

  it('writes nothing the second time, and only what differs the third', async () => {
    const first = await publish();
    await work();
    const before = await readlink(live().replace(/\/$/, ''));
    await plan(first.id, 'publish');
    await test.query('DELETE FROM channel_export WHERE destination_id = $1', [destinationId]);
    await work();
    expect(await lastExport()).toMatchObject({ written: 0, removed: 0 });
    expect(await readlink(live().replace(/\/$/, ''))).toBe(before);

    const untouched = (await stat(live(`en-US/back-${sites}/index.html`))).ino;
    await publish({ slug: 'knee', topic: 'knee' });
    await work();
    const { written, files } = (await lastExport())!;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(files);
    expect((await stat(live(`en-US/back-${sites}/index.html`))).ino).toBe(untouched);
    expect(await readlink(live().replace(/\/$/, ''))).not.toBe(before);
  });

  it('gives the same bytes in another place', async () => {
    await publish();
    await work();
    const second = `${site.slug}-again`;
    await add(second);
    await work();
    const files = await filesBelow(live());
    expect(await filesBelow(join(root, second, 'current'))).toEqual(files);
    for (const path of files) {
      expect((await readFile(join(root, second, 'current', path))).equals(await readFile(live(path)))).toBe(true);
    }
  });

  it('costs one export for many events, and takes a withdrawn page off', async () => {
    const publications = [];
    for (let n = 0; n < 12; n += 1) {
      const publication = await publish({ slug: `article-${n}` });
      publications.push(publication);
      await plan(publication.id, 'publish');
    }
    await work();
    const done = await attempts();
    expect(done).toHaveLength(12);
    expect(done.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(done.filter(({ excerpt }) => excerpt?.startsWith('Generation'))).toHaveLength(1);

    await withdrawInSql(test, site, publications[3]!);
    await plan(publications[3]!.id, 'withdraw');
    await work();
    expect(await read(`en-US/article-3-${sites}/index.html`)).toContain('This article was withdrawn');
    expect(await read('en-US/index.html')).not.toContain(`article-3-${sites}"`);
    expect(await read('en-US/sitemap.xml')).not.toContain(`article-3-${sites}<`);
  });

  it('is written again when a review date passes, and when the site itself changes', async () => {
    await publish();
    await work();
    await test.query("UPDATE channel_export SET stale_at = now() - interval '1 second' WHERE destination_id = $1", [
      destinationId,
    ]);
    await work();
    expect((await lastExport())!.staleAt!.getTime()).toBeGreaterThan(Date.now());
    await test.query("UPDATE site SET phone = '+1 555 9999' WHERE id = $1", [site.id]);
    await test.query('UPDATE site_generation SET generation = generation + 1 WHERE site_id = $1', [site.id]);
    await work();
    expect(await read(`en-US/back-${sites}/index.html`)).toContain('tel:+15559999');
  });

  it('never goes back to an older state, and leaves another site alone', async () => {
    await publish();
    await work();
    const manifest = join(dirname(live()), `${await readlink(live().replace(/\/$/, ''))}.json`);
    const { files, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
    await writeFile(manifest, JSON.stringify({ ...rest, generation: '999999', files }));
    const index = await read('en-US/index.html');
    await publish({ slug: 'newer' });
    await work();
    expect(await read('en-US/index.html')).toBe(index);

    await writeFile(manifest, JSON.stringify({ ...rest, siteId: 'another', generation: '1', files }));
    await test.query('DELETE FROM channel_export WHERE destination_id = $1', [destinationId]);
    await work();
    expect((await attempts()).at(-1)).toMatchObject({
      outcome: 'rejected',
      excerpt: expect.stringContaining('Another site stands there'),
    });
    expect(await read('en-US/index.html')).toBe(index);
  });

  it.each(['../evil', 'a/b', '', 'UP', '.hidden', `${'x'.repeat(64)}`])('refuses the folder "%s"', async (folder) => {
    const input = { siteId: site.id, kind: 'folder', name: 'Web server', url: '', settings: { folder } };
    const answer = await app.get(AddDestination, { strict: false }).run(actor(), input);
    expect(answer).toMatchObject({ code: 'DESTINATION_REFUSED' });
  });

  it.each([
    ['no bucket', { settings: {} }, 'bucket'],
    ['a bucket that leads elsewhere', { settings: { bucket: '../other', accessKeyId: 'KEY' } }, 'bucket'],
    ['a prefix that leads elsewhere', { settings: { bucket: 'sites', accessKeyId: 'KEY', prefix: '../' } }, 'prefix'],
    ['no secret', { secret: null }, 'secret'],
    ['a private address', { url: 'http://169.254.169.254' }, 'url'],
    ['a path', { url: 'https://store.example/sites' }, 'url'],
  ])('refuses a bucket with %s beside its field', async (_, wrong, field) => {
    const right = {
      settings: { bucket: 'sites', accessKeyId: 'KEY' },
      secret: 'a secret key',
      url: 'https://store.example',
    };
    const input = { siteId: site.id, kind: 'bucket', name: 'Bucket', ...right, ...wrong };
    const answer = await app.get(AddDestination, { strict: false }).run(actor(), input);
    expect(answer).toMatchObject({ code: 'DESTINATION_REFUSED', field });
  });
});
