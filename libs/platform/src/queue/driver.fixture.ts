import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Handle, type QueueDriver, type ReceivedJob, UnusableJob } from './driver.js';
import { defineJob, type JobDefinition, type JobRequest } from './job.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !condition(); await pause(10)) {
    if (Date.now() > end) throw new Error('It did not happen within 15 s.');
  }
}

let counter = 0;

/** What every driver must do, so that the store behind the queue can be changed by one setting. */
export function describeQueueDriver(build: () => QueueDriver): void {
  let driver: QueueDriver;
  let job: JobDefinition<{ n: number }>;
  let received: ReceivedJob[];

  beforeEach(() => {
    driver = build();
    counter += 1;
    received = [];
    job = defineJob({ name: `test.run-${counter}`, queue: 'channels', version: 3, data: z.object({ n: z.number() }) });
  });
  afterEach(() => driver.close());

  const request = (n: number, id = `${job.name.replace('.', '-')}-${n}`): JobRequest => ({ job, data: { n }, id });
  const work = (handle: Handle = async () => undefined, concurrency = 4) =>
    driver.work(
      'channels',
      async (it) => {
        received.push(it);
        await handle(it);
      },
      { concurrency },
    );

  it('runs what was added, with its data and version', async () => {
    await work();
    await driver.add([request(1), request(2)]);
    await until(() => received.length === 2);
    expect(received.map((it) => it.data)).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]));
    expect(received[0]).toMatchObject({ name: job.name, version: 3, attempt: 1 });
  });

  it('starts a job that was added to an idle worker within a second', async () => {
    await work();
    await pause(500);
    const start = Date.now();
    await driver.add([request(1)]);
    await until(() => received.length === 1);
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it('holds a second request with the same id back, and takes it again when the first is done', async () => {
    await driver.add([request(1), request(1)]);
    await driver.add([request(1)]);
    await work();
    await until(() => received.length === 1);
    await pause(300);
    expect(received).toHaveLength(1);
    await driver.add([request(1)]);
    await until(() => received.length === 2);
  });

  it('tries again after an error, even one with a NUL in its text', async () => {
    await work(async ({ attempt }) => {
      if (attempt === 1) throw new Error('The server said \0 and went away.');
    });
    await driver.add([request(1)]);
    await until(() => received.length === 2);
    expect(received.map((it) => it.attempt)).toEqual([1, 2]);
  });

  it('does not try again what no try can help, and frees its id', async () => {
    await work(async () => {
      throw new UnusableJob('Its data is of no use.');
    });
    await driver.add([request(1)]);
    await until(() => received.length === 1);
    await pause(1_500);
    expect(received).toHaveLength(1);
    await driver.add([request(1)]);
    await until(() => received.length === 2);
  });

  it('refuses an id with a colon', async () => {
    await expect(driver.add([request(1, 'a:b')])).rejects.toThrow('has a colon');
  });

  it('waits for the running job when it closes', async () => {
    let finished = false;
    const worker = await work(async () => {
      await pause(400);
      finished = true;
    });
    await driver.add([request(1)]);
    await until(() => received.length === 1);
    expect(await worker.close(5_000)).toBe(true);
    expect(finished).toBe(true);
    await worker.ended;
  });

  it('says when a job outlasts its grace', async () => {
    let finish: (() => void) | undefined;
    const worker = await work(() => new Promise<void>((resolve) => (finish = resolve)));
    await driver.add([request(1)]);
    await until(() => finish !== undefined);
    expect(await worker.close(100)).toBe(false);
    finish?.();
  });

  it('answers a ping', async () => {
    await expect(driver.ping()).resolves.toBeUndefined();
  });
}
