import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../command.js';
import { type ProcessRecord, recordOf, stillRuns } from './process-identity.js';

/** Children notice a killed launcher by themselves and shut down; this is how long they may take. */
const LEFTOVER_MS = 10_000;

interface Run {
  readonly launcher: ProcessRecord;
  readonly children: readonly ProcessRecord[];
}

/** This process' claim on a data folder. */
export interface Claim {
  /** Writes down which child processes run, for the launch after a `kill -9` of this process. */
  note(children: readonly ProcessRecord[]): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, and ends what a killed launcher left behind in it.
 *
 * @throws CliError when another launcher lives in it
 */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'run.json');
  const launcher = recordOf('launcher', process.pid);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      await writeFile(file, text({ launcher, children: [] }), { flag: 'wx' });
      return claimOn(file, launcher);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    await endLeftovers(file, dataDir);
  }
  throw new CliError(`Another launcher takes ${dataDir} again and again. Stop it, or set DATA_DIR to another folder.`);
}

async function endLeftovers(file: string, dataDir: string): Promise<void> {
  const run = await readRun(file);
  if (run && stillRuns(run.launcher)) {
    throw new CliError(
      `Carepress already runs on ${dataDir} (process ${run.launcher.pid}). ` +
        'Stop it first, or set DATA_DIR and PORT for a second one.',
    );
  }
  await Promise.all((run?.children ?? []).map(endProcess));
  await rm(file, { force: true });
}

async function endProcess(child: ProcessRecord): Promise<void> {
  signal(child, 'SIGTERM');
  for (const end = Date.now() + LEFTOVER_MS; stillRuns(child) && Date.now() < end; ) await sleep(50);
  signal(child, 'SIGKILL');
  for (const end = Date.now() + LEFTOVER_MS; stillRuns(child) && Date.now() < end; ) await sleep(50);
}

function signal(child: ProcessRecord, name: NodeJS.Signals): void {
  try {
    if (stillRuns(child)) process.kill(child.pid, name);
  } catch {
    // It ended in this very moment.
  }
}

async function readRun(file: string): Promise<Run | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Run;
  } catch {
    // Killed while it was written: there is nothing to learn from it.
    return null;
  }
}

function claimOn(file: string, launcher: ProcessRecord): Claim {
  let last: Promise<void> = Promise.resolve();
  return {
    note(children) {
      // One after the other, and never half written.
      last = last.then(async () => {
        await writeFile(`${file}.new`, text({ launcher, children }));
        await rename(`${file}.new`, file);
      });
      return last;
    },
    async release() {
      await last.catch(() => undefined);
      await rm(file, { force: true });
    },
  };
}

function text(run: Run): string {
  return `${JSON.stringify(run, null, 2)}\n`;
}
