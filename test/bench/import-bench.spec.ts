import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('bench -- import', () => {
  it('imports an export twice, and prints its figures as one line of JSON', async () => {
    const words = ['bench', 'import', '--json', '--size', '30'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 200_000,
    });
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({
      bench: 'import',
      postsPerSecond: expect.any(Number),
      peakRssMiB: expect.any(Number),
      posts: 30,
      created: 30,
      again: { created: 0, known: 30 },
    });
  }, 240_000);
});
