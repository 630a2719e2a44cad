import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run drill -- clock', () => {
  it('shows nothing overdue as current and misses no reminder for three articles, and ends with one line of JSON', async () => {
    const words = ['drill', 'clock', '--json', '--size', '3', '--seed', '7'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({
      drill: 'clock',
      overdueServedAsCurrent: 0,
      missedReminders: 0,
      doubledReminders: 0,
    });
    expect(report.expectedReminders).toBeGreaterThan(0);
    expect(report.daysWithoutSweep).toBeGreaterThan(100);
  }, 300_000);
});
