import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pendingMigrations, type Settings, startEmbeddedPostgres } from '#platform';
import { CliError } from '../command.js';
import { type Claim, claimDataDir } from '../launcher/run-file.js';
import { keptSecret } from '../launcher/secret.js';

/** Settings with everything that a room asks for. */
export type CompleteSettings = Settings & { readonly databaseUrl: string };

/**
 * Runs `work` on the database the settings name: the external one, the embedded one of a system that runs now, or the
 * embedded one of a stopped system, which is started for it and stopped after it.
 *
 * @throws CliError when there is none, it does not answer, or it is not at this release
 */
export async function withDatabase<T>(
  settings: Settings,
  work: (settings: CompleteSettings) => Promise<T>,
): Promise<T> {
  const { dataDir } = settings;
  const on = async (databaseUrl: string, secret = settings.secret) => {
    await requireThisRelease(databaseUrl);
    return work({ ...settings, databaseUrl, secret });
  };
  if (settings.databaseUrl) return on(settings.databaseUrl);
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new CliError(
      `There is no database in ${dataDir}. Start Carepress once with "carepress up", or set DATA_DIR or DATABASE_URL.`,
    );
  }
  const secret = settings.secret ?? (await keptSecret(dataDir));
  const running = await claimOrRunning(dataDir);
  if (typeof running === 'string') return on(running, secret);
  try {
    const postgres = await startEmbeddedPostgres(join(dataDir, 'postgres'));
    return await on(postgres.url, secret).finally(() => postgres.stop());
  } finally {
    await running.release();
  }
}

/** The data folder for this process, or the address of its Postgres when a running system has the folder. */
async function claimOrRunning(dataDir: string): Promise<Claim | string> {
  try {
    return await claimDataDir(dataDir);
  } catch (error) {
    const url = error instanceof CliError ? await keptAddress(dataDir) : null;
    if (url === null || !(await answers(url))) throw error;
    return url;
  }
}

async function keptAddress(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'postgres.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { port, password } = JSON.parse(text) as { port: number; password: string };
  return `postgresql://carepress:${password}@127.0.0.1:${port}/carepress`;
}

function answers(databaseUrl: string): Promise<boolean> {
  return withClient(databaseUrl, async () => true).catch(() => false);
}

async function requireThisRelease(databaseUrl: string): Promise<void> {
  const pending = await withClient(databaseUrl, (client) =>
    // A database without the table of migrations has none of them.
    pendingMigrations(async (sql) => (await client.query(sql)).rows).catch(() => ['all']),
  ).catch((error: NodeJS.ErrnoException) => {
    // Without the address: it holds the password.
    const reason = error.message || error.code;
    throw new CliError(`The database does not answer (${reason}). Start it, or correct DATABASE_URL.`);
  });
  if (pending.length === 0) return;
  throw new CliError('The database is not at this release. Run "carepress migrate", then try again.');
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A connection that breaks later rejects the query; without a listener it would end the process too.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
