import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { FolderTarget } from './folder-target.js';
import type { OpenSite, SiteFile } from './site-files.js';
import { type Target, TargetRefused } from './target.js';
import { TakenOver, writeSite } from './write-site.js';

const built = (name: string) => pathToFileURL(projectPath('dist', 'libs', 'channels', 'src', 'static', name)).href;

function site(generation: number, pages: Record<string, string>): OpenSite {
  const files = Object.entries(pages).map(([path, text]): SiteFile => {
    const bytes = Buffer.from(text);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { path, kind: 'page', type: 'text/html', hash, read: async () => bytes };
  });
  return {
    generation: BigInt(generation),
    staleAt: null,
    async *files() {
      yield* files;
    },
  };
}

describe('a site in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carepress-folder-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (it: OpenSite, isHeld = () => true, siteId = 's') =>
    writeSite(new FolderTarget(folder), siteId, it, isHeld);
  const read = (path: string) => readFile(join(folder, 'current', path), 'utf8');

  /** Runs a program that imports what was built; its first argument is the folder. */
  const PROGRAM = `
    import { createHash } from 'node:crypto';
    const { FolderTarget } = await import(${JSON.stringify(built('folder-target.js'))});
    const { writeSite } = await import(${JSON.stringify(built('write-site.js'))});
    const file = (path, bytes, read = async () => bytes) =>
      ({ path, kind: 'page', type: 'text/html', hash: createHash('sha256').update(bytes).digest('hex'), read });
    const write = (generation, files) => writeSite(new FolderTarget(process.env.SITE_FOLDER), 's',
      { generation: BigInt(generation), staleAt: null, async *files() { yield* files; } }, () => true);
    const small = (text) => Array.from({ length: 5 }, (_, n) => file('p' + n + '/index.html', Buffer.from(text + n)));
    const large = [...small('new'), ...Array.from({ length: 30 }, (_, n) => file('q' + n + '.html', Buffer.alloc(100_000, n)))];
  `;

  it('keeps the old site on a full disk, says so in words, and goes on when there is room', async () => {
    const program = `${PROGRAM}
      import { readFile, readdir } from 'node:fs/promises';
      const folder = process.env.SITE_FOLDER;
      await write(1, small('old'));
      const error = await write(2, large).catch((it) => it);
      const after = await readFile(folder + '/current/p0/index.html', 'utf8');
      const left = await readdir(folder + '/generations');
      const again = await write(3, small('room'));
      const then = await readFile(folder + '/current/p0/index.html', 'utf8');
      console.log(JSON.stringify([error.name, error.message, after, left.length, again.written, then]));`;
    const env = { ...process.env, SITE_FOLDER: join(folder, 'disk'), NODE_OPTIONS: '' };
    await mkdir(env.SITE_FOLDER);
    const node = [process.execPath, '--input-type=module', '-e', program];
    // A disk of one megabyte where the system lets us make one; elsewhere files that may not grow, which looks the same.
    const disk = 'mount -t tmpfs -o size=1m full "$SITE_FOLDER" && exec "$@"';
    const run = promisify(execFile);
    const { stdout } = await run('unshare', ['-rm', 'sh', '-c', disk, 'sh', ...node], { env }).catch(() =>
      run('bash', ['-c', 'ulimit -f 50; exec "$@"', 'bash', ...node], { env }),
    );
    expect(JSON.parse(stdout)).toEqual([
      'TargetRefused',
      expect.stringMatching(/^The disk is full\. The site stands as it was before/),
      'old0',
      2,
      5,
      'room0',
    ]);
  });

  it('killed in the middle leaves the old site; the next time stands, and what was begun is gone', async () => {
    await write(site(1, { 'a.html': 'old' }));
    const program = `${PROGRAM}
      const stuck = file('b.html', Buffer.from('b'), () => { console.log('at it'); return new Promise(() => setInterval(() => 0, 1e6)); });
      await write(2, [...small('new'), stuck]);`;
    const env = { ...process.env, SITE_FOLDER: folder, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await read('a.html')).toBe('old');
    expect(await readdir(join(folder, 'generations'))).toHaveLength(3);
    await write(site(3, { 'a.html': 'new' }));
    expect(await read('a.html')).toBe('new');
    // This one and the one before, each with its manifest.
    expect(await readdir(join(folder, 'generations'))).toHaveLength(4);
  });

  it('changes nothing for an older state, for another site, and once the work was taken over', async () => {
    await write(site(7, { 'a.html': 'seven' }));
    expect(await write(site(6, { 'a.html': 'six' }))).toMatchObject({ generation: 7n, written: 0 });
    await expect(write(site(8, { 'a.html': 'eight' }), () => true, 'other')).rejects.toThrow(TargetRefused);
    let asked = 0;
    await expect(write(site(9, { 'a.html': 'nine', 'b.html': 'b' }), () => ++asked < 2)).rejects.toThrow(TakenOver);
    expect(await read('a.html')).toBe('seven');
    expect(await readdir(join(folder, 'generations'))).toHaveLength(2);
  });

  it('that stood still while another went on does not bring its state back', async () => {
    await write(site(1, { 'a.html': 'one' }));
    const slow: OpenSite = {
      ...site(2, {}),
      async *files() {
        yield* site(2, { 'a.html': 'two' }).files();
        await write(site(3, { 'a.html': 'three' }));
      },
    };
    await expect(write(slow)).rejects.toThrow(TakenOver);
    expect(await read('a.html')).toBe('three');
  });

  it('writes everything again when somebody took files out of it', async () => {
    await write(site(1, { 'a.html': 'a', 'b.html': 'b' }));
    await rm(join(folder, 'current', 'a.html'));
    const next = site(2, { 'a.html': 'a', 'b.html': 'b', 'c.html': 'c' });
    await expect(write(next)).rejects.toThrow('The next attempt writes all of them again');
    expect(await write(next)).toMatchObject({ written: 3 });
    expect(await read('a.html')).toBe('a');
  });

  it('only writes down the generation when no file differs', async () => {
    await write(site(1, { 'a.html': 'a' }));
    const before = await readlink(join(folder, 'current'));
    expect(await write(site(2, { 'a.html': 'a' }))).toMatchObject({ generation: 2n, written: 0, removed: 0 });
    expect(await readlink(join(folder, 'current'))).toBe(before);
    const target: Target = new FolderTarget(folder);
    expect((await target.manifest())!.generation).toBe('2');
  });

  it.each(['../a.html', 'a/../../b.html', '/etc/passwd', 'a//b.html', 'a\\b.html', ''])(
    'refuses the path "%s" as a fault of ours',
    async (path) => {
      await expect(write(site(1, { [path]: 'x' }))).rejects.toThrow('is no path of a site');
    },
  );
});
