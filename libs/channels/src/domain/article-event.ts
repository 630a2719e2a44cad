import type { SiteRow } from '#identity';
import type { PublicationRow } from '#publishing';
import type { ChannelOperation } from './delivery.js';

/** What a destination is told: what happened to which text, and where to fetch it. It never carries the text. */
export interface ArticleEvent {
  readonly type: 'article.published' | 'article.withdrawn';
  /** When it happened, ISO 8601; the same at every attempt. */
  readonly timestamp: string;
  readonly data: {
    /** Short name of the site. */
    readonly site: string;
    readonly locale: string;
    readonly slug: string;
    readonly articleId: string;
    readonly revisionId: string;
    readonly contentHash: string;
    /** Of two events about an article in a locale, the larger number is newer. */
    readonly sequence: number;
    /** The page for readers. */
    readonly url: string;
  };
}

/**
 * A withdrawal took a number of its own from the site, after its publication's and before that of any later
 * publication of the article. The next number after the publication's keeps that order, and stands in its row.
 */
export function sequenceOf(publication: Pick<PublicationRow, 'sequence'>, operation: ChannelOperation): bigint {
  return operation === 'publish' ? publication.sequence : publication.sequence + 1n;
}

/** The event that tells of an operation on a publication. */
export function articleEvent(
  publication: PublicationRow,
  site: Pick<SiteRow, 'slug' | 'url'>,
  operation: ChannelOperation,
  sequence: bigint,
): ArticleEvent {
  const { locale, slug, articleId, revisionId, contentHash, liveFrom, liveUntil } = publication;
  const page = `${site.url.replace(/\/+$/, '')}/${encodeURIComponent(locale)}/${encodeURIComponent(slug)}`;
  return {
    type: operation === 'publish' ? 'article.published' : 'article.withdrawn',
    timestamp: (operation === 'withdraw' && liveUntil ? liveUntil : liveFrom).toISOString(),
    data: {
      site: site.slug,
      locale,
      slug,
      articleId,
      revisionId,
      contentHash,
      sequence: Number(sequence),
      url: page,
    },
  };
}
