import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('drill -- imports', () => {
  it('keeps the text of files of every kind, and nothing that could run', async () => {
    const words = ['drill', 'imports', '--json', '--size', '42'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 120_000,
    });
    const figures = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(figures).toMatchObject({ drill: 'imports', files: 42, unsafe: 0, crashes: 0, unaccountedCharacters: 0 });
    expect(figures.textKept).toBeGreaterThanOrEqual(0.99);
  }, 150_000);
});
