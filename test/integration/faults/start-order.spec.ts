import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, projectPath } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { supervise, WorkerProcess } from '../../support/worker-process.mjs';

const MAIN = { worker: ['apps', 'worker'], api: ['apps', 'api'] } as const;

describe('fault 15: a process that is there before its database', () => {
  let test: TestDatabase;
  let running: WorkerProcess | undefined;
  let door: Server | undefined;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterEach(async () => {
    await running?.end('SIGKILL');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => (door ? door.close(resolve) : resolve(undefined)));
  });
  afterAll(() => test?.drop());

  /** A door in front of the database that is shut at first, and counts who knocks. */
  async function build(port: number): Promise<{ knocks: number; open: boolean }> {
    const { hostname, port: target } = new URL(test.url);
    const state = { knocks: 0, open: false };
    door = createServer((socket) => {
      state.knocks += 1;
      if (!state.open) {
        socket.on('error', () => undefined).destroy();
        return;
      }
      const far = connect(Number(target), hostname);
      for (const it of [socket, far]) sockets.add(it.on('error', () => undefined));
      socket.pipe(far).pipe(socket);
      socket.on('close', () => far.destroy());
      far.on('close', () => socket.destroy());
    });
    await new Promise<void>((resolve) => door!.listen(port, '127.0.0.1', resolve));
    return state;
  }

  /** A process whose way to the database is shut. */
  async function shutOff(name: keyof typeof MAIN) {
    const url = new URL(test.url);
    const port = await freePort();
    url.port = String(port);
    url.hostname = '127.0.0.1';
    const own = await freePort();
    const env = {
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'silent', CAREPRESS_SECRET: 'x'.repeat(32) },
      ...{ DATABASE_URL: url.href, PORT: String(own) },
    };
    running = new WorkerProcess(env, { main: projectPath('dist', ...MAIN[name], 'src', 'main.js') });
    const way = await build(port);
    return { way, process: running, health: `http://127.0.0.1:${own}/health/ready` };
  }
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  /** Starts it, and again when it ended, as a supervisor does. */
  const startUntilItRuns = async (process: WorkerProcess) => {
    for (let again = 0; !process.runs && again < 5; again += 1) await process.start();
    expect(process.runs).toBe(true);
  };

  it('worker waits or ends, and is ready once it answers', async () => {
    const { way, process } = await shutOff('worker');
    let settled = false;
    const started = process.start().then(() => {
      settled = true;
    });
    while (way.knocks < 2 && !settled) await pause();
    // It asked, or it ended; it never said that it is ready.
    expect(settled && process.runs).toBe(false);
    way.open = true;
    await started;
    await startUntilItRuns(process);
  }, 120_000);

  it('api says that it is not ready, or ends, and is ready once it answers', async () => {
    const { way, process, health } = await shutOff('api');
    await process.start();
    const database = async () => {
      const answer = await fetch(health).catch(() => null);
      const { checks } = ((await answer?.json()) ?? {}) as { checks?: { database: boolean } };
      return { status: answer?.status, there: checks?.database };
    };
    if (process.runs) expect(await database()).toEqual({ status: 503, there: false });
    expect(way.knocks).toBeGreaterThan(0);
    way.open = true;
    await startUntilItRuns(process);
    while (!(await database()).there) await pause();
  }, 120_000);

  it('worker does not live without its tables', async () => {
    const empty = await createTestDatabase();
    await empty.query('DROP TABLE worker_heartbeat');
    running = new WorkerProcess({
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'silent', CAREPRESS_SECRET: 'x'.repeat(32), DATABASE_URL: empty.url },
    });
    await running.start();
    expect(running.runs).toBe(false);
    const end = supervise([running]);
    await empty.query(
      `CREATE TABLE worker_heartbeat (id uuid PRIMARY KEY, started_at timestamptz NOT NULL, beat_at timestamptz NOT NULL,
         version text NOT NULL)`,
    );
    const beats = () => empty.query('SELECT FROM worker_heartbeat');
    for (const late = Date.now() + 60_000; (await beats()).length === 0; ) {
      if (Date.now() > late) throw new Error('No worker came to life within a minute.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await end();
    await running.end('SIGKILL');
    await empty.drop();
  }, 120_000);
});
