import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, projectPath } from '#platform';

/** The whole product as `npm start` runs it: its own database, API, worker, clinic site and inbox, with demo content. */
export interface RunningSystem {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly inboxUrl: string;
  readonly port: number;
  readonly dataDir: string;
  /** Process ids by name: api, worker, site, inbox, as the launcher wrote them down. */
  pids(): Promise<Record<string, number>>;
  /** The launcher's own process. */
  readonly launcher: ChildProcess;
  /** What it printed. */
  output(): string;
  /** Waits until /health/ready says yes. */
  untilReady(): Promise<void>;
  /** Waits for an e-mail to this address whose subject matches, and answers the first address in its text. */
  linkMailedTo(address: string, subject: RegExp): Promise<string>;
  /** Ctrl-C, and the data is thrown away unless told to keep it. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** A machine that runs other tests beside it needs minutes for what takes seconds. */
const READY_MS = 150_000;

/** API, site, inbox and the inbox's mail server listen side by side. */
const PROCESSES = 4;

async function isReady(apiUrl: string): Promise<boolean> {
  return fetch(`${apiUrl}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    (it) => it.ok,
    () => false,
  );
}

/** What the inbox tells of an e-mail. */
interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly to: readonly { readonly address: string }[];
  readonly text?: string;
}

/** The first address in the newest e-mail that matches; undefined while there is none. */
async function mailedLink(inboxUrl: string, address: string, subject: RegExp): Promise<string | undefined> {
  const mails = (await (await fetch(`${inboxUrl}/api/email`)).json()) as Mail[];
  const mail = mails.findLast((one) => subject.test(one.subject) && one.to.some((to) => to.address === address));
  if (!mail) return undefined;
  const { text } = (await (await fetch(`${inboxUrl}/api/email/${mail.id}`)).json()) as Mail;
  return text?.match(/https?:\/\/\S+/)?.[0];
}

/** Settings of its own, and the run to go on with: its port and its data. */
export interface StartOptions {
  readonly port?: number;
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the product from the build. With `port` and `dataDir` of an earlier run it goes on with that run's data. */
export async function startSystem(earlier?: StartOptions): Promise<RunningSystem> {
  const dataDir = earlier?.dataDir ?? (await mkdtemp(join(tmpdir(), 'carepress-')));
  const port = earlier?.port ?? (await freePort(PROCESSES));
  const apiUrl = `http://localhost:${port}`;
  const { TEST_POSTGRES_URL: _not, NODE_OPTIONS: _options, ...env } = process.env;
  const launcher = spawn(process.execPath, [projectPath('apps', 'cli', 'bin', 'carepress.mjs'), 'up'], {
    env: { ...env, ...earlier?.env, NODE_ENV: 'development', PORT: `${port}`, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  const system: RunningSystem = {
    apiUrl,
    siteUrl: `http://localhost:${port + 1}`,
    inboxUrl: `http://localhost:${port + 2}`,
    port,
    dataDir,
    launcher,
    output: () => printed,
    async pids() {
      const { children } = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')) as {
        children: { name: string; pid: number }[];
      };
      return Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
    },
    async untilReady() {
      for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(100)) {
        if (await isReady(apiUrl)) return;
        if (launcher.exitCode !== null) break;
      }
      throw new Error(`The system is not ready. It printed:\n${printed}`);
    },
    async linkMailedTo(address, subject) {
      for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(200)) {
        const link = await mailedLink(system.inboxUrl, address, subject);
        if (link) return link;
      }
      throw new Error(`No such e-mail reached ${address}. The system printed:\n${printed}`);
    },
    async stop({ keepData = false } = {}) {
      if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill('SIGINT');
      await ended;
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await system.untilReady();
  } catch (error) {
    await system.stop();
    throw error;
  }
  return system;
}
