import type { Article, ArticleCard, FeedArticle, FeedWithdrawal, Site, Translation } from '#pages';

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

export interface FeedAnswer {
  readonly site: Site | null;
  readonly articles: { readonly edges: readonly { readonly node: FeedArticle }[] } | null;
  readonly withdrawals: { readonly edges: readonly { readonly node: FeedWithdrawal }[] } | null;
}

export interface LocalesAnswer {
  readonly site: (Site & { readonly locales: readonly string[] }) | null;
}

export interface SitemapAnswer {
  readonly site: Site | null;
  readonly articles: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly {
      readonly node: {
        readonly locale: string;
        readonly pageUrl: string;
        readonly publishedAt: string;
        readonly translations: readonly Translation[];
      };
    }[];
  } | null;
}

export interface SitesAnswer {
  readonly sites: readonly Site[];
}

const SITE = 'slug name locale timeZone phone postalAddress emergencyNumber url';
const CARD = 'slug topic title summary readingMinutes';

export const SITES_QUERY = `{ sites { ${SITE} } }`;

export const SITE_QUERY = `query Site($site: String!) { site(slug: $site) { ${SITE} } }`;

export const HOME_QUERY = `query Home($site: String!, $locale: String!, $topic: String, $after: String) {
  site(slug: $site) { ${SITE} }
  articles(site: $site, locale: $locale, topic: $topic, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${CARD} } }
  }
}`;

export const ARTICLE_QUERY = `query Article($site: String!, $locale: String!, $slug: String!) {
  site(slug: $site) { ${SITE} }
  article(site: $site, locale: $locale, slug: $slug) {
    __typename
    ... on Article {
      ${CARD} locale pageUrl html wordCount revisionNumber contentHash publishedAt
      outline { level text id } translations { locale slug } faq { question answer }
      references { title source year doi pmid url }
      reviewState provenance { approvedAt lastReviewedAt nextReviewAt reviewedBy { name credential } }
    }
    ... on ArticleWithdrawn { withdrawnAt }
  }
}`;

/** The newest articles, and what was taken off lately. */
export const FEED_QUERY = `query Feed($site: String!, $locale: String!, $topic: String) {
  site(slug: $site) { ${SITE} }
  articles(site: $site, locale: $locale, topic: $topic, first: 50) { edges { node {
    ${CARD} id pageUrl publishedAt provenance { lastReviewedAt nextReviewAt reviewedBy { name credential } }
  } } }
  withdrawals(site: $site, locale: $locale, first: 50) { edges { node { articleId pageUrl withdrawnAt } } }
}`;

export const LOCALES_QUERY = `query Locales($site: String!) { site(slug: $site) { ${SITE} locales } }`;

export const SITEMAP_QUERY = `query Sitemap($site: String!, $locale: String!, $after: String) {
  site(slug: $site) { ${SITE} }
  articles(site: $site, locale: $locale, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { locale pageUrl publishedAt translations { locale slug } } }
  }
}`;
