import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);

describe('bench -- list', () => {
  it('goes through a list of hundreds to its end, and draws the rows on the screen alone', async () => {
    const words = ['bench', 'list', '--json', '--size', '250'];
    const { stdout } = await run(process.execPath, [projectPath('scripts', 'run-measure.mjs'), ...words], {
      timeout: 400_000,
    });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ bench: 'list', articles: expect.any(Number) });
    expect(report.articles).toBeGreaterThanOrEqual(250);
    for (const step of ['first', 'toTheEnd', 'selectAll', 'searching', 'filtering', 'savedView']) {
      expect([step, report[step].rowsDrawn > 0, report[step].rowsDrawn < 80]).toEqual([step, true, true]);
      expect([step, report[step].domNodes < 2_000]).toEqual([step, true]);
    }
  }, 420_000);
});
