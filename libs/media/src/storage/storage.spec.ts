import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { type FakeS3, startFakeS3 } from '../../../../test/support/fake-s3.js';
import { DiskStorage } from './disk-storage.js';
import { isStoredName, type MediaStorage, NoRoom, StoreFailed } from './media-storage.js';
import { S3Storage } from './s3-storage.js';

const KEYS = { bucket: 'pictures', region: 'eu-central-1', accessKeyId: 'KEYID', secretAccessKey: 'very secret' };

function file(text = randomBytes(50_000).toString('hex')): { name: string; bytes: Buffer } {
  const bytes = Buffer.from(text);
  return { name: `${createHash('sha256').update(bytes).digest('hex')}.jpg`, bytes };
}

async function read(storage: MediaStorage, name: string): Promise<Buffer | null> {
  const found = await storage.stream(name);
  if (!found) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of found.stream) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  expect(all.length).toBe(found.bytes);
  return all;
}

let folder: string;
let s3: FakeS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carepress-media-'));
  s3 = await startFakeS3(KEYS);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const KINDS: [string, () => MediaStorage][] = [
  ['a folder', () => new DiskStorage(join(folder, 'media'))],
  ['a bucket', () => new S3Storage({ ...KEYS, endpoint: s3.endpoint })],
];

describe.each(KINDS)('%s', (_kind, open) => {
  it('gives back what was put, as a whole and as a stream', async () => {
    const storage = open();
    const { name, bytes } = file();
    expect([await storage.exists(name), await storage.get(name), await storage.stream(name)]).toEqual([
      false,
      null,
      null,
    ]);
    await storage.put(name, bytes);
    expect(await storage.exists(name)).toBe(true);
    expect((await storage.get(name))!.equals(bytes)).toBe(true);
    expect((await read(storage, name))!.equals(bytes)).toBe(true);
    expect((await open().get(name))!.equals(bytes)).toBe(true);
  });

  it('stands twenty at once with the same bytes', async () => {
    const { name, bytes } = file();
    await Promise.all(Array.from({ length: 20 }, () => open().put(name, bytes)));
    expect((await open().get(name))!.equals(bytes)).toBe(true);
  });

  it('deletes, also what is not there', async () => {
    const storage = open();
    const { name, bytes } = file();
    await storage.put(name, bytes);
    await storage.delete(name);
    await storage.delete(name);
    expect([await storage.exists(name), await storage.get(name)]).toEqual([false, null]);
  });

  it('takes no name that could lead elsewhere', async () => {
    const storage = open();
    for (const name of ['../../etc/passwd', 'a.jpg', `${'0'.repeat(64)}.jpg/..`, `${'0'.repeat(64)}`, '']) {
      expect(isStoredName(name)).toBe(false);
      await expect(storage.get(name)).rejects.toThrow(/named by its SHA-256/);
      await expect(storage.put(name, Buffer.from('x'))).rejects.toThrow(/named by its SHA-256/);
    }
  });
});

describe('a folder', () => {
  it('on a full disk says so and keeps nothing of the file', async () => {
    const { name } = file();
    const there = join(folder, 'full');
    const built = pathToFileURL(projectPath('dist', 'libs', 'media', 'src', 'storage', 'disk-storage.js')).href;
    const program = `import { DiskStorage } from ${JSON.stringify(built)};
      const storage = new DiskStorage(${JSON.stringify(there)});
      const error = await storage.put(${JSON.stringify(name)}, Buffer.alloc(100_000)).catch((it) => it);
      console.log(error?.name, await storage.exists(${JSON.stringify(name)}));`;
    // The system writes 20 KB of it and refuses the rest, as it does when a disk fills up.
    const limited = ['-c', 'ulimit -f 20; exec "$0" --input-type=module -e "$1"', process.execPath, program];
    const { stdout } = await promisify(execFile)('bash', limited);
    expect(stdout.trim()).toBe('NoRoom false');
    expect(await readdir(join(there, 'begun'))).toEqual([]);
  });

  it('is rid of what was begun a day ago, and of nothing else', async () => {
    const storage = new DiskStorage(join(folder, 'litter'));
    const { name, bytes } = file();
    await storage.put(name, bytes);
    const [old, young] = ['old', 'young'].map((it) => join(folder, 'litter', 'begun', it));
    await writeFile(old!, 'half');
    await writeFile(young!, 'half');
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    await utimes(old!, twoDaysAgo, twoDaysAgo);
    expect(await storage.removeLitter(new Date())).toBe(1);
    expect(await readdir(join(folder, 'litter', 'begun'))).toEqual(['young']);
    expect((await stat(join(folder, 'litter', name.slice(0, 2), name))).size).toBe(bytes.length);
  });
});

describe('a bucket', () => {
  it('is addressed by path, and every request is signed', async () => {
    const { name, bytes } = file();
    await new S3Storage({ ...KEYS, endpoint: s3.endpoint }).put(name, bytes);
    expect(s3.asked).toContain(`PUT /pictures/media/${name}`);
    const wrong = new S3Storage({ ...KEYS, endpoint: s3.endpoint, secretAccessKey: 'another' });
    await expect(wrong.put(name, bytes)).rejects.toThrow(/SignatureDoesNotMatch/);
    await expect(wrong.get(name)).rejects.toThrow(StoreFailed);
  });

  it('refuses bytes that are not those of the name', async () => {
    const { name } = file();
    const storage = new S3Storage({ ...KEYS, endpoint: s3.endpoint });
    await expect(storage.put(name, Buffer.from('others'))).rejects.toThrow(/XAmzContentSHA256Mismatch/);
    expect(await storage.exists(name)).toBe(false);
  });

  it('that is full says so, and one that is away says that', async () => {
    const { name, bytes } = file();
    s3.full = true;
    await expect(new S3Storage({ ...KEYS, endpoint: s3.endpoint }).put(name, bytes)).rejects.toThrow(NoRoom);
    s3.full = false;
    const away = new S3Storage({ ...KEYS, endpoint: 'http://127.0.0.1:1' });
    await expect(away.get(name)).rejects.toThrow(StoreFailed);
    const elsewhere = new S3Storage({ ...KEYS, endpoint: s3.endpoint, bucket: 'nowhere' });
    await expect(elsewhere.put(name, bytes)).rejects.toThrow(/NoSuchBucket/);
  });
});
