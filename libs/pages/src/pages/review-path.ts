import type { Article } from '../content.js';
import type { View } from '../layout.js';

/** Where the page of an article's review stands. */
export function reviewPath({ base }: View, { locale, slug }: Pick<Article, 'locale' | 'slug'>): string {
  return `${base}/${locale}/${slug}/review`;
}
