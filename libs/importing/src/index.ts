export {
  BinaryFile,
  DEFAULT_PATTERNS,
  EmptyFile,
  FileTooLarge,
  type ImportReport,
  importReports,
  type TextFile,
  UnknownFileType,
  workbenchReports,
} from './domain/text/index.js';
export { ImportingModule } from './importing.module.js';
export { type ImportRecordRow, ImportRecords } from './persistence/import-records.js';
export { ImportArticle, type ImportArticleInput, type Imported } from './use-cases/import-article.js';
