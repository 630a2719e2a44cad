export {
  DatabaseNotEmpty,
  ExportDamaged,
  MediaFileMissing,
  NewerExport,
  NotAnExport,
  UnsafeExport,
} from './domain/refusals.js';
export { LEFT_OUT, TABLES, type TableTransfer } from './domain/tables.js';
export { ExportArchive, type ExportOptions, type ExportReport } from './export-archive.js';
export { RestoreArchive, type RestoreReport } from './restore-archive.js';
export { TransferModule } from './transfer.module.js';
