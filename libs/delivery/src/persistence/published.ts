import type { ArticlePayload } from '../domain/payload.js';
import { reviewState } from '../domain/review-state.js';
import { pageUrlOf } from './page-place.js';
import type { PublicSite, PublishedArticle } from './rows.js';

/** A stored payload as it is answered at this moment. */
export function published(
  payload: ArticlePayload,
  site: Pick<PublicSite, 'id' | 'url' | 'generation'>,
  now: Date,
): PublishedArticle {
  const pageUrl = pageUrlOf(site, payload);
  const provenance = { ...payload.provenance, effectiveFrom: payload.provenance.effectiveFrom ?? payload.publishedAt };
  const state = reviewState(provenance, now);
  return { ...payload, provenance, siteId: site.id, pageUrl, siteGeneration: site.generation, reviewState: state };
}

/** The first of several instants; null when none is known. */
export function earliest(instants: readonly (Date | null | undefined)[]): Date | null {
  const known = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
