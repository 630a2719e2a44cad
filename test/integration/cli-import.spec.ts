import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#kernel';
import { projectPath, startEmbeddedPostgres } from '#platform';
import { claimDataDir } from '../../apps/cli/src/launcher/run-file.js';
import { createWorld, type World } from '../support/world.js';

const TEXT =
  'Sore After A Walk\n\nMost soreness fades in some days.\n\nWhat Helps Then\n\n• Rest your legs.\n• Walk again soon.\n\nRelated Posts\n';

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carepress-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the built command as a person would, with nothing of this process' environment but the paths of programs. */
function carepress(args: string[], env: Record<string, string> = {}): Promise<Answer> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [projectPath('apps/cli/bin/carepress.mjs'), ...args],
      { env: { PATH, HOME, DATA_DIR: join(folder, 'data'), ...env }, cwd: folder, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

async function file(name: string, content: string | Uint8Array = TEXT): Promise<string> {
  await writeFile(join(folder, name), content);
  return name;
}

/** Files that cannot be imported, each for another reason, and the codes of their refusals. */
async function badFiles(): Promise<Record<string, string>> {
  await file('letter.pdf', '%PDF-1.7');
  await file('empty.txt', '');
  await file('picture.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3));
  await truncate(join(folder, await file('huge.txt')), 20_000_000);
  await mkdir(join(folder, 'folder.txt'), { recursive: true });
  return {
    'missing.txt': 'FILE_NOT_READABLE',
    'letter.pdf': 'UNKNOWN_FILE_TYPE',
    'empty.txt': 'EMPTY_FILE',
    'picture.txt': 'BINARY_FILE',
    'huge.txt': 'FILE_TOO_LARGE',
    'folder.txt': 'NOT_A_FILE',
  };
}

describe('carepress import --dry-run', () => {
  it('reports a text as JSON and nothing else, without a database', async () => {
    const { code, stdout } = await carepress(['import', await file('sore.txt'), '--dry-run', '--json']);
    expect(code).toBe(0);
    const [report, ...more] = JSON.parse(stdout);
    expect(more).toEqual([]);
    expect(Object.keys(report).slice(0, 5)).toEqual(['file', 'sha256', 'lines', 'title', 'slug']);
    expect(report).toMatchObject({ file: 'sore.txt', title: 'Sore After A Walk', lists: [{ items: 2 }] });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('puts a refusal in the place of its file and goes on', async () => {
    const expected = await badFiles();
    const names = [...Object.keys(expected), await file('sore.txt')];
    const { code, stdout } = await carepress(['import', ...names, '--dry-run', '--json']);
    expect(code).toBe(1);
    const reports = JSON.parse(stdout) as { file: string; code?: string; message?: string }[];
    expect(reports.map((one) => one.file)).toEqual(names);
    expect(Object.fromEntries(reports.slice(0, -1).map((one) => [one.file, one.code]))).toEqual(expected);
    for (const { message, ...rest } of reports.slice(0, -1)) {
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(Object.keys(rest)).toEqual(['file', 'code']);
    }
  });

  it('shows people a table and what was dropped, without signs a terminal obeys', async () => {
    const name = await file('odd\u001b[2J.txt');
    const { stdout } = await carepress(['import', name, '--dry-run']);
    expect(stdout).toMatch(/^File +Title +Headings +Paragraphs +Warnings +Dropped$/m);
    expect(stdout).toMatch(/Sore After A Walk +1 +1 +\d+ +1$/m);
    expect(stdout).toMatch(/^ {2}line {3}10 {2}Related Posts {2}\(site furniture\)$/m);
    expect(stdout).not.toContain('\u001b');
  });
});

const SEEDS = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
const seedsPresent = existsSync(SEEDS);
if (!seedsPresent) console.warn(`SKIPPED: no seed articles in ${SEEDS}; the report is only tested on its own texts.`);

(seedsPresent ? describe : describe.skip)('five real articles at the prompt', () => {
  it('give exactly the expected reports', async () => {
    const names = readdirSync(SEEDS).filter((name) => name.endsWith('.txt'));
    const paths = names.map((name) => join(SEEDS, name));
    const { code, stdout } = await carepress(['import', ...paths, '--dry-run', '--json']);
    expect(code).toBe(0);
    const reports = JSON.parse(stdout) as { file: string; readability: object; findings: object[] }[];
    for (const name of readdirSync(join(SEEDS, 'expected'))) {
      const found = reports.find((one) => one.file === name.replace('.json', '.txt'));
      const { readability, findings, ...report } = found!;
      expect(report).toEqual(JSON.parse(readFileSync(join(SEEDS, 'expected', name), 'utf8')));
      expect([typeof readability, Array.isArray(findings)]).toEqual(['object', true]);
    }
  });
});

describe('carepress import into an external database', () => {
  let world: World;
  let env: Record<string, string>;
  let author: string[];
  let reviewer: string[];
  beforeAll(async () => {
    world = await createWorld();
    env = { DATABASE_URL: world.database.url, CAREPRESS_SECRET: 'x'.repeat(32) };
    const as = async (name: string, role: 'author' | 'reviewer') => {
      const { userId } = await world.person(name, role);
      return ['--site', 'harbor', '--topic', 'Walking', '--as', `${userId}@clinic.example`];
    };
    author = await as('Sam', 'author');
    reviewer = await as('Maya', 'reviewer');
  });
  afterAll(() => world.close());

  const count = async (table: string) => {
    const [row] = await world.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return row!.count;
  };

  it('imports what it can, each file for itself, and the same bytes once', async () => {
    const names = [...Object.keys(await badFiles()), await file('sore.txt'), await file('again.txt')];
    const { code, stdout } = await carepress(['import', ...names, ...author], env);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^sore\.txt: imported\. http:\/\/localhost:4000\/admin\/articles\/[0-9a-f-]{36}$/m);
    expect(stdout).toMatch(/^again\.txt: was imported before/m);
    expect(stdout).toContain('There is no file missing.txt.');
    expect(stdout).toMatch(/^1 imported, 1 imported before, 6 refused\./m);
    expect([await count('article'), await count('approval')]).toEqual([1, 0]);
    const rows = await world.database.query<{ file_name: string; topic: string; email: string; locale: string }>(
      `SELECT i.file_name, a.topic, s.email, r.locale FROM import_record i JOIN article a ON a.id = i.article_id
       JOIN revision r ON r.id = i.revision_id JOIN staff_user s ON s.id = r.created_by_id`,
    );
    expect(rows).toEqual([{ file_name: 'sore.txt', topic: 'Walking', email: author[5], locale: 'en' }]);
  });

  it('prints the outcomes as JSON, and 0 when nothing was refused', async () => {
    const { code, stdout } = await carepress(['import', await file('sore.txt'), ...author, '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        file: 'sore.txt',
        articleId: expect.any(String),
        importRecordId: expect.any(String),
        created: false,
        outcome: 'known',
      },
    ]);
  });

  it.each([
    ['a missing option', () => author.slice(0, 4), 'An import needs --as too'],
    ['an unknown site', () => ['--site', 'nowhere', ...author.slice(2)], 'There is no site "nowhere".'],
    ['an unknown address', () => [...author.slice(0, 5), 'no@clinic.example'], 'Nobody signs in as no@clinic.example.'],
    ['a person without the right', () => reviewer, 'Maya may not import at "harbor".'],
    ['a wrong locale', () => [...author, '--locale', 'x!'], 'The locale must be a language tag'],
    ['a wrong topic', () => [...author.slice(0, 3), 'x'.repeat(81), ...author.slice(4)], 'Name the topic'],
  ])('refuses all files for %s with one sentence', async (_, options, sentence) => {
    const before = await count('article');
    const name = await file('new.txt', `${TEXT}\nAnd one line more.\n`);
    const { code, stdout, stderr } = await carepress(['import', name, name, ...options()], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await count('article')).toBe(before);
  });

  it('says that a database does not answer, without its password', async () => {
    const url = 'postgresql://carepress:hidden@127.0.0.1:9/carepress';
    const { code, stderr } = await carepress(['import', await file('sore.txt'), ...author], {
      ...env,
      DATABASE_URL: url,
    });
    expect(code).toBe(1);
    expect(stderr).toContain('The database does not answer');
    expect(stderr).not.toContain('hidden');
  });
});

describe('carepress import into the embedded database', () => {
  const terms = ['--site', 'pier', '--topic', 'Walking', '--as', 'ann@pier.example'];

  async function addAnn(url: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const [siteId, userId] = [newId(), newId()];
    await client.query(
      `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
       VALUES ($1, 'pier', 'Pier', 'en', 'America/Los_Angeles', 'https://pier.example', '1', 'Pier 1', '911', 'Pier', 'a@pier.example')`,
      [siteId],
    );
    await client.query("INSERT INTO staff_user (id, name, email) VALUES ($1, 'Ann', 'ann@pier.example')", [userId]);
    await client.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'author')", [userId, siteId]);
    await client.end();
  }

  it('needs one that was started once', async () => {
    const { code, stderr } = await carepress(['import', await file('sore.txt'), ...terms]);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no database in');
  });

  it('uses the one of a running system, and starts and stops it otherwise', async () => {
    const dataDir = join(folder, 'data');
    expect((await carepress(['migrate'])).code).toBe(0);
    const claim = await claimDataDir(dataDir);
    const postgres = await startEmbeddedPostgres(join(dataDir, 'postgres'));
    await addAnn(postgres.url);
    const running = await carepress(['import', await file('sore.txt'), ...terms]);
    expect(running.stdout).toContain('1 imported, 0 imported before, 0 refused.');
    expect(postgres.process.exitCode).toBeNull();
    await postgres.stop();
    const busy = await carepress(['import', 'sore.txt', ...terms]);
    expect(busy).toMatchObject({ code: 1, stderr: expect.stringContaining('Carepress already runs on') });
    await claim.release();
    const stopped = await carepress(['import', 'sore.txt', ...terms]);
    expect(stopped).toMatchObject({ code: 0, stdout: expect.stringContaining('0 imported, 1 imported before') });
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  }, 120_000);
});
