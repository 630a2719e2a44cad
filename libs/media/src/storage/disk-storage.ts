import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertStoredName, MediaStorage, NoRoom, type StoredStream } from './media-storage.js';

const errorCode = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** No room on the disk, none in the quota, or a file larger than the file system takes. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A file that was begun and not finished is litter after this long. */
const LITTER_MS = 24 * 3_600_000;

/** Files below one folder, two letters of the name a folder, so that none holds too many. */
export class DiskStorage extends MediaStorage {
  private readonly begun: string;

  constructor(private readonly folder: string) {
    super();
    this.begun = join(folder, 'begun');
  }

  /** Written beside, flushed, then given its name: a reader and a crash see all of it or nothing. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(name);
    if (await this.exists(name)) return;
    const beside = join(this.begun, `${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
    try {
      await mkdir(this.begun, { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      await writeFlushed(beside, bytes);
      await rename(beside, path);
      await flushFolder(dirname(path));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      if (FULL.has(String(errorCode(error)))) throw new NoRoom(`No room below ${this.folder}.`, { cause: error });
      throw error;
    }
  }

  async get(name: string): Promise<Buffer | null> {
    return readFile(this.pathOf(name)).catch(nullWhenMissing);
  }

  async stream(name: string): Promise<StoredStream | null> {
    const file = await open(this.pathOf(name), 'r').catch(nullWhenMissing);
    return file ? { stream: file.createReadStream(), bytes: (await file.stat()).size } : null;
  }

  async exists(name: string): Promise<boolean> {
    return (await stat(this.pathOf(name)).catch(nullWhenMissing)) !== null;
  }

  async delete(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  async removeLitter(now: Date): Promise<number> {
    const names = await readdir(this.begun).catch(() => []);
    let removed = 0;
    for (const name of names) {
      const path = join(this.begun, name);
      const age = now.getTime() - ((await stat(path).catch(nullWhenMissing))?.mtimeMs ?? now.getTime());
      if (age < LITTER_MS) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  private pathOf(name: string): string {
    assertStoredName(name);
    return join(this.folder, name.slice(0, 2), name);
  }
}

function nullWhenMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file: FileHandle = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is in the folder, and the folder is what must reach the disk. Not every system lets a folder be flushed. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
