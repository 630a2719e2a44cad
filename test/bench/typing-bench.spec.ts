import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('bench -- typing', () => {
  it('types into a long article in a real browser, and prints its figures as one line of JSON', async () => {
    const words = ['bench', 'typing', '--json', '--size', '10'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 200_000,
    });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
    expect(report).toMatchObject({ bench: 'typing', p95Ms: expect.any(Number), keys: 10 });
    expect(report.words as number).toBeGreaterThanOrEqual(5_000);
  }, 220_000);
});
