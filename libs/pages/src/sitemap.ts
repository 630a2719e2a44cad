import { html } from './html.js';

/** One page of a sitemap with its translations. */
export interface SitemapEntry {
  readonly url: string;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly alternates: readonly { readonly locale: string; readonly url: string }[];
}

/** An index of sitemaps (sitemaps.org, protocol 0.9). */
export function sitemapIndex(urls: readonly string[]): string {
  return html`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => html`<sitemap><loc>${url}</loc></sitemap>\n`)}</sitemapindex>
`.markup;
}

/** A sitemap with the other languages of each page as search engines read them (`xhtml:link`, hreflang). */
export function sitemap(entries: readonly SitemapEntry[]): string {
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.map(
  ({ url, changedAt, alternates }) => html`<url><loc>${url}</loc><lastmod>${changedAt}</lastmod>${alternates.map(
    (it) => html`<xhtml:link rel="alternate" hreflang="${it.locale}" href="${it.url}"/>`,
  )}</url>
`,
)}</urlset>
`.markup;
}

/** An article of a sitemap. */
export interface SitemapArticle {
  readonly locale: string;
  readonly pageUrl: string;
  readonly publishedAt: string;
  readonly translations: readonly { readonly locale: string; readonly slug: string }[];
}

/** The page of an article with its translations; a text in one language names none. */
export function sitemapEntry(siteUrl: string, article: SitemapArticle): SitemapEntry {
  const others = article.translations.map(({ locale, slug }) => ({ locale, url: `${siteUrl}/${locale}/${slug}` }));
  const alternates = others.length > 0 ? [{ locale: article.locale, url: article.pageUrl }, ...others] : [];
  return { url: article.pageUrl, changedAt: article.publishedAt, alternates };
}
