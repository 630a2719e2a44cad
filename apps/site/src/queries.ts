/** A site as the delivery API answers it. */
export interface Site {
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly emergencyNumber: string;
}

export interface Provenance {
  readonly lastReviewedAt: string;
  readonly nextReviewAt: string;
  readonly reviewedBy: { readonly name: string; readonly credential: string };
}

export interface ArticleCard {
  readonly slug: string;
  readonly topic: string;
  readonly title: string;
  readonly summary: string;
  readonly readingMinutes: number;
}

export interface Article extends ArticleCard {
  readonly locale: string;
  readonly pageUrl: string;
  readonly html: string;
  readonly wordCount: number;
  readonly revisionNumber: number;
  readonly outline: readonly { readonly level: number; readonly text: string; readonly id: string }[];
  readonly translations: readonly { readonly locale: string; readonly slug: string }[];
  readonly provenance: Provenance;
}

export interface ArticleAnswer {
  readonly site: Site | null;
  readonly article:
    | ({ readonly __typename: 'Article' } & Article)
    | { readonly __typename: 'ArticleWithdrawn'; readonly withdrawnAt: string }
    | { readonly __typename: 'ArticleNotFound' };
}

export interface HomeAnswer {
  readonly site: Site | null;
  readonly articles: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: ArticleCard }[];
  } | null;
}

export interface SitesAnswer {
  readonly sites: readonly Site[];
}

const SITE = 'slug name locale timeZone phone postalAddress emergencyNumber';
const CARD = 'slug topic title summary readingMinutes';

export const SITES_QUERY = `{ sites { ${SITE} } }`;

export const SITE_QUERY = `query Site($site: String!) { site(slug: $site) { ${SITE} } }`;

export const HOME_QUERY = `query Home($site: String!, $locale: String!, $after: String) {
  site(slug: $site) { ${SITE} }
  articles(site: $site, locale: $locale, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${CARD} } }
  }
}`;

export const ARTICLE_QUERY = `query Article($site: String!, $locale: String!, $slug: String!) {
  site(slug: $site) { ${SITE} }
  article(site: $site, locale: $locale, slug: $slug) {
    __typename
    ... on Article {
      ${CARD} locale pageUrl html wordCount revisionNumber outline { level text id } translations { locale slug }
      provenance { lastReviewedAt nextReviewAt reviewedBy { name credential } }
    }
    ... on ArticleWithdrawn { withdrawnAt }
  }
}`;
