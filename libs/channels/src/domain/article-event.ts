import type { SiteRow } from '#identity';
import type { PublicationRow } from '#publishing';
import type { ChannelOperation } from './delivery.js';

/** What happens to an article. */
export type ArticleOperation = Exclude<ChannelOperation, 'test' | 'refresh'>;

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
    /** What a cache in front of the site forgets. */
    readonly surrogateKeys: readonly string[];
  };
}

/** Says only that we reach the destination, and how we sign. */
export interface TestEvent {
  readonly type: 'test.sent';
  readonly timestamp: string;
  readonly data: { readonly site: string; readonly destinationId: string };
}

/** Says that a site shows something else than before, or will by itself: a review date passed, its telephone changed. */
export interface SiteEvent {
  readonly type: 'site.changed';
  readonly timestamp: string;
  readonly data: { readonly site: string; readonly surrogateKeys: readonly string[] };
}

export type ChannelEvent = ArticleEvent | SiteEvent | TestEvent;

export function testEvent(site: Pick<SiteRow, 'slug'>, destinationId: string, at: Date): TestEvent {
  return { type: 'test.sent', timestamp: at.toISOString(), data: { site: site.slug, destinationId } };
}

export function siteEvent(site: Pick<SiteRow, 'slug'>, at: Date): SiteEvent {
  const data = { site: site.slug, surrogateKeys: [`site-${site.slug}`] };
  return { type: 'site.changed', timestamp: at.toISOString(), data };
}

/** The keys of a page, its article and its site, as a cache knows them. */
export function surrogateKeysOf(site: string, articleId: string, locale: string): string[] {
  return [`article-${articleId}`, `article-${articleId}-${locale}`, `site-${site}`];
}

/**
 * The site's number of the change that is told: of going live, or of being withdrawn. A publication that was ended past
 * the product, at a database prompt, has no number for it; the next one after its own still says "later".
 */
export function sequenceOf(
  publication: Pick<PublicationRow, 'sequence' | 'endedSequence'>,
  operation: ArticleOperation,
): bigint {
  return operation === 'publish' ? publication.sequence : (publication.endedSequence ?? publication.sequence + 1n);
}

/** The event that tells of an operation on a publication. */
export function articleEvent(
  publication: PublicationRow,
  site: Pick<SiteRow, 'slug' | 'url'>,
  operation: ArticleOperation,
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
      surrogateKeys: surrogateKeysOf(site.slug, articleId, locale),
    },
  };
}
