import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { MediaModule } from '#media';
import { OutboxModule } from '#outbox';
import { FindDueImports } from './jobs/find-due-imports.js';
import { RunImport } from './jobs/run-import.js';
import { BatchWork } from './persistence/batch-work.js';
import { ImportBatches } from './persistence/import-batches.js';
import { ImportRecords } from './persistence/import-records.js';
import { CancelImport } from './use-cases/cancel-import.js';
import { ImportArticle } from './use-cases/import-article.js';
import { ImportPictures } from './use-cases/import-pictures.js';
import { ImportSource } from './use-cases/import-source.js';
import { ImportWriter } from './use-cases/import-writer.js';
import { SettleImport } from './use-cases/settle-import.js';
import { StartImport } from './use-cases/start-import.js';
import { StateRights } from './use-cases/state-rights.js';
import { UndoDrop } from './use-cases/undo-drop.js';

const DOORS = [
  BatchWork,
  CancelImport,
  ImportArticle,
  ImportBatches,
  ImportRecords,
  ImportSource,
  SettleImport,
  StartImport,
  StateRights,
  UndoDrop,
  RunImport,
  FindDueImports,
];

/** How texts come in from elsewhere. */
@Module({
  imports: [EditingModule, IdentityModule, MediaModule, OutboxModule],
  providers: [...DOORS, ImportPictures, ImportWriter],
  exports: DOORS,
})
export class ImportingModule {}
