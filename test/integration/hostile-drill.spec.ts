import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

async function drill(name: string, size: number) {
  const words = ['drill', name, '--json', '--size', String(size), '--seed', '7'];
  const runner = projectPath('scripts', 'run-measure.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 280_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

describe('npm run drill -- hostile', () => {
  it('breaks nothing, runs nothing, reaches nothing, and ends with one line of JSON', async () => {
    const report = await drill('hostile', 66);
    expect(report.first).toBeUndefined();
    expect(report).toMatchObject({
      crashes: 0,
      executed: 0,
      privateAddressesReached: 0,
      unbounded: 0,
      internalsTold: 0,
    });
    expect(report.sizes.kinds).toBeGreaterThan(30);
    expect(report.sizes.heavy).toBeGreaterThanOrEqual(10);
    expect(report.sizes.formats).toBeGreaterThan(60);
  }, 300_000);
});

describe('npm run drill -- fresh', () => {
  it('shows nothing old on the process that changed it', async () => {
    const report = await drill('fresh', 1);
    // How soon the other process follows is a matter of the machine, and is judged by the drill at its own size.
    expect(report).toMatchObject({ staleOnTheSameProcess: 0, sizes: { rounds: 1, changes: 2 } });
    expect(report.sizes.reads).toBeGreaterThanOrEqual(200);
  }, 300_000);
});
