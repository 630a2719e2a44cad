import type { PublishedArticle } from '#delivery';
import type { Settings } from '#platform';

/** Address of an article as a PDF to print. */
export function handoutUrl(
  { publicUrl }: Pick<Settings, 'publicUrl'>,
  { siteSlug, locale, slug }: Pick<PublishedArticle, 'siteSlug' | 'locale' | 'slug'>,
): string {
  const path = [siteSlug, locale, slug].map(encodeURIComponent).join('/');
  return `${publicUrl}/handout/${path}.pdf`;
}
