import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileTooLarge, type TextFile } from '#importing';
import { Refusal } from '#kernel';

/** The importer's own limit, asked before a byte is read: a wrong path may lead to a very large file. */
const MOST_BYTES = 5_000_000;

/** There is nothing at this path, or this user may not see it. */
export class FileNotReadable extends Refusal {
  readonly code = 'FILE_NOT_READABLE';
  constructor(readonly message: string) {
    super();
  }
}

/** The path leads to a folder, a device or a pipe. */
export class NotAFile extends Refusal {
  readonly code = 'NOT_A_FILE';
  constructor(readonly message: string) {
    super();
  }
}

/** A path as it was given, the file's name without folders, and what was found there. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly content: TextFile | Refusal;
}

/** Reads one file as far as the disk allows; whether it is a text is the importer's question. */
export async function readTextFile(path: string): Promise<InputFile> {
  const name = basename(path);
  return { path, name, content: await contentOf(path, name).catch((error) => notReadable(path, error)) };
}

async function contentOf(path: string, name: string): Promise<TextFile | Refusal> {
  const found = await stat(path);
  if (found.isDirectory()) return new NotAFile(`${path} is a folder. Name the files in it, for example ${path}/*.txt.`);
  if (!found.isFile()) return new NotAFile(`${path} is not a regular file. Save the text in a file and import that.`);
  if (found.size > MOST_BYTES) return new FileTooLarge(name, found.size);
  return { name, bytes: await readFile(path) };
}

/** The refusal for what the disk did not give. */
export function notReadable(path: string, error: NodeJS.ErrnoException): FileNotReadable {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new FileNotReadable(`There is no file ${path}. Give the path of a text file.`);
  }
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return new FileNotReadable(
      `${path} may not be read by this user. Change its permissions or import as another user.`,
    );
  }
  return new FileNotReadable(`${path} cannot be read (${error.code ?? error.message}). Copy it and import the copy.`);
}
