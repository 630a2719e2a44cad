import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { Outbox, OutboxRelay } from '#outbox';
import { ParkedJobs } from '#parked';
import {
  createQueueDriver,
  Database,
  defineJob,
  Heartbeat,
  type JobHandler,
  type QueueDriver,
  type Sweep,
  UnusableJob,
} from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Precedence } from './precedence.js';
import { RelayLoop } from './relay/relay-loop.js';
import { to } from './routes.js';
import { Worker } from './worker.js';

const wash = defineJob({ name: 'dishes.wash', queue: 'editing', version: 1, data: z.object({ dishId: z.string() }) });
const routes = { 'dish.used': [to(wash)], 'dish.bought': [] };
const silent = pino({ level: 'silent' });

async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<number> {
  const start = Date.now();
  while (!(await what())) {
    if (Date.now() - start > ms) throw new Error(`It did not happen within ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Date.now() - start;
}

describe('the worker', () => {
  let test: TestDatabase;
  let database: Database;
  let outbox: OutboxRelay;
  let washed: string[];
  let onWash: (dishId: string) => Promise<void>;
  let worker: Worker | undefined;
  let queue: QueueDriver;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = new Database({ url: test.url, applicationName: 'worker spec' });
    outbox = new OutboxRelay(database);
  });
  beforeEach(async () => {
    washed = [];
    onWash = async () => undefined;
    queue = createQueueDriver({}, test.url);
    await queue.prepare();
  });
  afterEach(async () => {
    await (worker ? worker.stop(1_000) : queue.close());
    worker = undefined;
    await test.query('DELETE FROM outbox_event');
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const handler: JobHandler<{ dishId: string }> = {
    job: wash,
    async run({ dishId }) {
      washed.push(dishId);
      await onWash(dishId);
    },
  };
  async function start(sweeps: Sweep[] = []): Promise<Worker> {
    worker = new Worker({
      databaseUrl: test.url,
      queue,
      outbox,
      heartbeat: new Heartbeat(database),
      parked: new ParkedJobs(database),
      registry: { jobs: [wash], handlers: [handler as JobHandler], sweeps },
      routes,
      logger: silent,
    });
    await worker.start();
    return worker;
  }
  const used = (dishId: string, kind = 'dish.used') =>
    database.transaction((tx) => new Outbox().append(tx, { kind, payload: { dishId } }));
  const cutEveryConnection = () =>
    test
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE pid <> pg_backend_pid() AND datname = current_database()`,
      )
      .catch(() => undefined);

  it('runs what follows from a fact, soon after the commit', async () => {
    await start();
    await until(async () => (await outbox.depth()).pending === 0);
    await used('cup');
    expect(await until(() => washed.length === 1)).toBeLessThan(900);
    expect(washed).toEqual(['cup']);
    await until(async () => (await outbox.depth()).oldestSeconds === 0);
  });

  it('finds what was announced while no worker lived', async () => {
    await used('cup');
    await used('plate');
    await start();
    await until(() => washed.length === 2);
    expect(washed.sort()).toEqual(['cup', 'plate']);
  });

  it('ends a fact that nobody waits for, and keeps one that no line leads anywhere', async () => {
    await used('cup', 'dish.bought');
    await used('cup', 'dish.broken');
    await start();
    await until(async () => (await test.query("SELECT 1 FROM outbox_event WHERE state = 'done'")).length === 1);
    const rows = () =>
      test.query<{ last_error: string }>("SELECT last_error FROM outbox_event WHERE kind = 'dish.broken'");
    await until(async () => (await rows())[0]?.last_error != null);
    expect((await rows())[0]!.last_error).toContain('no line for the fact dish.broken');
  });

  it('keeps facts while the queue is away, without using up their attempts', async () => {
    const away = { add: () => Promise.reject(new Error('Redis is away.')) };
    const loop = new RelayLoop(outbox, away, routes, silent, new Precedence());
    await used('cup');
    for (let i = 0; i < 20; i += 1) await expect(loop.turn()).rejects.toThrow('Redis is away.');
    expect(await outbox.depth()).toMatchObject({ pending: 1, dead: 0 });
    await start();
    await until(() => washed.length === 1);
  });

  it('fault 17: repeats the add under the same ids after a crash before the mark', async () => {
    const seen: string[] = [];
    const crashing = {
      async add(requests: readonly { id: string }[]) {
        seen.push(...requests.map((request) => request.id));
      },
    };
    await used('cup');
    const [event] = await outbox.claim(1, 60_000);
    await test.query("UPDATE outbox_event SET leased_until = now() - interval '1 second'");
    await new RelayLoop(outbox, crashing, routes, silent, new Precedence()).turn();
    expect(seen).toEqual([`${event!.id}-dishes-wash`]);
    expect(await outbox.complete(event!.id, event!.leaseToken)).toBe(false);
  });

  it('fault 14: goes on after every one of its connections was cut', async () => {
    await start();
    await used('cup');
    await until(() => washed.length === 1);
    await cutEveryConnection();
    await until(async () =>
      used('plate').then(
        () => true,
        () => false,
      ),
    );
    expect(await until(() => washed.includes('plate'))).toBeLessThan(10_000);
  });

  it('tries a failed job again', async () => {
    let tries = 0;
    onWash = async () => {
      tries += 1;
      if (tries === 1) throw new Error('The water is cold.');
    };
    await start();
    await used('cup');
    await until(() => tries === 2);
  });

  it('does not try again what is unusable', async () => {
    const timesWashed = (dishId: string) => washed.filter((it) => it === dishId).length;
    onWash = async (dishId) => {
      if (dishId === 'cup') throw new UnusableJob('There is no such dish.');
      if (timesWashed(dishId) === 1) throw new Error('The water is cold.');
    };
    await start();
    await used('cup');
    await until(() => washed.length === 1);
    // What is tried again comes after the same pause: when it came, the cup would have come before it.
    await used('plate');
    await until(() => timesWashed('plate') === 2);
    expect(timesWashed('cup')).toBe(1);
  });

  it('runs sweeps one at a time, and goes on after one failed', async () => {
    let runs = 0;
    let atOnce = 0;
    let mostAtOnce = 0;
    const sweep: Sweep = {
      name: 'dishes.look',
      everyMs: 20,
      async run() {
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 60));
        atOnce -= 1;
        runs += 1;
        if (runs === 2) throw new Error('The light is off.');
        return runs === 1 ? [{ job: wash, data: { dishId: 'found' }, id: 'wash-found' }] : [];
      },
    };
    await start([sweep]);
    await until(() => runs >= 4 && washed.includes('found'));
    expect(mostAtOnce).toBe(1);
  });

  it('says that it lives until it stops, and waits for its jobs', async () => {
    let finished = false;
    onWash = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      finished = true;
    };
    const running = await start();
    expect(await new Heartbeat(database).liveWorkers(5_000)).toHaveLength(1);
    await used('cup');
    await until(() => washed.length === 1);
    expect(await running.stop(5_000)).toBe(true);
    worker = undefined;
    expect(finished).toBe(true);
    expect(await new Heartbeat(database).liveWorkers(5_000)).toHaveLength(0);
  });
});
