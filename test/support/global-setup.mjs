// One real Postgres for the whole run, with a migrated template database: each test file clones it in some 50 ms.
// Plain Node runs this file, so it takes the rooms from the build (`npm run build` first).
import { mkdir, readdir, rm } from 'node:fs/promises';
import pg from 'pg';
import { isAlive, migrateDatabase, projectPath, startEmbeddedPostgres, stopLeftover } from '#platform';

const CACHE = projectPath('.cache');
const PREFIX = 'test-postgres-';

/** A run that was killed could not clean up: its server and its folder go now. */
async function sweepKilledRuns() {
  const names = await readdir(CACHE).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(PREFIX) && !entry.endsWith('.json'))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    await stopLeftover(`${CACHE}/${name}`);
    await rm(`${CACHE}/${name}`, { recursive: true, force: true });
    await rm(`${CACHE}/${name}.json`, { force: true });
  }
}

export default async function setup() {
  await mkdir(CACHE, { recursive: true });
  await sweepKilledRuns();
  const folder = `${CACHE}/${PREFIX}${process.pid}`;
  const postgres = await startEmbeddedPostgres(folder, {
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=400',
    ],
  });
  await migrateDatabase(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url.replace(/carepress$/, 'postgres') });
  await client.connect();
  await client.query('ALTER DATABASE carepress RENAME TO carepress_template');
  await client.query('ALTER DATABASE carepress_template WITH ALLOW_CONNECTIONS false IS_TEMPLATE true');
  await client.end();
  process.env.TEST_POSTGRES_URL = postgres.url.replace(/carepress$/, 'postgres');
  globalThis.testPostgres = { postgres, folder };
}
