import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { ImportRecords } from './persistence/import-records.js';
import { ImportArticle } from './use-cases/import-article.js';

/** How texts come in from elsewhere. */
@Module({
  imports: [EditingModule, IdentityModule],
  providers: [ImportArticle, ImportRecords],
  exports: [ImportArticle, ImportRecords],
})
export class ImportingModule {}
