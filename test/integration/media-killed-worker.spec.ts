import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { expectOk } from '#kernel';
import { AddMedia, type MediaAssetRow, MediaRenditions, mediaHandlers, mediaSweeps } from '#media';
import { projectPath } from '#platform';
import { drawing } from '../support/sample-files.js';
import { createWorld, type World } from '../support/world.js';

const NAME = /^([0-9a-f]{64})\.[a-z]+$/;

/** Stored files below the folder, by name. */
function storedFiles(dataDir: string): Map<string, Buffer> {
  const folder = join(dataDir, 'media');
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = names.filter((name) => !name.startsWith('begun') && /\.[a-z]{3,4}$/.test(name));
  return new Map(files.map((name) => [name.split('/').at(-1)!, readFileSync(join(folder, name))]));
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${what} did not come about.`);
}

describe('a worker that is killed between a file and its row', () => {
  let world: World;
  let asset: MediaAssetRow;
  let worker: ChildProcess | undefined;
  beforeAll(async () => {
    world = await createWorld();
    const author = await world.person('Ana', 'author');
    const bytes = await drawing(600, 400).jpeg().toBuffer();
    asset = expectOk(await world.get(AddMedia).run(author, { siteId: world.siteId, fileName: 'a.jpg', bytes })).asset;
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await world?.close();
  });

  function startWorker(): ChildProcess {
    return spawn(process.execPath, [projectPath('dist', 'apps', 'worker', 'src', 'main.js')], {
      stdio: 'ignore',
      env: {
        ...process.env,
        NODE_ENV: 'test',
        NODE_OPTIONS: '',
        DATABASE_URL: world.database.url,
        CAREPRESS_SECRET: 'x'.repeat(32),
        DATA_DIR: world.dataDir,
        LOG_LEVEL: 'silent',
      },
    });
  }

  const renditions = () => world.get(MediaRenditions).ofAssets([asset.id]);

  it('leaves whole files that nobody can load, and the next run finishes the work', async () => {
    // Holds the rows: the worker makes the first file and waits to write it down, as long as this test wants.
    const holder = new pg.Client({ connectionString: world.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM media_rendition WHERE asset_id = $1 FOR UPDATE', [asset.id]);
    worker = startWorker();
    await until(() => storedFiles(world.dataDir).size > 1, 'A first rendition');
    const ended = new Promise((done) => worker!.once('exit', (_code, signal) => done(signal)));
    worker.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await holder.query('ROLLBACK');
    await holder.end();

    // The server may still carry the killed worker's statement to its end: then one row is ready, with its whole file.
    await until(
      async () =>
        (
          await world.database.query(
            `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND query LIKE '%UPDATE media_rendition%' AND pid <> pg_backend_pid()`,
          )
        ).length === 0,
      'The end of the killed worker on the server',
    );
    const left = await renditions();
    expect(left.filter(({ state }) => state === 'pending').length).toBeGreaterThanOrEqual(left.length - 1);
    const files = storedFiles(world.dataDir);
    for (const [name, bytes] of files) {
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(NAME.exec(name)?.[1]);
    }
    for (const { name } of left) if (name) expect(files.has(name)).toBe(true);

    await world.database.query(
      "UPDATE media_rendition SET next_try_at = now() - interval '1 minute' WHERE state = 'pending'",
    );
    const [wanted] = await world.get(mediaSweeps[0]!).run();
    expect(wanted).toMatchObject({ data: { assetId: asset.id } });
    await world.get(mediaHandlers[0]!).run({ assetId: asset.id }, { signal: new AbortController().signal });
    const done = await renditions();
    expect(done.map(({ state }) => state)).toEqual(done.map(() => 'ready'));
    const whole = storedFiles(world.dataDir);
    expect(done.every(({ name }) => whole.has(name!))).toBe(true);
    expect(await world.get(mediaSweeps[0]!).run()).toEqual([]);
  });
});
