import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** A file of the zip: its name, and its bytes when their turn has come. */
export interface FileToWrite {
  readonly name: string;
  readonly bytes: () => AsyncIterable<Uint8Array | string>;
  /** Pictures are packed already. */
  readonly compress: boolean;
}

/**
 * Writes a zip file by file, with the bytes of one part at a time in memory. It stands under its own name only once all
 * of it is on the disk: a process that dies leaves a file that ends in ".part".
 *
 * @throws whatever `files` throw; then there is no zip
 */
export async function writeZip(path: string, files: Iterable<FileToWrite>): Promise<void> {
  const part = `${path}.part`;
  const zip = new yazl.ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  failed.catch(() => undefined);
  for (const { name, bytes, compress } of files) {
    zip.addReadStreamLazy(name, { compress, mtime: new Date(0) }, (give) => {
      const stream = Readable.from(bytes(), { objectMode: false });
      stream.on('error', (error) => zip.emit('error', error));
      give(null, stream);
    });
  }
  zip.end();
  try {
    const written = pipeline(zip.outputStream as Readable, createWriteStream(part, { flags: 'w', mode: 0o600 }));
    await Promise.race([written, failed]);
    const file = await open(part, 'r');
    await file.sync().finally(() => file.close());
    await rename(part, path);
  } catch (error) {
    (zip.outputStream as Readable).destroy();
    await rm(part, { force: true });
    throw error;
  }
}
