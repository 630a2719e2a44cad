import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('bench -- start', () => {
  it('starts the whole system and prints its figures as one line of JSON', async () => {
    const words = ['bench', 'start', '--json', '--size', '1'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 200_000,
    });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
    expect(report).toMatchObject({
      bench: 'start',
      readySeconds: expect.any(Number),
      gzipKiB: expect.any(Number),
      starts: 1,
    });
    expect(report.gzipKiB as number).toBeLessThanOrEqual(350);
  }, 220_000);
});
