import type {
  Article,
  ArticleCard,
  ArticlePreview,
  CarriedArticle,
  FeedArticle,
  FeedWithdrawal,
  Newsletter,
  SearchResult,
  Site,
  Translation,
} from '#pages';

/** Where an address of before leads. */
export interface Moved {
  readonly locale: string;
  readonly slug: string;
}

export interface ArticleAnswer {
  readonly site: Site | null;
  readonly redirect: Moved | null;
  readonly article:
    | ({ readonly __typename: 'Article'; readonly redirectedFrom: string | null } & Article)
    | { readonly __typename: 'ArticleWithdrawn'; readonly withdrawnAt: string }
    | { readonly __typename: 'ArticleNotFound' };
}

export interface FormAnswer {
  readonly site: (Site & { readonly chosenLocales: readonly string[] }) | null;
  readonly terms: readonly { readonly id: string; readonly kind: string; readonly label: string }[] | null;
}

export interface HomeAnswer extends FormAnswer {
  readonly redirect: Moved | null;
  readonly articles: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: ArticleCard }[];
  } | null;
}

export interface FeedAnswer {
  readonly site: (Site & { readonly chosenLocales: readonly string[] }) | null;
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

const siteIn = (locale: string) =>
  `slug name locale timeZone phone postalAddress emergencyNumber url accentColor callToAction { label url }
    logo${locale} { src width height alt files { type width src } }`;
const SITE = siteIn('');
/** With the words of its logo in the language of the page. */
const SITE_HERE = siteIn('(locale: $locale)');
/** What the sign-up form offers. */
const CHOICES = 'terms(site: $site, locale: $locale) { id kind label }';
const CARD = 'slug topic title summary readingMinutes';

export const SITES_QUERY = `{ sites { ${SITE} } }`;

export const SITE_QUERY = `query Site($site: String!) { site(slug: $site) { ${SITE} } }`;

/** A site with what its sign-up form offers. */
export const FORM_QUERY = `query Form($site: String!, $locale: String!) {
  site(slug: $site) { ${SITE_HERE} chosenLocales }
  ${CHOICES}
}`;

export const HOME_QUERY = `query Home($site: String!, $locale: String!, $topic: String, $after: String, $path: String!) {
  site(slug: $site) { ${SITE_HERE} chosenLocales }
  ${CHOICES}
  redirect(site: $site, path: $path) { locale slug }
  articles(site: $site, locale: $locale, topic: $topic, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${CARD} } }
  }
}`;

export const ARTICLE_QUERY = `query Article($site: String!, $locale: String!, $slug: String!, $path: String!) {
  site(slug: $site) { ${SITE_HERE} }
  redirect(site: $site, path: $path) { locale slug }
  article(site: $site, locale: $locale, slug: $slug, fallback: true) {
    __typename
    ... on Article {
      ${CARD} locale pageUrl html wordCount revisionNumber contentHash publishedAt
      outline { level text id } translations { locale slug } faq { question answer }
      references { title source year doi pmid url } terms { kind label synonyms codes { system code } }
      handoutUrl redirectedFrom fallbackFrom related(first: 3) { ${CARD} }
      reviewState provenance { approvedAt lastReviewedAt nextReviewAt reviewedBy { name credential } }
    }
    ... on ArticleWithdrawn { withdrawnAt }
  }
}`;

export interface RedirectAnswer {
  readonly redirect: Moved | null;
}

/** Where an address leads that an article had before. */
export const REDIRECT_QUERY = `query Redirect($site: String!, $path: String!, $locale: String) {
  redirect(site: $site, path: $path, locale: $locale) { locale slug }
}`;

export interface SearchAnswer {
  readonly site: Site | null;
  readonly search:
    | (Pick<SearchResult, 'match' | 'correctedText' | 'facets'> & {
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        readonly edges: readonly {
          readonly titleHtml: string;
          readonly passageHtml: string;
          readonly node: ArticleCard;
        }[];
      })
    | null;
}

export const SEARCH_QUERY = `query Search($site: String!, $locale: String!, $text: String!, $topic: String, $after: String) {
  site(slug: $site) { ${SITE_HERE} }
  search(site: $site, locale: $locale, text: $text, topic: $topic, first: 10, after: $after) {
    match correctedText facets { topic count } pageInfo { hasNextPage endCursor }
    edges { titleHtml passageHtml node { ${CARD} } }
  }
}`;

const NEWSLETTER = 'id locale subject sentAt';

export interface NewslettersAnswer extends FormAnswer {
  readonly newsletters: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: Newsletter }[];
  } | null;
}

export const NEWSLETTERS_QUERY = `query Newsletters($site: String!, $locale: String!, $after: String) {
  site(slug: $site) { ${SITE_HERE} chosenLocales }
  ${CHOICES}
  newsletters(site: $site, locale: $locale, first: 50, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${NEWSLETTER} } }
  }
}`;

export interface NewsletterAnswer extends FormAnswer {
  readonly newsletter:
    | (Newsletter & {
        readonly articles: readonly {
          readonly state: CarriedArticle['state'];
          readonly article: CarriedArticle['card'];
        }[];
      })
    | null;
}

export const NEWSLETTER_QUERY = `query Newsletter($site: String!, $locale: String!, $id: ID!) {
  site(slug: $site) { ${SITE_HERE} chosenLocales }
  ${CHOICES}
  newsletter(site: $site, id: $id) { ${NEWSLETTER} articles { state article { locale ${CARD} } } }
}`;

export interface PreviewAnswer {
  readonly site: Site | null;
  readonly preview:
    | ({ readonly __typename: 'ArticlePreview'; readonly siteSlug: string } & ArticlePreview)
    | { readonly __typename: 'PreviewRefused'; readonly message: string };
}

export const PREVIEW_QUERY = `query Preview($site: String!, $token: String!) {
  site(slug: $site) { ${SITE} }
  preview(token: $token) {
    __typename
    ... on PreviewRefused { message }
    ... on ArticlePreview {
      siteSlug topic title summary readingMinutes locale html wordCount revisionNumber contentHash expiresAt
      outline { level text id }
    }
  }
}`;

/** The newest articles, and what was taken off lately. */
export const FEED_QUERY = `query Feed($site: String!, $locale: String!, $topic: String) {
  site(slug: $site) { ${SITE_HERE} chosenLocales }
  articles(site: $site, locale: $locale, topic: $topic, first: 50) { edges { node {
    ${CARD} id pageUrl publishedAt provenance { lastReviewedAt nextReviewAt reviewedBy { name credential } }
  } } }
  withdrawals(site: $site, locale: $locale, first: 50) { edges { node { articleId pageUrl withdrawnAt } } }
}`;

export const LOCALES_QUERY = `query Locales($site: String!) { site(slug: $site) { ${SITE} locales } }`;

export const SITEMAP_QUERY = `query Sitemap($site: String!, $locale: String!, $after: String) {
  site(slug: $site) { ${SITE_HERE} }
  articles(site: $site, locale: $locale, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { locale pageUrl publishedAt translations { locale slug } } }
  }
}`;
