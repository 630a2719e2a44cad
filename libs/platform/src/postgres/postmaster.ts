import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits until a process is gone; false when it still runs after `timeoutMs`. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await sleep(25);
  }
  return true;
}

/** The process id that Postgres wrote into its data folder, or null: no server owns the folder. */
export async function recordedPostmaster(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text.split('\n')[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  // Elsewhere than on Linux there is no /proc: the pid file is then all there is to go by.
  return command === null || command.includes('postgres');
}

/**
 * Stops the server that an earlier run left behind in this folder, if there is one. A recorded pid that now belongs to
 * another program is left alone: Postgres itself tells a stale pid file from a live one.
 */
export async function stopLeftover(folder: string): Promise<boolean> {
  const pid = await recordedPostmaster(folder);
  if (pid === null || !isAlive(pid) || !(await isPostgres(pid))) return false;
  // SIGINT is Postgres' fast shutdown, SIGQUIT the immediate one: the log is replayed at the next start.
  process.kill(pid, 'SIGINT');
  if (await waitForExit(pid, 10_000)) return true;
  process.kill(pid, 'SIGQUIT');
  if (await waitForExit(pid, 10_000)) return true;
  throw new Error(`A Postgres server (process ${pid}) holds ${folder} and does not stop. Stop it, then start again.`);
}
