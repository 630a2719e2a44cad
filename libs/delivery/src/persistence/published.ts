import type { ArticlePayload } from '../domain/payload.js';
import { reviewState } from '../domain/review-state.js';
import { pageUrlOf } from './page-place.js';
import type { PublicSite, PublishedArticle } from './rows.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A stored payload as it is answered at this moment. The payload is used up. */
export function published(
  payload: ArticlePayload,
  site: Pick<PublicSite, 'id' | 'slug' | 'url' | 'generation'>,
  now: Date,
): PublishedArticle {
  const { provenance } = payload;
  // Written into the payload itself: it was read for this one answer, and a copy of each row of a list costs as much as
  // all the rest of the list.
  return Object.assign(payload as Writable<PublishedArticle>, {
    provenance: provenance.effectiveFrom ? provenance : { ...provenance, effectiveFrom: payload.publishedAt },
    pageUrl: pageUrlOf(site, payload),
    siteId: site.id,
    siteSlug: site.slug,
    siteGeneration: site.generation,
    reviewState: reviewState(provenance, now),
  });
}

/** The first of several instants; null when none is known. */
export function earliest(instants: readonly (Date | null | undefined)[]): Date | null {
  const known = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
