import type { ArticlePayload } from '../domain/payload.js';
import { nextChangeText, reviewState } from '../domain/review-state.js';
import { pageUrlOf } from './page-place.js';
import type { PublicSite, PublishedArticle } from './rows.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What of its site an article says. */
export type Speaker = Pick<PublicSite, 'id' | 'slug' | 'url' | 'generation'>;

/** A stored payload as it is answered at this moment. The payload is used up. */
export function published(payload: ArticlePayload, site: Speaker, now: Date): PublishedArticle {
  const { provenance } = payload;
  // Written into the payload itself, field by field: it was read for this one answer, and a copy of each row of a list
  // costs as much as all the rest of the list.
  const article = payload as Writable<PublishedArticle>;
  if (!provenance.effectiveFrom) article.provenance = { ...provenance, effectiveFrom: payload.publishedAt };
  article.pageUrl = pageUrlOf(site, payload);
  article.siteId = site.id;
  article.siteSlug = site.slug;
  article.siteGeneration = site.generation;
  article.reviewState = reviewState(provenance, now);
  return article;
}

/** The first of several instants; null when none is known. */
export function earliest(instants: readonly (Date | null | undefined)[]): Date | null {
  let first: Date | null = null;
  for (const instant of instants) if (instant && (!first || instant < first)) first = instant;
  return first;
}

/** The first instant at which what readers are told about one of several texts changes by itself. */
export function firstChange(articles: readonly Pick<ArticlePayload, 'provenance'>[], now: Date): Date | null {
  let first: string | null = null;
  for (const { provenance } of articles) {
    const next = nextChangeText(provenance, now);
    if (next !== null && (first === null || next < first)) first = next;
  }
  return first === null ? null : new Date(first);
}
