import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { schemaDifference } from '../migrations/write-migration.js';
import { describeQueueDriver } from './driver.fixture.js';
import { type ReceivedJob } from './driver.js';
import { defineJob } from './job.js';
import { PostgresQueueDriver } from './postgres-driver.js';

describe('the Postgres driver', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
    const driver = new PostgresQueueDriver(test.url, () => undefined);
    await driver.prepare();
    await driver.close();
  });
  afterAll(() => test.drop());

  describeQueueDriver(() => new PostgresQueueDriver(test.url, () => undefined));

  it('keeps its tables out of sight of the migrations', async () => {
    expect(await schemaDifference(test.url)).toBe('');
  });

  it('says at once when the database is not there', async () => {
    const driver = new PostgresQueueDriver(test.url.replace(/:\d+\//, ':1/'), () => undefined);
    await expect(driver.ping()).rejects.toThrow('ECONNREFUSED');
    await driver.close();
  });

  it('refuses to work before the migrations, and works after them', async () => {
    const fresh = await createTestDatabase();
    const driver = new PostgresQueueDriver(fresh.url, () => undefined);
    const job = defineJob({ name: 'test.late', queue: 'editing', version: 1, data: z.unknown() });
    await expect(driver.add([{ job, data: 1, id: 'a' }])).rejects.toThrow();
    await expect(driver.work('editing', async () => undefined, { concurrency: 1 })).rejects.toThrow();
    await driver.prepare();
    const received: ReceivedJob[] = [];
    await driver.add([{ job, data: 1, id: 'a' }]);
    const worker = await driver.work(
      'editing',
      async (it) => {
        received.push(it);
      },
      { concurrency: 1 },
    );
    while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await worker.close(5_000);
    await driver.close();
    await fresh.drop();
  });

  it('takes a job back from a worker whose clock was ahead and that is gone', async () => {
    const job = defineJob({ name: 'test.ahead', queue: 'channels', version: 1, data: z.unknown() });
    const driver = new PostgresQueueDriver(test.url, () => undefined);
    await driver.add([{ job, data: 1, id: 'held' }]);
    const held = (ms: string) =>
      test.query(`UPDATE bullmq.job SET state = 'active', lock_token = 'gone', processed_at_ms = 1, locked_until_ms =
        (extract(epoch FROM now()) * 1000)::bigint + ${ms} WHERE id = 'held'`);
    const left = async () => {
      const [row] = await test.query<{ ms: number }>(
        `SELECT (locked_until_ms - extract(epoch FROM now()) * 1000)::int AS ms FROM bullmq.job WHERE id = 'held'`,
      );
      return row!.ms;
    };
    await held('600000');
    await test.query(`INSERT INTO bullmq.meta (queue, field, value)
      VALUES ('channels', 'stalled-check', ((extract(epoch FROM now()) * 1000)::bigint + 600000)::text)
      ON CONFLICT (queue, field) DO UPDATE SET value = EXCLUDED.value`);
    await driver.mend();
    expect(await left()).toBeLessThanOrEqual(15_000);
    const [check] = await test.query<{ ahead: boolean }>(
      `SELECT value::bigint > extract(epoch FROM now()) * 1000 + 1000 AS ahead FROM bullmq.meta
        WHERE queue = 'channels' AND field = 'stalled-check'`,
    );
    expect(check).toEqual({ ahead: false });
    // An honest lock stays as long as it is.
    await held('14000');
    await driver.mend();
    expect(await left()).toBeGreaterThan(5_000);
    await test.query(`DELETE FROM bullmq.job WHERE id = 'held'`);
    await driver.close();
  });

  it('survives the end of every connection, and runs a job once whose result came back meanwhile', async () => {
    const driver = new PostgresQueueDriver(test.url, () => undefined, 'cut me');
    const job = defineJob({ name: 'test.cut', queue: 'mail', version: 1, data: z.unknown() });
    let runs = 0;
    const cut = () =>
      test.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
      );
    const worker = await driver.work(
      'mail',
      async () => {
        runs += 1;
        await cut().catch(() => undefined);
      },
      { concurrency: 1 },
    );
    await driver.add([{ job, data: 1, id: 'one' }]);
    while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await driver.add([{ job, data: 2, id: 'two' }]);
    const start = Date.now();
    while (runs < 2 && Date.now() - start < 10_000) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(runs).toBe(2);
    expect(await worker.close(5_000)).toBe(true);
    await driver.close();
  });
});
