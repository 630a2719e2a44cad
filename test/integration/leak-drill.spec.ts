import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run drill -- leak', () => {
  it('plants canaries in every room, sees none of them in public, and ends with one line of JSON', async () => {
    const words = ['drill', 'leak', '--json', '--size', '60', '--seed', '7'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ drill: 'leak', canariesSeen: 0, sizes: { queries: 60 } });
    expect(report.planted.tables).toBeGreaterThan(25);
    expect(report.asked).toBeGreaterThan(500);
    const { webhooks, mailsToReaders, mailsToStaff, exportedFiles, queriesWithData, handouts } = report.looked;
    for (const looked of [webhooks, mailsToReaders, mailsToStaff, exportedFiles, queriesWithData, handouts]) {
      expect(looked).toBeGreaterThan(0);
    }
  }, 300_000);
});
