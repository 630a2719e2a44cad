import type { Operation, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { ArticleArchived } from '../domain/refusals.js';
import type { RevisionRow } from '../persistence/revision-row.js';
import { type LockedArticle, lockArticle, revisionById } from '../persistence/revisions.js';

/** Who wants to change what. */
interface Wish {
  readonly policy: Policy;
  readonly actor: StaffActor;
  /** What it takes beside being able to read the article; to edit it, when left out. */
  readonly operation?: Operation;
}

/**
 * The one rule of every change of an article: it exists at a site this person may read, they may do this there, and it
 * is not archived. Holds the article until the transaction ends, so what is read from now on stays so.
 */
export async function articleToEdit(
  tx: Tx,
  wish: Wish,
  articleId: string,
): Promise<LockedArticle | ArticleArchived | NotAllowed | NotFound> {
  const article = await articleToMove(tx, wish, articleId);
  return !isRefusal(article) && article.archivedAt ? new ArticleArchived() : article;
}

/** The same, for those who put an article away or take it out again. */
export async function articleToMove(
  tx: Tx,
  { policy, actor, operation = 'article.edit' }: Wish,
  articleId: string,
): Promise<LockedArticle | NotAllowed | NotFound> {
  const article = isId(articleId) ? await lockArticle(tx, articleId) : null;
  if (!article || policy.mayAt(actor, 'article.read', article.siteId)) return articleNotFound();
  return policy.mayAt(actor, operation, article.siteId) ?? article;
}

/** The same for a change that names a revision. The revision is read once more under the lock. */
export async function revisionToEdit(
  tx: Tx,
  wish: Wish,
  revisionId: string,
): Promise<{ article: LockedArticle; revision: RevisionRow } | ArticleArchived | NotAllowed | NotFound> {
  const found = isId(revisionId) ? await revisionById(tx, revisionId) : null;
  const article = found ? await articleToEdit(tx, wish, found.articleId) : revisionNotFound();
  if (isRefusal(article)) return article instanceof NotFound ? revisionNotFound() : article;
  // Read again: a save that held the lock may have written over the working copy that was found.
  return { article, revision: (await revisionById(tx, found!.id))! };
}

/** The refusal for an article that does not exist or is another clinic's: the two look alike. */
export function articleNotFound(): NotFound {
  return new NotFound('There is no such article at your sites. Look for it in the article list.');
}

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Look for it in the history of the article.');
}
