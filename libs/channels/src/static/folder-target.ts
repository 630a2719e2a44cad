import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Manifest, manifestText, parseManifest } from './manifest.js';
import type { SiteFile } from './site-files.js';
import { type Target, TargetRefused, type Writing } from './target.js';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** No room on the disk, none in the quota, or a file larger than the file system takes. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT']);

/** Words for what a file system can refuse; a fault of ours stays an error. */
function explained(error: unknown, folder: string): unknown {
  if (FULL.has(codeOf(error))) {
    return new TargetRefused(
      'The disk is full. The site stands as it was before; make room, and it is written at the next attempt.',
    );
  }
  if (!DENIED.has(codeOf(error))) return error;
  return new TargetRefused(
    `The folder ${folder} cannot be written to (${codeOf(error)}). Give the worker access to it.`,
  );
}

/**
 * A site in a folder. `current` is what a web server serves: a symbolic link to one whole generation. The next one is
 * built beside it, with hard links to what stays the same, and `current` is then replaced by one rename. A reader, a full
 * disk and a power cut see the old site or the new one and nothing between.
 *
 *     <folder>/current -> generations/<name>
 *     <folder>/generations/<name>/...            the site
 *     <folder>/generations/<name>.json           its manifest
 */
export class FolderTarget implements Target {
  /** Tells apart what several workers write, also one that stood still and goes on. */
  private readonly mark = randomBytes(4).toString('hex');

  constructor(private readonly folder: string) {}

  async manifest(): Promise<Manifest | null> {
    try {
      const name = await this.current();
      return name ? parseManifest(await readFile(`${this.generation(name)}.json`, 'utf8')) : null;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw explained(error, this.folder);
    }
  }

  async begin(_old: Manifest | null, { generation }: Pick<Manifest, 'generation'>): Promise<Writing> {
    const name = `g${generation}-${this.mark}`;
    const old = await this.current().catch(() => null);
    const next = this.generation(name);
    const act = async (work: () => Promise<void>): Promise<void> => {
      await work().catch((error) => {
        throw explained(error, this.folder);
      });
    };
    const made = new Set<string>();
    const roomFor = async (path: string): Promise<void> => {
      const folder = dirname(path);
      if (made.has(folder)) return;
      await mkdir(folder, { recursive: true });
      made.add(folder);
    };
    const written = new Set<string>();
    await act(async () => void (await mkdir(next, { recursive: true })));
    return {
      atOnce: 16,
      put: (file) =>
        act(async () => {
          const path = join(next, file.path);
          await roomFor(path);
          await writeFlushed(path, file);
          written.add(file.path);
        }),
      finish: (manifest) =>
        act(async () => {
          for (const path of Object.keys(manifest.files)) {
            if (written.has(path)) continue;
            await roomFor(join(next, path));
            await share(join(this.generation(old!), path), join(next, path)).catch((error) => this.forget(old!, error));
          }
          await this.writeManifest(name, manifest);
          await this.turnTo(name);
          await this.removeOthers(name, old);
        }),
      abandon: () => this.remove(name),
    };
  }

  async note(manifest: Manifest): Promise<void> {
    const name = await this.current();
    if (name) await this.writeManifest(name, manifest).catch((error) => Promise.reject(explained(error, this.folder)));
  }

  async probe(): Promise<void> {
    const path = join(this.folder, 'generations', `probe-${this.mark}`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'A test of Carepress.', { flush: true });
    } catch (error) {
      throw explained(error, this.folder);
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }

  private generation(name: string): string {
    return join(this.folder, 'generations', name);
  }

  /** Name of the generation that is served; null when there is none. */
  private async current(): Promise<string | null> {
    const to = await readlink(join(this.folder, 'current')).catch((error) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    return to?.split(/[\\/]/).at(-1) ?? null;
  }

  /** A rename puts the new link in the place of the old one; there is no moment without one. */
  private async turnTo(name: string): Promise<void> {
    const beside = join(this.folder, `current-${this.mark}`);
    await rm(beside, { force: true });
    await symlink(join('generations', name), beside, 'dir');
    await rename(beside, join(this.folder, 'current'));
    const folder = await open(this.folder, 'r').catch(() => null);
    await folder?.sync().catch(() => undefined);
    await folder?.close();
  }

  /** The one before stays for readers that are in the middle of it; older ones, and what was broken off, go. */
  private async removeOthers(name: string, previous: string | null): Promise<void> {
    const kept = new Set([name, previous].flatMap((it) => (it ? [it, `${it}.json`] : [])));
    const names = await readdir(join(this.folder, 'generations'));
    for (const it of names.filter((other) => !kept.has(other)))
      await rm(this.generation(it), { recursive: true, force: true });
  }

  /** Somebody took files out of the site: without its manifest all of it is written again. */
  private async forget(name: string, error: unknown): Promise<never> {
    if (codeOf(error) !== 'ENOENT') throw error;
    await rm(`${this.generation(name)}.json`, { force: true });
    throw new TargetRefused('Files of the site were missing. The next attempt writes all of them again.');
  }

  /** Written beside and renamed: half a manifest would be none. */
  private async writeManifest(name: string, manifest: Manifest): Promise<void> {
    const path = `${this.generation(name)}.json`;
    await writeFile(`${path}.${this.mark}`, manifestText(manifest), { flush: true });
    await rename(`${path}.${this.mark}`, path);
  }

  private async remove(name: string): Promise<void> {
    await rm(`${this.generation(name)}.json`, { force: true });
    await rm(this.generation(name), { recursive: true, force: true });
  }
}

async function writeFlushed(path: string, file: SiteFile): Promise<void> {
  const bytes = await file.read();
  const handle = await open(path, 'wx', 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** The same bytes under a second name; a file system without hard links gets a copy. */
async function share(from: string, to: string): Promise<void> {
  await link(from, to).catch(async (error) => {
    if (!['EPERM', 'EXDEV', 'ENOTSUP', 'EMLINK', 'EOPNOTSUPP'].includes(codeOf(error))) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  });
}
