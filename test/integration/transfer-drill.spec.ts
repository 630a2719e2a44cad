import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run drill -- restore', () => {
  it('changes no hash and loses no row of twenty articles, and ends with one line of JSON', async () => {
    const words = ['drill', 'restore', '--json', '--size', '20', '--seed', '7'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ drill: 'restore', hashesChanged: 0, rowsLost: 0, rowsAdded: 0, mediaChanged: 0 });
    expect(report).toMatchObject({ articles: 20, tablesEmpty: [] });
    expect(report.mediaFiles).toBeGreaterThan(20);
    expect(report.hashes).toBeGreaterThan(40);
  }, 300_000);
});
