import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run drill -- newsletter', () => {
  it('loses nobody and writes to nobody twice under every fault, and ends with one line of JSON', async () => {
    const words = ['drill', 'newsletter', '--json', '--size', '60', '--seed', '3'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 540_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ drill: 'newsletter', lost: 0, duplicated: 0, unexplained: 0, finished: true });
    const { sentAfterPause, sentAfterLeaving, sentWithFullDisk, sentFromBackup } = report;
    expect([sentAfterPause, sentAfterLeaving, sentWithFullDisk, sentFromBackup]).toEqual([0, 0, 0, 0]);
    expect(report.backupWaits).toBe(true);
    const named = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 24, 25];
    expect(Object.keys(report.faultsMet).map(Number)).toEqual(named);
    expect(report.kills).toBeGreaterThanOrEqual(2);
    expect(report.unknown).toBeLessThanOrEqual(report.unknownBound);
    expect(report.handedOver).toBeGreaterThan(0);
  }, 600_000);
});
