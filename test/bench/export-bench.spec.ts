import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run bench -- export', () => {
  it('writes a small site as files, writes none the second time, and prints its figures', async () => {
    const words = ['bench', 'export', '--json', '--size', '130', '--seed', '3'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ bench: 'export', rewrittenOnSecondRun: 0, sizes: { articles: 130 } });
    expect(report.pagesPerSecond).toBeGreaterThan(0);
    expect(report.sizes.pages).toBeGreaterThan(130);
  }, 300_000);
});
