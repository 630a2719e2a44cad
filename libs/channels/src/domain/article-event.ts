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
 * The site's number of the change that is told: of going live, or of being withdrawn. A publication that was ended past
 * the product, at a database prompt, has no number for it; the next one after its own still says "later".
 */
export function sequenceOf(
  publication: Pick<PublicationRow, 'sequence' | 'endedSequence'>,
  operation: ChannelOperation,
): bigint {
  return operation === 'publish' ? publication.sequence : (publication.endedSequence ?? publication.sequence + 1n);
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
