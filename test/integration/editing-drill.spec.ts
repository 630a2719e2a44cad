import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run drill -- edits', () => {
  it('loses no acknowledged text in ten races, and ends with one line of JSON', async () => {
    const words = ['drill', 'edits', '--json', '--size', '10', '--seed', '7'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ drill: 'edits', lostUpdates: 0, races: 10, saves: 60, seed: 7 });
    expect(report.stale).toBeGreaterThan(0);
  }, 300_000);
});
