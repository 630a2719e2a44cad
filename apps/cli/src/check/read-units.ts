import { basename } from 'node:path';
import { NothingToImport, type ReadUnit, readSource, readUnit } from '#importing';
import { isRefusal, type Refusal } from '#kernel';
import { sourceAt } from '../import/other-sources.js';
import { notReadable } from '../import/read-text-files.js';

/** An article of a file, or why there is none. */
export type ReadPart = ReadUnit | { readonly name: string; readonly refusal: Refusal };

/** Everything in these files, in their order. A file that cannot be read has its refusal in its place. */
export async function readUnits(paths: readonly string[], locale: string): Promise<ReadPart[]> {
  const all: ReadPart[] = [];
  for (const path of paths) all.push(...(await partsOf(path, locale)));
  return all;
}

async function partsOf(path: string, locale: string): Promise<ReadPart[]> {
  const name = basename(path);
  const parts: ReadPart[] = [];
  try {
    for await (const part of readSource(await sourceAt(path))) {
      if (part.is === 'leftOut') continue;
      const read = part.is === 'refused' ? part.refusal : await readUnit(part, { locale });
      parts.push(isRefusal(read) ? { name: part.name, refusal: read } : read);
    }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code) throw error;
    return [...parts, { name, refusal: notReadable(path, error as NodeJS.ErrnoException) }];
  }
  return parts.length > 0 ? parts : [{ name, refusal: new NothingToImport(name, 'no article is in it') }];
}
