import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { spellerFor } from '#dictionaries';
import {
  draftReport,
  type FindPicture,
  formatIn,
  isPictureName,
  readSource,
  type SourceFile,
  type SourcePart,
} from '#importing';
import { isRefusal } from '#kernel';
import { NotAFile, notReadable, readTextFile } from './read-text-files.js';
import type { FileReport } from './reports-of.js';

/** True for a file that is read as plain text: by its name, and nothing in its bytes says otherwise. */
export async function isPlainText(path: string): Promise<boolean> {
  if (!/\.te?xt$/i.test(path)) return false;
  const { content } = await readTextFile(path);
  return isRefusal(content) || formatIn(path, content.bytes.subarray(0, 8_000)) === 'text';
}

/** The paths with each folder and each pattern (`leaflets/*.html`) replaced by its files, by name. Hidden files stay out. */
export async function filesAt(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const known = await stat(path).catch(() => null);
    if (!known && isDynamicPattern(path)) found.push(...(await glob(path, { expandDirectories: false })).sort());
    // A name such as notes.txt was meant as a file; what cannot be read is told where it is read.
    else if (!known?.isDirectory() || /\.[a-z]{2,5}$/i.test(path)) found.push(path);
    else found.push(...(await filesBelow(path)));
  }
  return [...new Set(found)];
}

async function filesBelow(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = inside.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** How far the reading is: bytes of files that were gone through. */
export interface Passed {
  files: number;
  bytes: number;
}

/** A file on the disk, read in pieces when its turn comes. Throws what the disk says. */
export async function sourceAt(path: string, passed: Passed = { files: 0, bytes: 0 }): Promise<SourceFile> {
  const found = await stat(path);
  if (!found.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'not a regular file' });
  const before = passed.bytes;
  const chunks = async function* () {
    let read = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      read += (chunk as Buffer).length;
      passed.bytes = before + read;
      yield chunk as Buffer;
    }
  };
  return { name: basename(path), size: found.size, path, chunks, findPicture: besideOf(path) };
}

/** Pictures in the folder of a file and below it: a text must not reach for others of this machine. */
function besideOf(path: string): FindPicture {
  const folder = resolve(dirname(path));
  return (address) => {
    if (/^[a-z]+:|^\/\//i.test(address)) return null;
    const wanted = resolve(folder, `./${decoded(address.replace(/[?#].*$/s, ''))}`);
    if (!wanted.startsWith(folder + sep) || !isPictureName(wanted) || !existsSync(wanted)) return null;
    return { name: basename(wanted), bytes: () => readFile(wanted) };
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Everything that stands in some files, one part after the other. Stops between two files when `signal` says so. */
export async function* partsOf(
  paths: readonly string[],
  passed: Passed,
  signal: AbortSignal,
): AsyncGenerator<SourcePart> {
  for (const path of paths) {
    if (signal.aborted) return;
    const before = passed.bytes;
    const file = await sourceAt(path, passed).catch((error) => refusalAt(path, error));
    if (isRefusal(file)) yield { is: 'refused', name: basename(path), refusal: file };
    else {
      yield* readSource(file);
      passed.bytes = before + file.size;
    }
    passed.files += 1;
  }
}

async function refusalAt(path: string, error: NodeJS.ErrnoException) {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory())
    return new NotAFile(`${path} is a folder whose name looks like a file's. Rename it, or name the files in it.`);
  return notReadable(path, error);
}

/** The reports of everything in one file. What is no article has no report here: the import itself lists it. */
export async function sourceReports(path: string): Promise<FileReport[]> {
  const name = basename(path);
  try {
    const reports: FileReport[] = [];
    const speller = await spellerFor('en');
    for await (const part of readSource(await sourceAt(path))) {
      if (part.is === 'leftOut') continue;
      const report =
        part.is === 'refused'
          ? part.refusal
          : await draftReport(part, { locale: 'en', ...(speller ? { speller } : {}) });
      reports.push({ path, name: part.name, report });
    }
    return reports;
  } catch (error) {
    if (isRefusal(error) || !(error as NodeJS.ErrnoException).code) throw error;
    return [{ path, name, report: notReadable(path, error as NodeJS.ErrnoException) }];
  }
}
