import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ParkedJobRow, ParkedJobs } from '#parked';
import { createQueueDriver, Database, defineJob, projectPath, type QueueDriver } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { supervise, WorkerProcess } from '../../support/worker-process.mjs';

const data = z.object({ cupId: z.string() });
const DEADLY = ['rejects', 'grows', 'loops'];

describe('fault 19: a poison job', () => {
  let test: TestDatabase;
  let database: Database;
  let queue: QueueDriver;
  let parked: ParkedJobs;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query('CREATE TABLE washed (cup text)');
    database = new Database({ url: test.url, applicationName: 'poison spec' });
    parked = new ParkedJobs(database);
    await parked.waiting();
    queue = createQueueDriver({}, test.url);
    await queue.prepare();
  });
  afterAll(async () => {
    await queue?.close();
    await database?.close();
    await test?.drop();
  });

  const workerWith = (env: Record<string, string> = {}) =>
    new WorkerProcess(
      { DATABASE_URL: test.url, ...env },
      {
        main: projectPath('test', 'support', 'poison-worker.mjs'),
        // Small enough that a job which grows ends its process within a second.
        execArgv: ['--max-old-space-size=120'],
      },
    );
  const add = (name: string, queueName: 'channels' | 'mail' = 'channels', cupId = 'cup') => {
    const job = defineJob({ name, queue: queueName, version: 1, data, attempts: 2 });
    return queue.add([{ job, data: { cupId }, id: `${name}-${cupId}`.replaceAll('.', '-') }]);
  };
  const washed = async () => (await test.query<{ cup: string }>('SELECT cup FROM washed')).map(({ cup }) => cup);
  const until = async (what: () => Promise<boolean>, each: () => Promise<unknown> = async () => undefined) => {
    for (const end = Date.now() + 240_000; !(await what()); await each()) {
      if (Date.now() > end) throw new Error('It did not happen within four minutes.');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const byName = (rows: readonly ParkedJobRow[]) => Object.fromEntries(rows.map((row) => [row.name, row]));
  /** A killed worker's jobs are free when its lock ends; the test does not wait for that. */
  const freeLocks = async (worker: WorkerProcess) => {
    if (worker.runs) return;
    await test.query("UPDATE bullmq.job SET locked_until_ms = 0 WHERE state = 'active'");
    await test.query("UPDATE bullmq.meta SET value = '0' WHERE field = 'stalled-check'");
  };

  it('that throws, with a NUL and an address in its text, is parked with a reason that holds neither', async () => {
    const worker = workerWith();
    await worker.start();
    await add('poison.throws');
    await add('cup.wash', 'mail', 'first');
    await until(async () => (await parked.waiting()).length === 1);
    expect(await parked.waiting()).toMatchObject([
      { name: 'poison.throws', blocks: false, failures: 1, data: { cupId: 'cup' }, state: 'parked' },
    ]);
    const [{ reason, errorId }] = (await parked.waiting()) as [ParkedJobRow];
    expect(reason).toBe('It failed 2 times, the last time with Error. The log says more.');
    expect(errorId).not.toBeNull();
    await until(async () => (await washed()).includes('first'));
    await worker.end('SIGKILL');
  });

  it('that ends its workers, by a rejection, by memory or by a loop, is parked, and the others go on', async () => {
    const worker = workerWith();
    const end = supervise([worker]);
    for (const name of DEADLY) await add(`poison.${name}`);
    let rows: ParkedJobRow[] = [];
    let cups = 0;
    await until(
      async () => DEADLY.every((name) => Object.hasOwn(byName(rows), `poison.${name}`)),
      async () => {
        await freeLocks(worker);
        rows = await parked.waiting();
        cups += 1;
        if (cups % 10 === 0) await add('cup.wash', 'mail', `cup-${cups}`);
      },
    );
    for (const name of DEADLY) {
      expect(byName(rows)[`poison.${name}`]).toMatchObject({
        blocks: true,
        reason: expect.stringMatching(/ended \d times/),
      });
    }
    // What blocks is not run again when a sweep queues the same work under another id; the worker lives.
    const job = defineJob({ name: 'poison.loops', queue: 'channels', version: 1, data });
    await queue.add([{ job, data: { cupId: 'cup' }, id: 'another-id' }]);
    await add('cup.wash', 'mail', 'last');
    await until(async () => (await washed()).includes('last'));
    await end();
    await worker.end('SIGKILL');
  }, 280_000);

  it('is run again when a person lets it go, and is forgotten when it went well', async () => {
    const [job] = await parked.waiting();
    await test.query("UPDATE parked_job SET state = 'released'");
    const worker = workerWith({ HARMLESS: '1' });
    await worker.start();
    await until(async () => (await test.query("SELECT FROM parked_job WHERE state <> 'settled'")).length === 0);
    expect(await test.query('SELECT count(*)::int AS n FROM parked_job WHERE id = $1', [job!.id])).toEqual([{ n: 1 }]);
    await worker.end('SIGKILL');
  });
});
