import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { ExportDamaged, NotAnExport, UnsafeExport } from '../domain/refusals.js';

/** Every name an export of ours can have. Nothing else is a path, a drive or a way out. */
const NAME = /^(manifest\.json|tables\/[a-z][a-z0-9_]{0,59}\.jsonl|media\/[0-9a-f]{64}\.[a-z]{3,4})$/;
const MOST_ENTRIES = 2_000_000;
/** Text packs 20 to 1 at best; 1,000 to 1 is what a bomb of zeros does. Small files may: there is nothing to gain. */
const MOST_PACKED = 200;
const SMALL = 1_000_000;
const LONGEST_LINE = 96_000_000;

/** Carries a refusal out of a stream or a transaction. */
export class RestoreRefused extends Error {
  constructor(readonly refusal: NotAnExport | ExportDamaged | UnsafeExport) {
    super(refusal.code);
  }
}

/** The files of a zip, looked at one by one: never more in memory than one line. */
export class ZipFiles {
  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws RestoreRefused for what is no zip, is cut off, or has names and sizes that ours never have */
  static async open(path: string): Promise<ZipFiles> {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
      yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, file) =>
        error ? reject(error) : resolve(file),
      );
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR') throw error;
      throw new RestoreRefused(new NotAnExport('it is no zip file, or it is cut off'));
    });
    try {
      return new ZipFiles(zip, await readDirectory(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** A whole small file as text; null when there is none. */
  async text(name: string, limit: number): Promise<string | null> {
    const entry = this.entries.get(name);
    if (!entry) return null;
    if (entry.uncompressedSize > limit) throw new RestoreRefused(new UnsafeExport(`${name} is too large`));
    const parts: Buffer[] = [];
    for await (const part of await this.stream(name)) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    // Nothing names the hash of this file, and the library does not look at the sum of the zip.
    if (crc32(bytes) !== entry.crc32) throw new RestoreRefused(new ExportDamaged(name, 'its sum is another one'));
    return bytes.toString('utf8');
  }

  /** A whole file as bytes, which are held in memory. */
  async bytes(name: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of await this.stream(name)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }

  /**
   * The lines of a file, held against what the manifest says of it at the end.
   *
   * @throws RestoreRefused at the end when they are others
   */
  async *lines(name: string, expected: { bytes: number; rows: number; sha256: string }): AsyncGenerator<string> {
    const hash = createHash('sha256');
    let rest: Buffer[] = [];
    let held = 0;
    let bytes = 0;
    let rows = 0;
    for await (const part of await this.stream(name)) {
      const chunk = part as Buffer;
      hash.update(chunk);
      bytes += chunk.length;
      let from = 0;
      for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
        rows += 1;
        yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
        rest = [];
        held = 0;
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
      held += chunk.length - from;
      if (held > LONGEST_LINE) throw new RestoreRefused(new UnsafeExport(`${name} has a line without an end`));
    }
    if (held > 0 || bytes !== expected.bytes || rows !== expected.rows || hash.digest('hex') !== expected.sha256) {
      throw new RestoreRefused(new ExportDamaged(name, 'its bytes are not those that were written'));
    }
  }

  close(): void {
    this.zip.close();
  }

  private async stream(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (!entry) throw new RestoreRefused(new ExportDamaged(name, 'it is missing'));
    const damaged = () => new RestoreRefused(new ExportDamaged(name, 'it cannot be unpacked'));
    const stream = await new Promise<Readable>((resolve, reject) => {
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(damaged()) : resolve(opened)));
    });
    return readable(stream, damaged);
  }
}

/** The stream with its own errors said as a damaged export. */
function readable(stream: Readable, damaged: () => Error): Readable {
  const own = stream as Readable & { [Symbol.asyncIterator](): AsyncIterator<Buffer> };
  const original = own[Symbol.asyncIterator].bind(own);
  own[Symbol.asyncIterator] = async function* () {
    try {
      yield* { [Symbol.asyncIterator]: original } as AsyncIterable<Buffer>;
    } catch {
      throw damaged();
    }
  } as never;
  return own;
}

function readDirectory(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    const refuse = (why: string) => reject(new RestoreRefused(new UnsafeExport(why)));
    // The library itself refuses absolute names, drives and "..": as an error of the directory.
    zip.on('error', (error: Error) =>
      /path|characters in fileName/i.test(error.message)
        ? refuse('it has a file with a name that leads out of its place')
        : reject(new RestoreRefused(new ExportDamaged('the list of files', 'it cannot be read'))),
    );
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const { fileName, compressedSize, uncompressedSize } = entry;
      if (!NAME.test(fileName)) return refuse('it has a file with a name that no export has');
      if (entries.has(fileName)) return refuse('it has a file twice');
      if (entry.isEncrypted()) return refuse('it has a file that is encrypted');
      if (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_PACKED) {
        return refuse('it has a file that unpacks to far more than it should');
      }
      entries.set(fileName, entry);
      if (entries.size > MOST_ENTRIES) return refuse('it has too many files');
      zip.readEntry();
    });
    zip.readEntry();
  });
}
