import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { projectPath } from '#platform';

/** A restore by the built command, in one process: from which file, into which database and folder of media. */
export interface RestoreOrder {
  readonly file: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

function start({ file, databaseUrl, dataDir }: RestoreOrder): ChildProcess {
  const { PATH, HOME } = process.env;
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, CAREPRESS_SECRET: 'x'.repeat(32) };
  const words = [projectPath('dist/apps/cli/src/main.js'), 'restore', file, '--json'];
  return spawn(process.execPath, words, { env: { PATH, HOME, ...own }, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lets the command run to its end. @returns its exit code, and what it printed */
export async function restoreByCommand(order: RestoreOrder): Promise<{ code: number | null; printed: string }> {
  const child = start(order);
  let printed = '';
  child.stdout!.on('data', (part: Buffer) => {
    printed += part.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, printed };
}

/**
 * Kills the command with SIGKILL at the moment it is about to write its first row into `table`: another session keeps
 * everybody from writing there until the process is dead. Ends when the database has noticed.
 */
export async function killRestoreBefore(table: string, order: RestoreOrder): Promise<void> {
  const db = new pg.Client({ connectionString: order.databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN');
    await db.query(`LOCK TABLE ${table} IN SHARE MODE`);
    const child = start(order);
    const ended = once(child, 'close');
    await until(db, 'SELECT count(*) = 1 AS holds FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [
      table,
    ]);
    child.kill('SIGKILL');
    await ended;
    if (child.signalCode !== 'SIGKILL') throw new Error('The restore ended before it was killed.');
    await db.query('ROLLBACK');
    await until(
      db,
      `SELECT count(*) = 0 AS holds FROM pg_stat_activity WHERE application_name = 'carepress restore'`,
      [],
    );
  } finally {
    await db.end();
  }
}

async function until(db: pg.Client, sql: string, values: string[]): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const { rows } = await db.query<{ holds: boolean }>(sql, values);
    if (rows[0]!.holds) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It did not come about: ${sql}`);
}
