export { SlugTaken, StaleBase } from './domain/refusals.js';
export { EditingModule } from './editing.module.js';
export { type ArticleLocale, ArticleReader } from './persistence/article-reader.js';
export { type ArticleRow, claimSlug, insertArticle, slugOf } from './persistence/articles.js';
export { contentOf, type RevisionRow } from './persistence/revision-row.js';
export {
  insertRevision,
  lockArticle,
  newestRevision,
  onlyMinorEdits,
  type PinReason,
  pinRevision,
  revisionById,
} from './persistence/revisions.js';
export { type UseRow, type UserPlace, type UserRow, UsesReader, type UseTarget } from './persistence/uses-reader.js';
export { CreateArticle, type CreateArticleInput, topicFault } from './use-cases/create-article.js';
export { RestoreRevision, type RestoreRevisionInput } from './use-cases/restore-revision.js';
export { SaveRevision, type SaveRevisionInput } from './use-cases/save-revision.js';
