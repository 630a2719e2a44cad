import type { Manifest } from './manifest.js';
import type { SiteFile } from './site-files.js';

/** Why a site could not be written there, in a sentence for the destination's log. What stood there stands. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';

  /** @param outcome how the attempt counts */
  constructor(
    message: string,
    readonly outcome: 'rejected' | 'throttled' | 'unreachable' | 'timedOut' | 'addressRefused' = 'rejected',
    readonly status?: number,
  ) {
    super(message);
  }
}

/** A place that holds a site as files. */
export interface Target {
  /** What stands there; null when nothing does, or nothing that can be relied on. @throws TargetRefused */
  manifest(): Promise<Manifest | null>;
  /** Begins a change from what stands there. @throws TargetRefused */
  begin(old: Manifest | null, next: Pick<Manifest, 'siteId' | 'generation'>): Promise<Writing>;
  /** Writes down that the same files are a later state too. @throws TargetRefused */
  note(manifest: Manifest): Promise<void>;
  /** Sees whether it can be written to, and leaves nothing. @throws TargetRefused */
  probe(): Promise<void>;
}

/** A change of a place that is under way. */
export interface Writing {
  /** Files that are written at a time. */
  readonly atOnce: number;
  /** Writes a file that is new or another one than before. @throws TargetRefused */
  put(file: SiteFile): Promise<void>;
  /** Makes the change what readers get, and takes away what belongs to it no more. @throws TargetRefused */
  finish(manifest: Manifest, removed: readonly string[]): Promise<void>;
  /** Nothing of it stays where it can be helped. */
  abandon(): Promise<void>;
}
