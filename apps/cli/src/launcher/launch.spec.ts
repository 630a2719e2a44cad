import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freePort, isAlive, projectPath, readSettings, stopLeftover } from '#platform';
import { Launch, type LaunchOptions } from './launch.js';
import type { Program } from './programs.js';

/** Writes who it is, says that it is ready, and ends when its channel is cut: what every child of ours does. */
const CHILD = `
import { appendFileSync } from 'node:fs';
const [name, folder] = [process.env.CHILD_OF, process.env.DATA_DIR];
appendFileSync(folder + '/starts', JSON.stringify({ pid: process.pid, database: process.env.DATABASE_URL }) + '\\n');
const stop = () => { appendFileSync(folder + '/stops', process.pid + '\\n'); process.exit(0); };
process.on('SIGTERM', stop);
process.on('disconnect', stop);
console.log(JSON.stringify({ level: 30, msg: 'all is well' }));
console.log(JSON.stringify({ level: 50, msg: 'a job failed', errorId: 'abc', err: { message: 'no water' } }));
setInterval(() => undefined, 1000);
process.send({ ready: true });
`;

async function until(what: () => boolean | Promise<boolean>, ms = 30_000): Promise<number> {
  const start = Date.now();
  while (!(await what())) {
    if (Date.now() - start > ms) throw new Error(`It did not happen within ${ms} ms.`);
    await sleep(20);
  }
  return Date.now() - start;
}

