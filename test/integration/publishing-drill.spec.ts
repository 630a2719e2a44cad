import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

/** Runs a measurement at a size that proves that it works, and reads its last line. */
async function measure(kind: string, name: string, size: number): Promise<Record<string, unknown>> {
  const words = [kind, name, '--json', '--size', `${size}`, '--seed', '2'];
  const runner = projectPath('scripts', 'run-measure.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 280_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

/** The kinds of faults that the drill brings, and which of those that have a number each of them is. */
const KINDS = {
  stop: 'fault 11',
  wrongClock: 'fault 12',
  databaseCrash: 'fault 13',
  sessionsEnded: 'fault 14',
  kill: 'fault 17',
  deploy: 'fault 24',
  queueEmptied: 'fault 25',
};

describe('npm run drill -- publishing', () => {
  it('loses nothing, is never early and tells everybody, after every kind of fault', async () => {
    const report = await measure('drill', 'publishing', 40);
    expect(report).toMatchObject({ lost: 0, early: 0, missed: 0, staleReads: 0, webhooksLost: 0, quiet: true });
    expect(report.webhooks).toMatchObject({ unverified: 0 });
    const happened = report.faults as Record<string, number>;
    expect(Object.keys(happened).sort()).toEqual(Object.keys(KINDS).sort());
    expect(Object.entries(happened).filter(([, count]) => count === 0)).toEqual([]);
  }, 300_000);
});

describe('npm run drill -- schedules', () => {
  it('is never early and misses none, in three zones and over the changes of their clocks', async () => {
    const report = await measure('drill', 'schedules', 45);
    expect(report).toMatchObject({ early: 0, missed: 0, wrong: 0, schedules: 45, zones: 3 });
  }, 300_000);
});

describe('npm run bench -- publish', () => {
  it('measures from the act to the public and to a receiver, and schedules that are due at one instant', async () => {
    const report = await measure('bench', 'publish', 20);
    expect(report).toMatchObject({ early: 0, unverified: 0, sizes: { schedules: 20 } });
    for (const figure of ['approvedToLiveP99Ms', 'approvedToWebhookP99Ms', 'lastLiveAfterDueMs']) {
      expect(report[figure]).toBeGreaterThan(0);
    }
  }, 300_000);
});
