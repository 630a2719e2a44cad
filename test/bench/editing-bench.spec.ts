import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('bench -- editing', () => {
  it('saves, compares and checks, and prints its figures as one line of JSON', async () => {
    const words = ['bench', 'editing', '--json', '--size', '5'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 120_000,
    });
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({
      bench: 'editing',
      saveP99Ms: expect.any(Number),
      diffMs: expect.any(Number),
      checkMs: expect.any(Number),
      saves: 5,
    });
  }, 150_000);
});
