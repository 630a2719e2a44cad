import type { ArticleContent } from '#document';
import { CallFailed, request } from '../../../api/client';
import { type EditedRevisionFragment, EditorSaveRevisionDocument } from '../../../gql/operations';
import { failureSentence } from '../../../parts/notice';
import type { Base, SaveAnswer } from './save-types';

/** The words of a revision as they are edited. */
export function contentOf(revision: EditedRevisionFragment): ArticleContent {
  const { locale, title, summary } = revision;
  return {
    locale,
    title,
    summary,
    document: revision.document as ArticleContent['document'],
    references: (revision.references ?? []) as ArticleContent['references'],
  };
}

/** A revision as something an edit can stand on. */
export function baseOf(revision: EditedRevisionFragment): Base {
  return { revisionId: revision.id, contentHash: revision.contentHash, content: contentOf(revision) };
}

/** One save by compare-and-set. Never throws: what did not reach the server is an answer too. */
export async function saveRevision(articleId: string, base: Base, content: ArticleContent): Promise<SaveAnswer> {
  try {
    const { locale, title, summary, document, references } = content;
    const { revisionId: baseRevisionId, contentHash: baseContentHash } = base;
    const input = { articleId, locale, baseRevisionId, baseContentHash, title, summary, document, references };
    const { result } = await request(EditorSaveRevisionDocument, { input });
    if (result.__typename === 'Revision') {
      const { id, contentHash, updatedAt } = result;
      return { kind: 'saved', revisionId: id, contentHash, savedAt: updatedAt };
    }
    if (result.__typename === 'StaleBase') {
      return { kind: 'stale', theirs: baseOf(result.newest), by: result.newest.createdBy.name };
    }
    return { kind: 'refused', message: result.message };
  } catch (error) {
    if (error instanceof CallFailed && error.kind !== 'broken') return { kind: error.kind };
    return { kind: 'refused', message: failureSentence(error) };
  }
}
