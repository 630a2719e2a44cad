import { createHash, randomBytes } from 'node:crypto';
import type { BucketClient } from './bucket-client.js';
import { type Manifest, manifestText, parseManifest } from './manifest.js';
import type { SiteFile } from './site-files.js';
import type { Target, Writing } from './target.js';

const AT_ONCE = 16;
/** Says of an object that we put it there: only such ones are ever taken away. */
const MARK = 'x-amz-meta-carepress';

/** Stored for good under a name that changes with its bytes; everything else is asked about each time. */
function keeping({ kind }: SiteFile): string {
  return kind === 'asset' ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
}

/**
 * A site in a bucket. No store changes many objects at once, so they change in an order in which no page leads to one that
 * is not there: assets, tombstones, texts, what leads to them, and at the very end what is taken away. A withdrawn text is
 * overwritten by its tombstone before anything else changes. Beside the site stands its manifest; it says for as long as a
 * change is under way that one is, so that what a killed worker left is found and mended.
 */
export class BucketTarget implements Target {
  /** @param prefix empty, or such as `harbor/` */
  constructor(
    private readonly client: BucketClient,
    private readonly prefix: string,
  ) {}

  async manifest(): Promise<Manifest | null> {
    const text = await this.client.get(this.manifestKey());
    return text === null ? null : parseManifest(text);
  }

  async begin(given: Manifest | null, { siteId }: Pick<Manifest, 'siteId'>): Promise<Writing> {
    const old = given?.begun ? await this.found(given) : given;
    const generation = old?.generation ?? '0';
    const known: Record<string, string> = { ...old?.files };
    await this.write({ version: 1, siteId, generation, files: known, begun: true });
    return {
      atOnce: AT_ONCE,
      put: async (file) => {
        // Unknown until the store has said yes: a put that broke off may have come through.
        known[file.path] = '';
        await this.put(file, siteId);
        known[file.path] = file.hash;
      },
      finish: async (manifest) => {
        const left = Object.keys(known).filter((path) => !Object.hasOwn(manifest.files, path));
        for (const path of left) await this.take(path, siteId);
        await this.write(manifest);
      },
      // What was put stays and is known: the next attempt goes on from there.
      abandon: () => this.write({ version: 1, siteId, generation, files: known }),
    };
  }

  note(manifest: Manifest): Promise<void> {
    return this.write(manifest);
  }

  async probe(): Promise<void> {
    const key = `${this.prefix}.carepress/probe-${randomBytes(4).toString('hex')}`;
    await this.client.put(key, bodyOf(Buffer.from('A test of Carepress.'), { 'content-type': 'text/plain' }));
    await this.client.delete(key);
  }

  /** With what an unfinished change put there, of which nothing is known but that it is there. */
  private async found(manifest: Manifest): Promise<Manifest> {
    const own = `${this.prefix}.carepress/`;
    const keys = (await this.client.keys(this.prefix)).filter((key) => !key.startsWith(own));
    return { ...manifest, files: Object.fromEntries(keys.map((key) => [key.slice(this.prefix.length), ''])) };
  }

  private async put(file: SiteFile, siteId: string): Promise<void> {
    const headers = { 'content-type': file.type, 'cache-control': keeping(file), [MARK]: siteId };
    await this.client.put(this.prefix + file.path, { bytes: await file.read(), hash: file.hash, headers });
  }

  private async take(path: string, siteId: string): Promise<void> {
    const key = this.prefix + path;
    if ((await this.client.headerOf(key, MARK)) === siteId) await this.client.delete(key);
  }

  private manifestKey(): string {
    return `${this.prefix}.carepress/manifest.json`;
  }

  private async write(manifest: Manifest): Promise<void> {
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    await this.client.put(this.manifestKey(), bodyOf(Buffer.from(manifestText(manifest)), headers));
  }
}

function bodyOf(bytes: Buffer, headers: Record<string, string>) {
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex'), headers };
}
