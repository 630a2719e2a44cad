// How fast an export of WordPress becomes articles: the command as an operator runs it, in a process of its own, on a real
// Postgres. Its memory is the most that the process had at any moment, by its own account at its end.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '#kernel';
import { migrateDatabase, projectPath, startEmbeddedPostgres } from '#platform';
import { rounded } from './support/load.mjs';
import { withCleanUp } from './support/processes.mjs';
import { wordpressExport } from './support/wordpress-export.mjs';

const GOAL_POSTS = 5_000;
/** Written by the importing process when it ends: KiB of memory at its highest, and milliseconds of processor time. */
const ACCOUNT = `data:text/javascript,${encodeURIComponent(
  "import{writeFileSync}from'node:fs';process.on('exit',()=>{const u=process.resourceUsage();writeFileSync(process.env.ACCOUNT,JSON.stringify({kib:u.maxRSS,cpuMs:(u.userCPUTime+u.systemCPUTime)/1000}))})",
)}`;

async function connected(url, defer) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  defer(() => client.end());
  return client;
}

async function addAuthor(client) {
  const [siteId, userId] = [newId(), newId()];
  await client.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
     VALUES ($1, 'bench', 'Bench', 'en', 'UTC', 'https://bench.example', '1', 'Street 1', '911', 'Bench', 'a@bench.example')`,
    [siteId],
  );
  await client.query("INSERT INTO staff_user (id, name, email) VALUES ($1, 'Ann', 'ann@bench.example')", [userId]);
  await client.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'author')", [userId, siteId]);
}

/** Runs the import; gives its seconds, its own account, and the outcomes by kind. */
async function importOnce({ folder, file, url, defer, watch }) {
  const account = join(folder, 'account.json');
  const terms = ['--site', 'bench', '--topic', 'Back', '--as', 'ann@bench.example', '--json'];
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', ACCOUNT, projectPath('apps/cli/bin/carepress.mjs'), 'import', file, ...terms],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: url,
        CAREPRESS_SECRET: 'x'.repeat(32),
        DATA_DIR: folder,
        ACCOUNT: account,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  defer(() => child.kill('SIGKILL'));
  const [out, err] = [[], []];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const code = await Promise.race([ended, watch(child)]);
  const seconds = (performance.now() - began) / 1_000;
  if (code !== 0) throw new Error(`The import ended with ${code}: ${Buffer.concat(err)}`);
  const outcomes = {};
  for (const { outcome = 'refused' } of JSON.parse(Buffer.concat(out)))
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { seconds, outcomes, ...JSON.parse(await readFile(account, 'utf8')) };
}

/** Shows how many articles there are by now, until the process ends. */
function watching(client, posts, progress) {
  return async (child) => {
    while (child.exitCode === null) {
      const { rows } = await client.query('SELECT count(*)::int AS count FROM article');
      progress.to(rows[0].count / posts, `${rows[0].count} of ${posts} posts`);
      await sleep(500);
    }
    return new Promise(() => undefined);
  };
}

/** @param options `size`: how many posts the export has */
export function run({ seed, size = GOAL_POSTS, progress }) {
  return withCleanUp(async (defer) => {
    const folder = await mkdtemp(join(tmpdir(), 'carepress-bench-import-'));
    defer(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'export.xml');
    await pipeline(Readable.from(wordpressExport(size, seed)), createWriteStream(file));
    const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
    defer(() => postgres.stop());
    await migrateDatabase(postgres.url);
    const client = await connected(postgres.url, defer);
    await addAuthor(client);
    const order = { folder, file, url: postgres.url, defer };
    const first = await importOnce({ ...order, watch: watching(client, size, progress) });
    progress.to(1, 'the same file again');
    const again = await importOnce({ ...order, watch: () => new Promise(() => undefined) });
    return {
      postsPerSecond: rounded(size / first.seconds),
      peakRssMiB: Math.round(first.kib / 1_024),
      cpuMsPerPost: rounded(first.cpuMs / size),
      posts: size,
      exportMiB: rounded((await stat(file)).size / 2 ** 20),
      created: first.outcomes.created ?? 0,
      again: {
        seconds: rounded(again.seconds),
        created: again.outcomes.created ?? 0,
        known: again.outcomes.known ?? 0,
      },
      goals: { postsPerSecond: '>= 200', peakRssMiB: '<= 400' },
    };
  });
}
