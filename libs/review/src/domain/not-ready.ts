import { ArticleArchived, contentOf, type LockedArticle, type RevisionRow } from '#editing';
import { missingBlocks } from '#taxonomy';
import { RequiredBlockMissing } from './refusals.js';

/** Why nobody should review this text yet, by what its article is: archived, or without a block of its kind. */
export function notReady(article: LockedArticle, revision: RevisionRow): ArticleArchived | RequiredBlockMissing | null {
  if (article.archivedAt) return new ArticleArchived();
  const missing = missingBlocks(article.contentType, contentOf(revision));
  return missing.length > 0 ? new RequiredBlockMissing(missing) : null;
}
