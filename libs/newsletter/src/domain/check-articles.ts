import type { LivePublication } from '#publishing';
import { ArticleInOtherLanguage, ArticleNotSendable } from './refusals.js';

/** An article as an issue pinned it. */
export interface PinnedArticle {
  readonly publicationId: string;
  readonly contentHash: string;
  readonly title: string;
}

/**
 * Every pinned article with what is live of it, in the order, or the first that may not be sent: it is not live,
 * not approved, overdue, of another site, or its text is not the one that was pinned.
 */
export function liveArticles(
  pinned: readonly PinnedArticle[],
  live: readonly LivePublication[],
  siteId: string,
): LivePublication[] | ArticleNotSendable {
  const found: LivePublication[] = [];
  for (const article of pinned) {
    const publication = live.find(({ id }) => id === article.publicationId);
    const same = publication?.siteId === siteId && publication.contentHash === article.contentHash;
    if (!publication || !same) return new ArticleNotSendable(article.publicationId, article.title);
    found.push(publication);
  }
  return found;
}

/**
 * The article when it is in another language than its issue; undefined when it may stand there. A correction may: it comes
 * to those who read the wrong text, in the language in which they read it.
 */
export function inOtherLanguage(
  publication: Pick<LivePublication, 'id' | 'locale' | 'content'>,
  mode: string,
  locale: string,
): ArticleInOtherLanguage | undefined {
  if (mode === 'correction' || publication.locale === locale) return undefined;
  return new ArticleInOtherLanguage(publication.id, publication.content.title, publication.locale, locale);
}
