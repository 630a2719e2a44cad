/**
 * What a file is for readers. It decides the order in which files reach a place that cannot change all at once: first
 * what nobody links to yet, then what must not be read any more, then texts, then what leads to them.
 */
export const FILE_KINDS = ['asset', 'tombstone', 'page', 'list'] as const;

export type FileKind = (typeof FILE_KINDS)[number];

/** One file of a site. */
export interface SiteFile {
  /** Below the site's own address, such as `en-US/back-pain/index.html`. */
  readonly path: string;
  readonly kind: FileKind;
  /** Content type. */
  readonly type: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly hash: string;
  /** Asked for only when the file is written. */
  read(): Promise<Uint8Array>;
}

/** A site as it is at one moment, whole. */
export interface OpenSite {
  /** Counts the changes to what the site shows. */
  readonly generation: bigint;
  /** When its pages change by themselves, because a review date passes; null when nothing is known to. */
  readonly staleAt: Date | null;
  /** Every file, in the order of `FILE_KINDS`, the same for the same state. */
  files(): AsyncIterable<SiteFile>;
}

/**
 * Where a site's files come from. The process that writes sites binds it to what renders them: this room knows no page.
 */
export abstract class SiteFiles {
  /**
   * Opens a site by its short name for as long as `use` runs; everything it gives is of one moment. Null when there is no
   * such site.
   */
  abstract open<T>(site: string, use: (site: OpenSite) => Promise<T>): Promise<T | null>;
}
