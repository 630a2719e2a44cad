import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { NewParkedJob } from '#parked';
import { createLogger, type JobHandler } from '#platform';
import { JobRunner } from './job-runner.js';
import { Parking } from './parking.js';

/** A runner of one kind of job, and what it parked and ran. */
function runner(wentOn?: () => Promise<boolean>) {
  const parked: NewParkedJob[] = [];
  const ran: unknown[] = [];
  const handler: JobHandler<unknown> = {
    job: { name: 'cup.wash', queue: 'mail', version: 1, data: z.object({ cupId: z.string() }) },
    run: async (data) => void ran.push(data),
    ...(wentOn && { wentOn }),
  };
  const store = {
    park: async (job: NewParkedJob) => void parked.push(job),
    open: async () => new Map(),
    settle: async () => {},
  };
  const { signal } = new AbortController();
  const made = new JobRunner([handler], new Parking(store), createLogger('spec', 'silent'), signal);
  const run = (deaths: number) =>
    made.run({ name: 'cup.wash', id: 'a', version: 1, data: { cupId: 'c' }, attempt: 1, deaths });
  return { run, parked, ran };
}

describe('a job whose workers ended while they did it', () => {
  it('is tried again after two of them, and parked after three', async () => {
    const it = runner();
    await it.run(2);
    expect([it.ran.length, it.parked.length]).toEqual([1, 0]);
    await it.run(3);
    expect([it.ran.length, it.parked.length]).toEqual([1, 1]);
    expect(it.parked[0]).toMatchObject({ name: 'cup.wash', queue: 'mail', blocks: true });
  });

  it.each([
    [true, 1, 0],
    [false, 0, 1],
  ])('when its work went on meanwhile: %s, runs %i times and is parked %i times', async (wentOn, ran, parked) => {
    const it = runner(async () => wentOn);
    await it.run(20);
    expect([it.ran.length, it.parked.length]).toEqual([ran, parked]);
  });

  it('is not parked because nobody could say whether its work went on', async () => {
    const it = runner(async () => {
      throw new Error('the database is away');
    });
    await expect(it.run(3)).rejects.toThrow('Job failed');
    expect([it.ran.length, it.parked.length]).toEqual([0, 0]);
  });
});
