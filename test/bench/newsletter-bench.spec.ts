import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

describe('npm run bench -- newsletter', () => {
  it('hands a small issue over beside bare SMTP and prints its figures', async () => {
    const words = ['bench', 'newsletter', '--json', '--size', '600', '--seed', '3'];
    const runner = projectPath('scripts', 'run-measure.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(report).toMatchObject({ bench: 'newsletter', sizes: { few: 60, many: 600, messagesARound: 60 } });
    for (const figure of ['handedOverPerSecond', 'rawPerSecond', 'vsRawSmtp', 'freezeSeconds', 'rssGrowth']) {
      expect(report[figure]).toBeGreaterThan(0);
    }
    expect(report.peakRssMiB.many).toBeGreaterThan(0);
  }, 300_000);
});
