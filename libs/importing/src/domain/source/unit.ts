import { createHash } from 'node:crypto';
import type { Refusal } from '#kernel';
import type { ArticleDraft, SourceFormat } from '../draft/draft.js';
import type { ReadTextFile } from '../text/index.js';
import { NotRead } from './refusals.js';

/** One article to be, with the bytes it is made of. */
export interface SourceUnit {
  readonly is: 'article';
  /** As people find it again: the file, or the file and the item in it. */
  readonly name: string;
  readonly format: SourceFormat;
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** What the source calls the article for ever, such as WordPress' guid; null when only the file's name says it. */
  readonly key: string | null;
  /** Reads the article. Later than the bytes, so that what was imported before costs nothing. */
  read(options: { locale: string }): Promise<UnitReading>;
}

export type UnitReading = { readonly draft: ArticleDraft; readonly text?: ReadTextFile } | Refusal;

/**
 * What comes of working on one source. A reader that fails in it, whatever it met there, is told like any other source
 * that cannot be read: it stops no other one.
 */
export async function guarded<T>(unit: SourceUnit, work: () => Promise<T>): Promise<T | NotRead> {
  try {
    return await work();
  } catch (error) {
    return new NotRead(unit.name, error as Error);
  }
}

/** Something in a source that is no article, and why. */
export interface LeftOut {
  readonly is: 'leftOut';
  readonly name: string;
  readonly reason: string;
}

/** A file, or the rest of one, that cannot be read. */
export interface Unreadable {
  readonly is: 'refused';
  readonly name: string;
  readonly refusal: Refusal;
}

export type SourcePart = SourceUnit | LeftOut | Unreadable;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
