import { isRefusal, type Refusal } from '#kernel';
import type { SourcePicture } from '../draft/draft.js';
import { type FindPicture, findAmong, isPictureName } from '../draft/source-pictures.js';
import { decodeText } from '../text/decode.js';
import { FileTooLarge } from '../text/refusals.js';
import { readPost } from '../wordpress/read-post.js';
import { restPosts } from '../wordpress/rest.js';
import { type FileFormat, formatIn, formatOf, LARGEST } from './format.js';
import { fileUnit, unknownType } from './read-file.js';
import { readWxr } from './read-wxr.js';
import { NothingToImport } from './refusals.js';
import { type LeftOut, type SourcePart, type SourceUnit, sha256Of, type Unreadable } from './unit.js';
import { ARCHIVE_LIMITS, zipEntries } from './zip.js';

/** A file to import. */
export interface SourceFile {
  /** Without folders, unless they tell files of one name apart. */
  readonly name: string;
  readonly size: number;
  /** Its bytes, in pieces and from the first on, whenever it is asked. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Where it is on the disk, if it is: an archive is read there without being held. */
  readonly path?: string;
  /** Finds a picture that lies beside it. */
  readonly findPicture?: FindPicture;
}

/**
 * Everything that stands in a file, one part after the other: articles, what is none, and why the rest could not be
 * read. Holds one article at a time of an export, and one entry at a time of an archive.
 */
export async function* readSource(file: SourceFile): AsyncGenerator<SourcePart> {
  const format = file.size === 0 ? formatOf(file.name) : formatIn(file.name, await headOf(file.chunks()));
  if (!format && isPictureName(file.name)) yield pictureAlone(file.name);
  else if (!format) yield refused(file.name, unknownType(file.name));
  else if (file.size > LARGEST[format])
    yield refused(file.name, new FileTooLarge(file.name, file.size, LARGEST[format]));
  else if (format === 'zip') yield* readArchive(file);
  else if (format === 'wxr') yield* readWxr(file.name, file.chunks(), file.findPicture);
  else yield* readWhole(file.name, format, await collected(file.chunks()), file.findPicture);
}

async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return chunk.subarray(0, 8_000);
  return new Uint8Array();
}

function refused(name: string, refusal: Refusal): Unreadable {
  return { is: 'refused', name, refusal };
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

function* readWhole(
  name: string,
  format: Exclude<FileFormat, 'zip' | 'wxr'>,
  bytes: Uint8Array,
  findPicture?: FindPicture,
): Generator<SourcePart> {
  if (format === 'wp-rest') yield* readRest(name, bytes, findPicture);
  else yield fileUnit(name, format, bytes, findPicture);
}

/** The files of an archive. Folders, and what the system that packed it added, are no files of anybody. */
async function* readArchive(file: SourceFile): AsyncGenerator<SourcePart> {
  const source = file.path ?? (await collected(file.chunks()));
  const pictures = await picturesIn(file.name, source);
  for await (const entry of zipEntries(file.name, source, ARCHIVE_LIMITS)) {
    if (isRefusal(entry)) yield refused(file.name, entry);
    else if (!/(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)/.test(entry.name)) {
      const name = `${file.name} > ${entry.name}`;
      if (isPictureName(entry.name)) {
        yield pictureAlone(name);
        continue;
      }
      const bytes = formatOf(entry.name) === 'zip' ? null : await entry.bytes();
      if (isRefusal(bytes)) yield refused(name, bytes);
      else yield* readEntry(name, bytes, findAmong(pictures, entry.name));
    }
  }
}

function pictureAlone(name: string): LeftOut {
  return {
    is: 'leftOut',
    name,
    reason: 'A picture. It comes along with each text beside it that shows it, and not by itself.',
  };
}

/** The pictures of an archive by their paths. Each is unpacked when a text shows it. */
async function picturesIn(archive: string, source: string | Uint8Array): Promise<Map<string, SourcePicture>> {
  const found = new Map<string, SourcePicture>();
  for await (const entry of zipEntries(archive, source, ARCHIVE_LIMITS)) {
    if (isRefusal(entry)) break;
    const { name } = entry;
    if (isPictureName(name)) found.set(name, { name, bytes: () => unpackedAt(archive, source, name) });
  }
  return found;
}

async function unpackedAt(archive: string, source: string | Uint8Array, wanted: string): Promise<Uint8Array | Refusal> {
  for await (const entry of zipEntries(archive, source, ARCHIVE_LIMITS)) {
    if (isRefusal(entry)) return entry;
    if (entry.name === wanted) return entry.bytes();
  }
  return new NothingToImport(wanted, 'it is not in the archive any more');
}

/** One file of an archive; null for one that is not unpacked. */
async function* readEntry(
  name: string,
  bytes: Uint8Array | null,
  findPicture: FindPicture,
): AsyncGenerator<SourcePart> {
  const format = bytes ? formatIn(name, bytes.subarray(0, 8_000)) : 'zip';
  if (!format) yield refused(name, unknownType(name));
  else if (format === 'zip' || !bytes)
    yield refused(name, new NothingToImport(name, 'it is an archive in an archive; unpack it first'));
  else if (bytes.length > LARGEST[format]) yield refused(name, new FileTooLarge(name, bytes.length, LARGEST[format]));
  else if (format === 'wxr') yield* readWxr(name, [bytes], findPicture);
  else yield* readWhole(name, format, bytes, findPicture);
}

/** The posts and pages of a WordPress site's REST answers. */
function* readRest(name: string, bytes: Uint8Array, findPicture?: FindPicture): Generator<SourcePart> {
  const decoded = decodeText(name, bytes);
  if (isRefusal(decoded)) {
    yield refused(name, decoded);
    return;
  }
  const json = parsed(decoded.text);
  if (json === undefined) yield refused(name, new NothingToImport(name, 'it is no JSON that can be read'));
  const posts = json === undefined ? [] : restPosts(json);
  if (posts === null)
    yield refused(name, new NothingToImport(name, 'no post or page of a WordPress REST interface is in it'));
  for (const entry of posts ?? []) {
    if ('reason' in entry) {
      yield { is: 'leftOut', name: `${name} > ${entry.name}`, reason: entry.reason };
      continue;
    }
    const { post, raw, key } = entry;
    const source = new TextEncoder().encode(raw);
    const unit: SourceUnit = {
      is: 'article',
      name: `${name} > ${post.slug || key}`,
      format: 'wp-rest',
      sha256: sha256Of(source),
      bytes: source,
      key,
      read: async ({ locale }) => ({ draft: readPost(post, 'wp-rest', { locale, findPicture }) }),
    };
    yield unit;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
