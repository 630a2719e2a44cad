export { type FindPicture, isPictureName } from './domain/draft/source-pictures.js';
export { ARTICLE_RIGHTS, type Rights } from './domain/rights.js';
export { type CheckedUnit, checkUnits } from './domain/source/check-units.js';
export { type DraftReport, draftReport, type ReadUnit, readUnit } from './domain/source/draft-report.js';
export { formatIn } from './domain/source/format.js';
export { readSource, type SourceFile } from './domain/source/read-source.js';
export {
  ArchiveTooLarge,
  DamagedArchive,
  EndsEarly,
  HasMacros,
  NeedsUpload,
  NothingToImport,
  NotRead,
  XmlEntities,
} from './domain/source/refusals.js';
export type { SourcePart } from './domain/source/unit.js';
export {
  BinaryFile,
  DEFAULT_PATTERNS,
  EmptyFile,
  FileTooLarge,
  type ImportReport,
  importReports,
  type TextFile,
  UnknownFileType,
} from './domain/text/index.js';
export { ImportingModule } from './importing.module.js';
export { importHandlers, importJobs, importSweeps } from './jobs/index.js';
export { runImportJob } from './jobs/jobs.js';
export { BatchWork } from './persistence/batch-work.js';
export {
  type BatchCounts,
  type BatchFileRow,
  type BatchItemRow,
  type BatchRow,
  ImportBatches,
} from './persistence/import-batches.js';
export { type ImportRecordRow, ImportRecords } from './persistence/import-records.js';
export { CancelImport } from './use-cases/cancel-import.js';
export { ImportArticle, type ImportArticleInput } from './use-cases/import-article.js';
export { ImportSource, type PartOutcome } from './use-cases/import-source.js';
export type { Imported } from './use-cases/import-writer.js';
export { SettleImport, type SettleImportInput } from './use-cases/settle-import.js';
export { StartImport, type StartImportInput, type UploadedFile } from './use-cases/start-import.js';
export { StateRights, type StateRightsInput } from './use-cases/state-rights.js';
export { UndoDrop, type UndoDropInput } from './use-cases/undo-drop.js';
