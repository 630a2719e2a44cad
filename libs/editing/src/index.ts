export {
  BinaryFile,
  EmptyFile,
  FileTooLarge,
  type ImportReport,
  importReports,
  type TextFile,
  UnknownFileType,
} from './domain/import/index.js';
export { SlugTaken, StaleBase } from './domain/refusals.js';
export { EditingModule } from './editing.module.js';
export { type ArticleLocale, ArticleReader, type ImportRecordRow } from './persistence/article-reader.js';
export { type ArticleRow, slugOf } from './persistence/articles.js';
export { contentOf, type RevisionRow } from './persistence/revision-row.js';
export { lockArticle, newestRevision, type PinReason, pinRevision, revisionById } from './persistence/revisions.js';
export { CreateArticle, type CreateArticleInput } from './use-cases/create-article.js';
export { ImportArticle, type ImportArticleInput, type Imported } from './use-cases/import-article.js';
export { RestoreRevision, type RestoreRevisionInput } from './use-cases/restore-revision.js';
export { SaveRevision, type SaveRevisionInput } from './use-cases/save-revision.js';
