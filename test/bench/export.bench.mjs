// How fast a site is written as files, and that the second time writes none. The way of the product: a destination is
// added, the worker's own sweep and handler find it and write it into a folder.

import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AddDestination, channelHandlers, channelSweeps, DeliveryLog, Exports } from '#channels';
import { migrateDatabase, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { WorkerModule } from '../../dist/apps/worker/src/worker.module.js';
import { articleContent } from './support/content.mjs';
import { rounded } from './support/load.mjs';
import { withCleanUp } from './support/processes.mjs';
import { publishArticles } from './support/publish-rows.mjs';

const GOAL_SIZE = 10_000;
const BYTES = 6_000;
/** Texts that are rendered when they are published; the others are these under titles of their own. */
const TEXTS = 200;

/** Every article is of full size. */
function contents() {
  const texts = [];
  return (random, number, { slug }) => {
    if (number < TEXTS) texts.push(articleContent(random, `Article ${number} of ${slug}`, BYTES));
    return { ...texts[number % TEXTS], title: `Article ${number} of ${slug}` };
  };
}

async function startWorker(databaseUrl, folder, atEnd) {
  const secret = randomBytes(32).toString('hex');
  const settings = readSettings({ CAREPRESS_SECRET: secret, DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const app = await NestFactory.createApplicationContext(
    WorkerModule.forRoot({ settings, databaseUrl, name: 'bench export' }),
    { logger: ['error'] },
  );
  atEnd(() => app.close());
  const get = (type) => app.get(type, { strict: false });
  return {
    add: get(AddDestination),
    exports: get(Exports),
    log: get(DeliveryLog),
    deliver: channelHandlers.map(get).find(({ job }) => job.name === 'channels.deliver'),
    findStale: channelSweeps.map(get).find(({ name }) => name === 'channels.find-stale-sites'),
    folder: settings.staticDir,
  };
}

async function addFolder(worker, db) {
  const { rows } = await db.query("SELECT id FROM site WHERE slug = 'main'");
  const siteId = rows[0].id;
  const staff = await db.query("SELECT id FROM staff_user WHERE name = 'Ana Ruiz'");
  const actor = {
    kind: 'staff',
    userId: staff.rows[0].id,
    name: 'Ana Ruiz',
    memberships: [{ siteId, role: 'publisher' }],
  };
  const input = { siteId, kind: 'folder', name: 'Bench', url: '', settings: { folder: 'bench' } };
  const { destination } = await worker.add.run(actor, input);
  return destination.id;
}

/** Lets the worker find that the site is old and write it; what it took, wall clock and processor. */
async function exportOnce(worker, destinationId) {
  const context = { signal: new AbortController().signal };
  const started = performance.now();
  const cpu = process.cpuUsage();
  for (const { data } of await worker.findStale.run(context)) await worker.deliver.run(data, context);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1_000;
  const [delivery] = await worker.log.ofDestination(destinationId, 1);
  if (delivery.state !== 'succeeded') {
    const [attempt] = await worker.log.attemptsOf([delivery.id]);
    throw new Error(`The export did not succeed: ${JSON.stringify(attempt.excerpt)}.`);
  }
  const [row] = await worker.exports.of([destinationId]);
  return { seconds, cpuSeconds: (user + system) / 1_000_000, files: row.files, written: row.written };
}

/** @returns the figures, with the sizes they hold for */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `bench-export-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`);
    atEnd(() => postgres.stop());
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    atEnd(() => db.end());
    const onBatch = (share) => progress.to(share * 0.6, `publishing ${size} articles`);
    await publishArticles(db, { slug: 'main', count: size, seed, onBatch, contentOf: contents() });
    await db.query('ANALYZE');
    const worker = await startWorker(postgres.url, folder, atEnd);
    const destinationId = await addFolder(worker, db);
    progress.to(0.65, 'first export');
    const first = await exportOnce(worker, destinationId);
    const files = await readdir(`${worker.folder}/bench/current`, { recursive: true });
    const pages = files.filter((path) => path.endsWith('.html')).length;
    progress.to(0.9, 'second export');
    // As if nothing were known of the first one but what stands in the folder.
    await db.query('DELETE FROM channel_export');
    const second = await exportOnce(worker, destinationId);
    return {
      pagesPerSecond: rounded(pages / first.seconds),
      pagesPerCpuSecond: rounded(pages / first.cpuSeconds),
      rewrittenOnSecondRun: rounded(second.written / second.files),
      exportSeconds: { first: rounded(first.seconds), second: rounded(second.seconds) },
      cpuSeconds: { first: rounded(first.cpuSeconds), second: rounded(second.cpuSeconds) },
      sizes: { articles: size, pages, files: first.files, bytesAnArticle: BYTES },
      peakRssMiB: rounded(process.resourceUsage().maxRSS / 1_024),
    };
  });
}
