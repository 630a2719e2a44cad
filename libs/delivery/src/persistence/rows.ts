import type { ArticlePayload } from '../domain/payload.js';
import type { ReviewState } from '../domain/review-state.js';
import type { StoredLogo } from '../domain/site-logo.js';

/** A clinic's site, as everybody may know it. */
export interface PublicSite {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly url: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly emergencyNumber: string;
  /** A whole number as text: a 64-bit count does not fit a JSON number. */
  readonly generation: string;
}

/** An article with the generation of its site at the moment of reading. */
export interface PublishedArticle extends ArticlePayload {
  readonly siteId: string;
  readonly siteSlug: string;
  /** The slug that was asked for, when it was an address of before. */
  readonly redirectedFrom?: string | null;
  /** The locale that was asked for, when there is nothing in it. */
  readonly fallbackFrom?: string | null;
  /** Address of the page on the clinic's own site. */
  readonly pageUrl: string;
  readonly siteGeneration: string;
  /** Where its review stood at the moment of reading. */
  readonly reviewState: ReviewState;
}

/** An article that was taken off: every copy of it has to go. */
export interface Withdrawal {
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly withdrawnAt: Date;
  /** Address of the page as it was. */
  readonly pageUrl: string;
}

/** Another locale of an article on the same site. */
export interface Translation {
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly title: string;
}

/** Where an address of before leads. */
export interface Redirect {
  readonly locale: string;
  readonly slug: string;
  /** Address of the page on the clinic's own site. */
  readonly pageUrl: string;
}

/** What a site says of itself beside what every list carries. */
export interface SiteDetails extends PublicSite {
  /** ISO 3166-1, such as US. */
  readonly country: string | null;
  /** The languages the clinic speaks beside its first (BCP 47). */
  readonly otherLocales: readonly string[];
  /** As #0f6b62; white words on it can be read by everyone. */
  readonly accentColor: string | null;
  readonly callToAction: string | null;
  readonly callToActionUrl: string | null;
  readonly logo: StoredLogo | null;
}

/** The columns of a site under the names above. */
export const SITE_COLUMNS = `s.id, s.slug, s.name, s.locale, s.time_zone AS "timeZone", s.url, s.phone,
  s.postal_address AS "postalAddress", s.emergency_number AS "emergencyNumber", s.generation::text AS generation`;

/** With the details. */
export const SITE_DETAILS = `${SITE_COLUMNS}, s.country, s.locales AS "otherLocales", s.accent_color AS "accentColor",
  s.call_to_action AS "callToAction", s.call_to_action_url AS "callToActionUrl",
  (SELECT jsonb_build_object('id', l.media_id, 'alt', l.alt, 'altTexts', l.alt_texts, 'decorative', l.decorative,
      'credit', l.credit, 'rightsUntil', l.rights_until, 'files', l.files)
    FROM delivery.site_logo l WHERE l.site_id = s.id) AS logo`;