describe('the launcher', () => {
  let dataDir: string;
  let program: Program;
  let said: string[];
  let launch: Launch | undefined;
  let other: ChildProcess | undefined;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'carepress-launch-'));
    program = { name: 'worker', file: join(dataDir, 'child.mjs') };
    await writeFile(program.file, CHILD);
    said = [];
  });
  afterEach(async () => {
    await launch?.stop();
    launch = undefined;
    other?.kill('SIGKILL');
    other = undefined;
    for (const { pid } of await starts()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await stopLeftover(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  });

  const options = (more: Partial<LaunchOptions> = {}): LaunchOptions => ({
    settings: readSettings({ DATA_DIR: dataDir }),
    env: { ...process.env, DATA_DIR: dataDir },
    ports: [],
    early: [],
    programs: [program],
    say: (line) => said.push(line),
    ...more,
  });
  const lines = async (name: string) =>
    (await readFile(join(dataDir, name), 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const starts = async () =>
    (await lines('starts')).map((line) => JSON.parse(line) as { pid: number; database: string });
  const startOne = async (more: Partial<LaunchOptions> = {}) => {
    launch = new Launch(options(more));
    await launch.start();
    return launch;
  };
  const postmaster = async () =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const answers = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM outbox_event LIMIT 1');
      return rowCount !== null;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  it('gives its children a migrated database and a secret, and stops all of it', async () => {
    const running = await startOne();
    const [child] = await starts();
    expect(await answers(child!.database)).toBe(true);
    const server = await postmaster();
    await running.stop();
    expect(isAlive(child!.pid)).toBe(false);
    expect(isAlive(server)).toBe(false);
    expect(await lines('stops')).toEqual([`${child!.pid}`]);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
    const secret = await readFile(join(dataDir, 'secret'), 'utf8');
    await startOne();
    expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret);
  });

  it('shows errors on the terminal and keeps the rest in the log', async () => {
    await startOne();
    await until(() => said.includes('worker: error: a job failed: no water (error abc)'));
    expect(said.join()).not.toContain('all is well');
    expect((await readFile(join(dataDir, 'logs', 'worker.log'), 'utf8')).split('\n')[0]).toContain('all is well');
  });

  it('starts a killed child again, slower each time', async () => {
    await startOne();
    for (const n of [1, 2]) {
      process.kill((await starts()).at(-1)!.pid, 'SIGKILL');
      await until(async () => (await starts()).length === n + 1);
    }
    expect(said.filter((line) => line.includes('SIGKILL'))).toEqual([
      'worker ended (SIGKILL) and starts again in 0.5 s.',
      'worker ended (SIGKILL) and starts again in 1 s.',
    ]);
  });

  it('starts a killed database again at the same address', async () => {
    await startOne();
    const [child] = await starts();
    process.kill(await postmaster(), 'SIGKILL');
    await until(() => said.includes('The database runs again.'));
    await until(() => answers(child!.database));
    expect(await starts()).toHaveLength(1);
  });

  it('leaves nothing behind that stops the next start when it is killed itself', async () => {
    other = await launchElsewhere();
    const [child] = await starts();
    const server = await postmaster();
    other.kill('SIGKILL');
    await until(async () => (await lines('stops')).includes(`${child!.pid}`), 5_000);
    expect(isAlive(server)).toBe(true);
    await startOne();
    expect(isAlive(server)).toBe(false);
    expect(await answers((await starts()).at(-1)!.database)).toBe(true);
  });

  it('ends a leftover child that does not end by itself, and no other process with its number', async () => {
    const deaf = "process.on('disconnect', () => undefined); process.on('SIGTERM', () => process.exit(0));";
    await writeFile(
      program.file,
      CHILD.replace("process.on('SIGTERM', stop);", '').replace("process.on('disconnect', stop);", deaf),
    );
    other = await launchElsewhere();
    const [child] = await starts();
    const run = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8'));
    run.children.push({ name: 'reused', pid: process.pid, started: 'another time' });
    other.kill('SIGKILL');
    await until(() => other!.signalCode !== null);
    await writeFile(join(dataDir, 'run.json'), JSON.stringify(run));
    expect(isAlive(child!.pid)).toBe(true);
    await startOne();
    expect(isAlive(child!.pid)).toBe(false);
  });

  it('refuses a second launcher on the same data', async () => {
    await startOne();
    await expect(new Launch(options()).start()).rejects.toThrow(`Carepress already runs on ${dataDir}`);
    expect(isAlive((await starts())[0]!.pid)).toBe(true);
  });

  it('runs over a run file that was cut short', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'run.json'), '{"launcher":');
    await startOne();
    expect(await starts()).toHaveLength(1);
  });

  it('names the setting of a taken port before anything starts', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const ports = [{ setting: 'SITE_PORT', port, host: '127.0.0.1' }];
    await expect(startOne({ ports })).rejects.toThrow(`Port ${port} is taken by another program. Set SITE_PORT`);
    server.close();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(await starts()).toEqual([]);
  });

  it('gives up on a child that never comes up, and says where to look', async () => {
    await writeFile(program.file, "process.stderr.write('There is no setting PRT.\\n'); process.exit(1);");
    await expect(startOne()).rejects.toThrow('worker does not start. Its logs are in');
    expect(said).toContain('worker: There is no setting PRT.');
  });

  it('can be stopped while it starts', async () => {
    launch = new Launch(options());
    const started = launch.start();
    await until(() => existsSync(join(dataDir, 'postgres')));
    await launch.stop();
    await started;
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  /** The same launcher as a process of its own, from the build. */
  async function launchElsewhere(): Promise<ChildProcess> {
    const script = join(dataDir, 'launcher.mjs');
    const built = (path: string) => JSON.stringify(projectPath('dist', path));
    await writeFile(
      script,
      `const { Launch } = await import(${built('apps/cli/src/launcher/launch.js')});
       const { readSettings } = await import(${built('libs/platform/src/index.js')});
       const settings = readSettings({ DATA_DIR: ${JSON.stringify(dataDir)} });
       const env = { ...process.env, DATA_DIR: ${JSON.stringify(dataDir)} };
       const launch = new Launch({ settings, env, ports: [], early: [], say: () => undefined,
         programs: [${JSON.stringify(program)}] });
       await launch.start();
       console.log('up');`,
    );
    const process_ = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    await new Promise((resolve, reject) => {
      process_.stdout!.once('data', resolve);
      process_.once('exit', () => reject(new Error('The launcher ended.')));
    });
    process_.removeAllListeners('exit');
    return process_;
  }
});
