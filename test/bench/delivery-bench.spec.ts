import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const run = promisify(execFile);
const runner = projectPath('scripts', 'run-measure.mjs');

async function measure(...words: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  try {
    return { ...(await run(process.execPath, [runner, ...words], { timeout: 240_000 })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

describe('npm run bench', () => {
  it('measures delivery at a tiny size, and ends with one line of JSON', async () => {
    const { stdout, code } = await measure('bench', 'delivery', '--json', '--size', '30', '--seed', '7');
    expect(code).toBe(0);
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({
      seed: 7,
      warm: { bySlug: { vsFastify: expect.any(Number) }, list: { vsFastify: expect.any(Number) } },
      cold: { bySlug: { vsApollo: expect.any(Number) }, list: { vsApollo: expect.any(Number) } },
      p99Ms: { warm: expect.any(Number), cold: expect.any(Number) },
      sqlPerRequest: { bySlug: 1, list20: 1, list100: 1 },
      growth: expect.any(Number),
      sizes: { large: 30 },
    });
  }, 300_000);

  it('measures search at a tiny size', async () => {
    const { stdout, code } = await measure('bench', 'search', '--json', '--size', '60', '--seed', '7');
    expect(code).toBe(0);
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({
      p95Ms: expect.any(Number),
      recallAt10: 1,
      sizes: { articles: 60 },
    });
  }, 300_000);

  it.each([
    [['bench', 'nothing'], /delivery/],
    [['bench', 'delivery', '--size', '0'], /--size needs a whole number/],
    [['bench', 'delivery', '--sise', '5'], /--sise is not known here/],
    [['race'], /Say bench or drill/],
  ])('says what is wrong with %j', async (words, message) => {
    const { code, stderr } = await measure(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
