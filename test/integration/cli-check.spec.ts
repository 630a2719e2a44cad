import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ZipFile } from 'yazl';
import { projectPath } from '#platform';

const PROMISE = 'We guarantee that you will be pain-free.';
const ITEM = (words: string) =>
  `<item><title>Knees</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>` +
  `<guid>https://old.example/?p=7</guid><content:encoded><![CDATA[<!-- wp:paragraph --><p>${words}</p><!-- /wp:paragraph -->]]></content:encoded></item>`;
const WXR = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>${ITEM(PROMISE)}</channel></rss>`;
const REST = JSON.stringify([
  {
    id: 7,
    slug: 'knees',
    type: 'post',
    status: 'publish',
    title: { rendered: 'Knees' },
    content: { rendered: `<p>${PROMISE}</p>` },
  },
]);
const SPANISH =
  'Cuidar La Espalda\n\nCamine cada día, comenzando con diez minutos. Debe utilizar una silla firme. El dolor suele mejorar.\n\nEsta palabra tiene un herror claro.\n';

async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const OFFICE = 'http://schemas.openxmlformats.org';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const WORD = {
  '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/document.xml': `<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${PROMISE}</w:t></w:r></w:p></w:body></w:document>`,
};

interface Check {
  readonly code: string;
  readonly line: number | null;
  readonly path: string;
  readonly from?: number;
  readonly quote: string;
  readonly key: string;
}
interface Report {
  readonly file: string;
  readonly code?: string;
  readonly message?: string;
  readonly checks: Check[];
  readonly readability: { readonly words: number };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carepress-check-'));
  await mkdir(join(folder, 'drafts', 'deep'), { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    'drafts/a.txt': `Sore Knees\n\n${PROMISE}\n`,
    'drafts/b.html': `<!doctype html><html lang="en"><head><title>Knees</title></head><body><h1>Knees</h1>\n<p>${PROMISE}</p></body></html>`,
    'drafts/deep/c.md': `# Knees\n\n${PROMISE}\n`,
    'drafts/d.docx': await zipOf(WORD),
    'drafts/e.xml': WXR,
    'drafts/f.json': REST,
    'drafts/g.zip': await zipOf({ 'in/side.md': `# Knees\n\n${PROMISE}\n`, 'broken.docx': 'PK' }),
    'drafts/photo.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
    'espalda.txt': SPANISH,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function check(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [projectPath('apps/cli/bin/carepress.mjs'), 'check', ...args],
      { env: { PATH, HOME, DATA_DIR: join(folder, 'data') }, cwd: folder, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe('carepress check', () => {
  it('finds the same in every format, in folders and archives, each with its place', async () => {
    const { code, stdout } = await check('drafts', '--json');
    const reports = JSON.parse(stdout) as Report[];
    expect(code).toBe(1);
    expect(reports.map(({ file }) => file.replace(/.* > /, '>'))).toEqual([
      'a.txt',
      'b.html',
      'd.docx',
      'c.md',
      expect.stringMatching(/^>/),
      '>knees',
      '>in/side.md',
      '>broken.docx',
    ]);
    for (const { checks } of reports.slice(0, -1)) {
      const promise = checks.find(({ code: found }) => found === 'CLAIM_GUARANTEE');
      expect(promise).toMatchObject({
        quote: PROMISE,
        from: 0,
        path: expect.stringMatching(/^document\.content\[\d+\]$/),
      });
      expect(promise?.line).toEqual(expect.any(Number));
      expect(promise?.key).toMatch(/^CLAIM_GUARANTEE-[0-9a-f]{16}$/);
      expect(checks.map((one) => one.code)).toContain('DUPLICATE_EXACT');
    }
    expect(reports.at(-1)).toMatchObject({ code: 'DAMAGED_ARCHIVE', message: expect.stringMatching(/^[^\n]+\.$/) });
  });

  it('takes patterns, and each file once', async () => {
    const { code, stdout } = await check('drafts/**/*.md', 'drafts/a.txt', 'drafts/*.txt', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Report[]).map(({ file }) => file)).toEqual(['c.md', 'a.txt']);
  });

  it('judges a Spanish text by Spanish rules', async () => {
    const { stdout } = await check('espalda.txt', '--locale', 'es', '--json');
    const { checks } = JSON.parse(stdout) as Report;
    const quoted = (code: string) => checks.filter((one) => one.code === code).map(({ quote }) => quote);
    expect(quoted('SPELLING')).toEqual(['herror']);
    expect(quoted('PLAIN_WORDS')).toContain('utilizar');
    expect((await check('espalda.txt', '--locale', 'es')).stdout).toMatch(
      /^Reading ease -?[\d.]+ \(Fernández Huerta\)/m,
    );
  });

  it('shows people each finding with its line, and tells scripts by the exit code', async () => {
    const { code, stdout } = await check('drafts/a.txt');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Reading grade -?[\d.]+ \(Flesch-Kincaid\)/m);
    expect(stdout).toMatch(/^line 3 {2}block {2}CLAIM_GUARANTEE$/m);
    expect((await check('drafts/a.txt', '--fail-on', 'block')).code).toBe(2);
    const missing = await check('missing.txt', 'drafts/a.txt');
    expect(missing).toMatchObject({ code: 1, stdout: expect.stringContaining('There is no file missing.txt.') });
    expect(missing.stdout).toContain('CLAIM_GUARANTEE');
    expect(await check('drafts/a.txt', '--fail-on', 'worst')).toMatchObject({
      code: 1,
      stderr: '"worst" is no severity. Give --fail-on block, fix or note.\n',
    });
  });
});
