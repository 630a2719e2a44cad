import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

const IMPORTABLE = /\.(?:txt|text|html?|xhtml|md|markdown|mdown|docx|xml|wxr|json|zip)$/i;

/**
 * The files that words at the prompt mean, each once: a path is itself, a folder every file in it that can be read as a
 * text, a pattern such as `drafts/*.md` every file it fits. A word that means nothing stays, to be told where it is read.
 */
export async function namedFiles(words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const word of words) for (const path of await filesOf(word)) found.add(path);
  return [...found];
}

async function filesOf(word: string): Promise<string[]> {
  const there = await stat(word).catch(() => null);
  if (there?.isDirectory() && !IMPORTABLE.test(word)) return orItself(word, await inFolder(word));
  if (there || !isDynamicPattern(word)) return [word];
  return orItself(word, (await glob(word, { dot: false, onlyFiles: true, expandDirectories: false })).sort());
}

function orItself(word: string, found: string[]): string[] {
  return found.length > 0 ? found : [word];
}

async function inFolder(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { withFileTypes: true, recursive: true });
  return inside
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && IMPORTABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
