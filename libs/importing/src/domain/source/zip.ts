import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { isRefusal, type Refusal } from '#kernel';
import { ArchiveTooLarge, DamagedArchive } from './refusals.js';

/** What an archive may unpack to. Text shrinks to a tenth; to a hundredth only what was made to do harm. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  readonly ratio: number;
}

export const ARCHIVE_LIMITS: ZipLimits = {
  entries: 20_000,
  entryBytes: 100_000_000,
  totalBytes: 1_000_000_000,
  ratio: 200,
};
export const DOCX_LIMITS: ZipLimits = { entries: 2_000, entryBytes: 50_000_000, totalBytes: 100_000_000, ratio: 200 };

/** Small entries may shrink by any amount. */
const RATIO_FROM = 1_000_000;

export interface ZipEntry {
  readonly name: string;
  /** The unpacked bytes, counted while they come: the size in the archive's own list is not believed. */
  bytes(): Promise<Uint8Array | Refusal>;
}

const OPTIONS = { lazyEntries: true, validateEntrySizes: true, strictFileNames: false, autoClose: false } as const;

/**
 * The files of a zip archive, one after the other. A refusal ends it: the archive is damaged, or larger than the limits.
 *
 * @param source the path of the archive, or its bytes
 */
export async function* zipEntries(
  name: string,
  source: string | Uint8Array,
  limits: ZipLimits,
): AsyncGenerator<ZipEntry | Refusal> {
  const zip = await opened(source).catch((error: Error) => new DamagedArchive(name, reasonOf(error)));
  if (isRefusal(zip)) {
    yield zip;
    return;
  }
  try {
    if (zip.entryCount > limits.entries) {
      yield new ArchiveTooLarge(name, `${limits.entries} files`);
      return;
    }
    const total = { bytes: 0 };
    for await (const entry of entriesOf(zip)) {
      if (entry instanceof Error) {
        yield new DamagedArchive(name, reasonOf(entry));
        return;
      }
      if (!entry.fileName.endsWith('/'))
        yield { name: entry.fileName, bytes: () => unpacked(zip, entry, name, limits, total) };
    }
  } finally {
    zip.close();
  }
}

function opened(source: string | Uint8Array): Promise<ZipFile> {
  if (typeof source === 'string')
    return promisify<string, typeof OPTIONS, ZipFile>(yauzl.open as never)(source, OPTIONS);
  return promisify<Buffer, typeof OPTIONS, ZipFile>(yauzl.fromBuffer as never)(Buffer.from(source), OPTIONS);
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry | Error> {
  for (;;) {
    const next = await new Promise<Entry | Error | null>((resolve) => {
      const settle = (value: Entry | Error | null) => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
        // A fault that comes later has nobody who waits for it, and must not end the process.
        zip.on('error', () => undefined);
        resolve(value);
      };
      zip.once('entry', settle);
      zip.once('end', () => settle(null));
      zip.once('error', settle);
      zip.readEntry();
    });
    if (!next) return;
    yield next;
    if (next instanceof Error) return;
  }
}

async function unpacked(
  zip: ZipFile,
  entry: Entry,
  archive: string,
  limits: ZipLimits,
  total: { bytes: number },
): Promise<Uint8Array | Refusal> {
  if (entry.isEncrypted()) return new DamagedArchive(archive, `${entry.fileName} is protected by a password`);
  if (entry.uncompressedSize > limits.entryBytes)
    return new ArchiveTooLarge(archive, `${limits.entryBytes} bytes in one file`);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = await promisify(
      zip.openReadStream.bind(zip) as (
        entry: Entry,
        done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
      ) => void,
    )(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      total.bytes += chunk.length;
      const limit = limitMet(size, total.bytes, entry, limits);
      if (limit) return new ArchiveTooLarge(archive, limit);
      chunks.push(chunk);
    }
  } catch (error) {
    return new DamagedArchive(archive, `${entry.fileName}: ${reasonOf(error as Error)}`);
  }
  return Buffer.concat(chunks);
}

function limitMet(size: number, total: number, entry: Entry, limits: ZipLimits): string | null {
  if (size > limits.entryBytes) return `${limits.entryBytes} bytes in one file`;
  if (total > limits.totalBytes) return `${limits.totalBytes} bytes unpacked`;
  if (size > RATIO_FROM && size > entry.compressedSize * limits.ratio)
    return `${limits.ratio} bytes for each packed one`;
  return null;
}

function reasonOf(error: Error): string {
  return error.message.replace(/\.$/, '').slice(0, 200);
}
