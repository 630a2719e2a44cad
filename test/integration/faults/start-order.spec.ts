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

  it.each(['worker', 'api'] as const)(
    '%s waits or ends, and is ready once it answers',
    async (name) => {
      const port = await freePort();
      const url = new URL(test.url);
      url.port = String(port);
      url.hostname = '127.0.0.1';
      const env = {
        ...{ NODE_ENV: 'production', LOG_LEVEL: 'silent', CAREPRESS_SECRET: 'x'.repeat(32) },
        ...{ DATABASE_URL: url.href, PORT: String(await freePort()) },
      };
      running = new WorkerProcess(env, { main: projectPath('dist', ...MAIN[name], 'src', 'main.js') });
      const state = await build(port);
      let answered = false;
      let settled = false;
      const started = running.start().then(() => {
        answered = running!.runs;
        settled = true;
      });
      // It asked the database more than once, or gave up: either way it does not say that it is ready.
      while (state.knocks < 2 && !settled) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(answered).toBe(false);
      state.open = true;
      await started;
      // One that ended is started again, as a supervisor does.
      for (let again = 0; !running.runs && again < 5; again += 1) await running.start();
      expect(running.runs).toBe(true);
    },
    120_000,
  );

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
