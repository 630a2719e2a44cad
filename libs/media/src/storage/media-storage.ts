import type { Readable } from 'node:stream';

/** A stored file on its way out. */
export interface StoredStream {
  readonly stream: Readable;
  readonly bytes: number;
}

/** There is no room, or no more is allowed. Nothing was written. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** The store does not answer, or not as a store does. */
export class StoreFailed extends Error {
  override readonly name = 'StoreFailed';
}

/** A name as this room gives it: a SHA-256 and an ending. Nothing else becomes a path or a key. */
const NAME = /^[0-9a-f]{64}\.[a-z]{3,4}$/;

/** True for a name that a stored file can have. Ask it before a name from outside is looked up. */
export function isStoredName(name: string): boolean {
  return NAME.test(name);
}

/**
 * @throws Error for a name that this room did not give
 */
export function assertStoredName(name: string): void {
  if (!isStoredName(name)) throw new Error('A stored file is named by its SHA-256 and its ending.');
}

/**
 * Where the bytes are. A name says what the bytes are, so a file is written once, never changed, and putting it twice is
 * putting it once. A file is there as a whole or not at all, whenever the process dies.
 */
export abstract class MediaStorage {
  /**
   * Keeps bytes under their name. When it returns they survive a power cut.
   *
   * @throws NoRoom, StoreFailed
   */
  abstract put(name: string, bytes: Uint8Array): Promise<void>;

  /** The bytes; null when there is no such file. @throws StoreFailed */
  abstract get(name: string): Promise<Buffer | null>;

  /** The bytes one after the other; null when there is no such file. @throws StoreFailed */
  abstract stream(name: string): Promise<StoredStream | null>;

  /** @throws StoreFailed */
  abstract exists(name: string): Promise<boolean>;

  /** Takes a file away; one that is not there is no fault. @throws StoreFailed */
  abstract delete(name: string): Promise<void>;

  /** Removes what processes began and never finished. @returns how many files; a store without such litter says 0 */
  abstract removeLitter(now: Date): Promise<number>;
}
