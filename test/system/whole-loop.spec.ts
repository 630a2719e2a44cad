import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { type RunningSystem, startSystem } from '../support/running-system.js';

const run = promisify(execFile);

const TEXT = `Sore Calves After Your First Run

Sore calves are common after a first run. The soreness is strongest on the second day and then fades.

What Helps Your Calves

• Walk for ten minutes twice a day.
• Sleep well and drink water with your meals.

When You Can Run Again

Run again when you can walk down stairs without pain. Begin with short runs on flat ground.
`;

describe('one article, all the way', () => {
  let system: RunningSystem;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carepress-text-'));
    system = await startSystem();
  }, 120_000);
  afterAll(async () => {
    await system?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function walk(text: string): Promise<{ lines: string[]; report: Record<string, string> }> {
    const file = join(folder, 'sore-calves.txt');
    await writeFile(file, text);
    const { stdout } = await run(process.execPath, [projectPath('apps/cli/bin/carepress.mjs'), 'demo', file], {
      env: { ...process.env, PORT: `${system.port}`, DATA_DIR: system.dataDir },
      timeout: 90_000,
    });
    const lines = stdout.trim().split('\n');
    return { lines, report: JSON.parse(lines.at(-1)!) as Record<string, string> };
  }

  it('walks from a text file to page, message and withdrawal, by public interfaces only', async () => {
    const { report, lines } = await walk(TEXT);
    expect(Object.keys(report)).toEqual([
      'article',
      'revisionHash',
      'approvalId',
      'pageUrl',
      'deliveryUrl',
      'issueId',
      'messageId',
      'inboxUrl',
      'seconds',
    ]);
    expect(lines.join('\n')).toContain('APPROVER_IS_CONTRIBUTOR');
    for (const url of [report.pageUrl!, report.deliveryUrl!, report.inboxUrl!]) {
      const response = await fetch(url);
      expect({ url, status: response.status }).toEqual({ url, status: 200 });
      expect(await response.text()).toContain('Run again when you can walk down stairs without pain.');
    }
  }, 120_000);

  it('walks again with the same file: one article, a new revision', async () => {
    const first = await walk(TEXT);
    const second = await walk(TEXT);
    expect(second.report.article).toBe(first.report.article);
    expect(second.report.revisionHash).not.toBe(first.report.revisionHash);
  }, 120_000);

  it('says plainly when it is asked for something that does not exist', async () => {
    const query =
      '{ article(site: "harbor", locale: "en", slug: "not-here") { __typename ... on ArticleNotFound { code message } } }';
    const response = await fetch(`${system.apiUrl}/delivery/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({ data: { article: { __typename: 'ArticleNotFound' } } });
    expect((await fetch(`${system.siteUrl}/harbor/en/not-here`)).status).toBe(404);
  });

  it('runs beside a second instance with another PORT and DATA_DIR', async () => {
    const second = await startSystem();
    try {
      expect((await fetch(`${second.siteUrl}/harbor/`)).status).toBe(200);
      expect((await fetch(`${system.siteUrl}/harbor/`)).status).toBe(200);
    } finally {
      await second.stop();
    }
  }, 120_000);
});
