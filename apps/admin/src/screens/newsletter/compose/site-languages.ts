/** What is to be known of a site's languages: its own, and its further ones. */
export interface SiteLanguages {
  readonly locale: string;
  readonly locales: readonly string[];
}

/** A site's own language first. */
export function languagesOf({ locale, locales }: SiteLanguages): string[] {
  return [...new Set([locale, ...locales])];
}
