import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import yazl from 'yazl';

/** The files of a zip by name. */
export async function contents(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  await new Promise<void>((resolve, reject) => {
    zip.on('end', resolve).on('error', reject);
    zip.on('entry', async (entry: yauzl.Entry) => {
      const stream = await new Promise<Readable>((give, fail) =>
        zip.openReadStream(entry, (error, opened) => (error ? fail(error) : give(opened))),
      );
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      files.set(entry.fileName, Buffer.concat(parts));
      zip.readEntry();
    });
    zip.readEntry();
  });
  return files;
}

/** Writes a zip of these files, whatever they are. */
export async function written(path: string, files: Map<string, Buffer>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of files) zip.addBuffer(bytes, name);
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  await pipeline(createReadStream(path), async (source) => {
    for await (const _ of source);
  });
  return path;
}
