import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { spellerFor } from '#dictionaries';
import { draftReport, readSource, type SourceFile } from '#importing';
import { isRefusal } from '#kernel';
import { notReadable } from './read-text-files.js';
import type { FileReport } from './reports-of.js';

/** True for a file that is read as plain text; every other one is read as its ending says. */
export function isPlainText(path: string): boolean {
  return /\.te?xt$/i.test(path);
}

/** The paths with each folder replaced by the files in it, by name. Hidden files stay out. */
export async function withoutFolders(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const inside = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
    // What is no folder, or cannot be read, is told where the file is read.
    if (!inside || /\.[a-z]{2,5}$/i.test(path)) found.push(path);
    else {
      const files = inside.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
      found.push(...files.map((entry) => join(entry.parentPath, entry.name)).sort());
    }
  }
  return found;
}

/** A file on the disk, read in pieces when its turn comes. Throws what the disk says. */
export async function sourceAt(path: string): Promise<SourceFile> {
  const found = await stat(path);
  if (!found.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'not a regular file' });
  return { name: basename(path), size: found.size, path, chunks: () => createReadStream(path) };
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
