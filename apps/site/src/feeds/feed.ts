import type { Site } from '../queries.js';

/** One article of a feed. Instants are ISO 8601. */
export interface FeedEntry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly topic: string;
  readonly publishedAt: string;
  readonly lastReviewedAt: string;
  readonly reviewer: string;
}

/** An article that was taken off: readers that follow the feed remove their copy. */
export interface FeedTombstone {
  readonly id: string;
  readonly url: string;
  readonly withdrawnAt: string;
}

/** What a feed says, whatever its format. */
export interface Feed {
  readonly site: Site;
  readonly locale: string;
  readonly title: string;
  /** Address of the page that lists the same articles. */
  readonly pageUrl: string;
  /** Address of the feed itself, without the ending that names its format. */
  readonly feedUrl: string;
  readonly entries: readonly FeedEntry[];
  readonly tombstones: readonly FeedTombstone[];
}

/**
 * The name of an article in feeds: the same in every format and for as long as the article lives, also after its
 * address changed. A URN with the locale as its fragment (RFC 8141, RFC 9562).
 */
export function feedId(articleId: string, locale: string): string {
  return `urn:uuid:${articleId}#${locale}`;
}

/** The newest change in the feed, withdrawals included; the year 1970 for one that never had any. */
export function updatedAt({ entries, tombstones }: Feed): string {
  const instants = [...entries.map((entry) => entry.publishedAt), ...tombstones.map((gone) => gone.withdrawnAt)];
  return instants.sort().at(-1) ?? '1970-01-01T00:00:00.000Z';
}
