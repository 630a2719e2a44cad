import type { ArticleCard, Provenance, Site } from '../content.js';
import { topicName } from '../words.js';

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

/** An article as a feed needs it. */
export interface FeedArticle extends Omit<ArticleCard, 'readingMinutes'> {
  readonly id: string;
  readonly pageUrl: string;
  readonly publishedAt: string;
  readonly provenance: Pick<Provenance, 'lastReviewedAt' | 'reviewedBy'>;
}

/** An article that was taken off, as a feed needs it. */
export interface FeedWithdrawal {
  readonly articleId: string;
  readonly pageUrl: string;
  readonly withdrawnAt: string;
}

/**
 * The feed of a site in one locale, or of one of its topics. It carries the withdrawals of every topic: a withdrawn
 * article has none any more, and a reader that never had it passes over the line.
 */
export function feedOf(
  site: Site,
  place: { readonly locale: string; readonly topic: string | null },
  articles: readonly FeedArticle[],
  withdrawals: readonly FeedWithdrawal[],
): Feed {
  const { locale, topic } = place;
  const page = `${site.url}/${locale}/${topic === null ? '' : `topics/${encodeURIComponent(topic)}`}`;
  return {
    site,
    locale,
    title: topic === null ? site.name : `${topicName(topic)} · ${site.name}`,
    pageUrl: page,
    feedUrl: topic === null ? `${page}feed` : `${page}/feed`,
    entries: articles.map(({ id, pageUrl, title, summary, topic: about, publishedAt, provenance }) => ({
      ...{ id: feedId(id, locale), url: pageUrl, title, summary, topic: about, publishedAt },
      lastReviewedAt: provenance.lastReviewedAt,
      reviewer: `${provenance.reviewedBy.name}, ${provenance.reviewedBy.credential}`,
    })),
    tombstones: withdrawals.map(({ articleId, pageUrl, withdrawnAt }) => {
      return { id: feedId(articleId, locale), url: pageUrl, withdrawnAt };
    }),
  };
}
