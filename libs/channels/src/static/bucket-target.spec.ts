import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#kernel';
import { type FakeS3, startFakeS3 } from '../../../../test/support/fake-s3.js';
import { GuardedHttp } from '../http/guarded-http.js';
import { NameResolver } from '../http/guarded-lookup.js';
import { BucketClient } from './bucket-client.js';
import { BucketTarget } from './bucket-target.js';
import type { FileKind, OpenSite, SiteFile } from './site-files.js';
import { TakenOver, writeSite } from './write-site.js';

const KEYS = { bucket: 'sites', region: 'eu-central-1', accessKeyId: 'KEYID', secretAccessKey: 'very secret' };
const MANIFEST = 'harbor/.carepress/manifest.json';

function site(generation: number, pages: Record<string, string>): OpenSite {
  const kinds: Record<string, FileKind> = { a: 'asset', t: 'tombstone', p: 'page', l: 'list' };
  const files = Object.entries(pages).map(([path, text]): SiteFile => {
    const bytes = Buffer.from(text);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { path, kind: kinds[path[0]!]!, type: 'text/html; charset=utf-8', hash, read: async () => bytes };
  });
  return {
    generation: BigInt(generation),
    staleAt: null,
    async *files() {
      yield* files;
    },
  };
}

describe('a site in a bucket', () => {
  let s3: FakeS3;
  let http: GuardedHttp;
  beforeAll(async () => {
    s3 = await startFakeS3(KEYS);
    http = new GuardedHttp({ allowHosts: [new URL(s3.endpoint).host] }, new NameResolver(), new SystemClock());
  });
  afterAll(async () => {
    await http?.onApplicationShutdown();
    await s3?.close();
  });
  beforeEach(() => {
    s3.objects.clear();
    s3.headers.clear();
    s3.asked.length = 0;
  });
  afterEach(() => {
    s3.onRequest = () => undefined;
    s3.full = false;
  });

  const target = (more: Partial<typeof KEYS> = {}) =>
    new BucketTarget(new BucketClient(http, { ...KEYS, ...more, endpoint: s3.endpoint }), 'harbor/');
  const write = (it: OpenSite, isHeld = () => true) => writeSite(target(), 'site-1', it, isHeld);
  const stands = () =>
    Object.fromEntries([...s3.objects].filter(([key]) => key !== MANIFEST).map(([key, bytes]) => [key, String(bytes)]));
  const puts = () =>
    s3.asked.filter((it) => it.startsWith('PUT') && !it.includes('manifest')).map((it) => it.split('/').at(-1));

  it('writes in the order in which nothing leads to what is not there, and takes away last', async () => {
    await write(site(1, { 'a.css': 'a', 'p1.html': 'one', 'p2.html': 'two', 'l.html': 'one two' }));
    expect(s3.headers.get('harbor/a.css')).toMatchObject({ 'cache-control': expect.stringContaining('immutable') });
    expect(s3.headers.get('harbor/p1.html')).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
    s3.asked.length = 0;
    const next = site(2, { 'a2.css': 'b', 't3.html': 'withdrawn', 'p1.html': 'new', 'l.html': 'one' });
    expect(await write(next)).toMatchObject({ files: 4, written: 4, removed: 2 });
    expect(puts()).toEqual(['a2.css', 't3.html', 'p1.html', 'l.html']);
    const deletes = s3.asked.findIndex((it) => it.startsWith('DELETE'));
    expect(s3.asked.slice(deletes).some((it) => it.startsWith('PUT') && !it.includes('manifest'))).toBe(false);
    expect(stands()).toEqual({
      ...{ 'harbor/a2.css': 'b', 'harbor/t3.html': 'withdrawn', 'harbor/p1.html': 'new', 'harbor/l.html': 'one' },
    });
  });

  it('writes nothing the second time', async () => {
    const it = site(1, { 'a.css': 'a', 'p1.html': 'one' });
    await write(it);
    s3.asked.length = 0;
    expect(await write(it)).toMatchObject({ written: 0, removed: 0 });
    expect(s3.asked).toEqual([`GET /sites/${MANIFEST}`]);
  });

  it('goes on after a store that was full, and says so in words', async () => {
    await write(site(1, { 'p1.html': 'one' }));
    let more = 3;
    s3.onRequest = (method, key) => {
      if (method === 'PUT' && key !== MANIFEST) s3.full = --more < 0;
      else s3.full = false;
    };
    const pages = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`p${n}.html`, `new ${n}`]));
    await expect(write(site(2, pages))).rejects.toThrow(/^The bucket is full/);
    s3.onRequest = () => undefined;
    s3.full = false;
    expect((await write(site(3, pages))).written).toBeLessThan(8);
    expect(Object.values(stands()).sort()).toEqual(Object.values(pages).sort());
  });

  it('mends what a killed worker left, and leaves what is not ours', async () => {
    await write(site(1, { 'p1.html': 'one' }));
    s3.objects.set('harbor/notes.txt', Buffer.from('somebody else put this here'));
    // The worker dies: nothing it asks for comes through any more, not even that it gives up.
    let dead = false;
    s3.onRequest = (_method, key) => {
      if (key === 'harbor/p3.html') dead = true;
      if (dead) throw new Error('The worker is dead.');
    };
    await expect(write(site(2, { 'p2.html': 'two', 'p3.html': 'three' }))).rejects.toThrow();
    s3.onRequest = () => undefined;
    expect(JSON.parse(String(s3.objects.get(MANIFEST))).begun).toBe(true);
    // Meanwhile the article of p2 got another address.
    await write(site(3, { 'p1.html': 'one', 'p4.html': 'two' }));
    expect(stands()).toEqual({
      ...{ 'harbor/p1.html': 'one', 'harbor/p4.html': 'two', 'harbor/notes.txt': 'somebody else put this here' },
    });
    expect(JSON.parse(String(s3.objects.get(MANIFEST))).begun).toBeUndefined();
  });

  it('stops changing anything once another worker may be at it', async () => {
    await write(site(1, { 'p1.html': 'one' }));
    let held = 2;
    const pages = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}.html`, `new ${n}`]));
    await expect(write(site(2, pages), () => held-- > 0)).rejects.toThrow(TakenOver);
    expect(puts().filter((it) => it?.startsWith('p')).length).toBeLessThanOrEqual(3);
  });

  it('says what is wrong with keys, bucket and address', async () => {
    const one = site(1, { 'p1.html': 'one' });
    const wrong = (more: Partial<typeof KEYS>) => writeSite(target(more), 'site-1', one, () => true);
    await expect(wrong({ secretAccessKey: 'wrong' })).rejects.toMatchObject({
      ...{ outcome: 'rejected', message: expect.stringContaining('SignatureDoesNotMatch') },
    });
    await expect(wrong({ bucket: 'nowhere' })).rejects.toMatchObject({
      message: expect.stringContaining('NoSuchBucket'),
    });
    const inside = { ...KEYS, endpoint: 'http://169.254.169.254' };
    await expect(
      writeSite(new BucketTarget(new BucketClient(http, inside), ''), 's', one, () => true),
    ).rejects.toMatchObject({
      outcome: 'addressRefused',
    });
    await target().probe();
    expect(s3.objects.size).toBe(0);
  });
});
