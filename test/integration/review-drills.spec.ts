import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

async function drill(name: string, size: string) {
  const runner = projectPath('scripts', 'run-measure.mjs');
  const words = ['drill', name, '--json', '--size', size, '--seed', '5'];
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { timeout: 240_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

describe('npm run drill -- governance', () => {
  it('finds nothing live without its approvals and nothing self-approved, and really approves and publishes', async () => {
    // One in seven publishes: with few of them it may happen that none does, and nothing was shown.
    const report = await drill('governance', '100');
    expect(report).toMatchObject({
      ...{ publishedWithoutMatchingApproval: 0, selfApproved: 0, approvalsNotStored: 0, approvedWithoutLicence: 0 },
      ...{ fingerprintMismatches: 0, publishedOverdue: 0, publishedOnLapsedLicence: 0, publishedRecalled: 0 },
      internalErrors: 0,
    });
    expect(report.publications).toBeGreaterThan(0);
    expect(report.completeApprovals).toBeGreaterThan(0);
    expect(report.answers.approve.APPROVER_IS_CONTRIBUTOR).toBeGreaterThan(0);
  }, 300_000);
});

describe('npm run drill -- access', () => {
  it('finds every operation as the table of access says, and every operation in a case', async () => {
    expect(await drill('access', '1')).toMatchObject({
      ...{ unexpectedlyAllowed: 0, unexpectedlyRefused: 0, operationsNotCovered: 0 },
      ...{ allowed: '', refused: '', notCovered: '' },
    });
  }, 300_000);
});
