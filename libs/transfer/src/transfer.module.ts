import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { MediaModule } from '#media';
import { ExportArchive } from './export-archive.js';
import { RestoreArchive } from './restore-archive.js';

/** Everything out of an installation, and into an empty one. */
@Module({
  imports: [IdentityModule, MediaModule],
  providers: [ExportArchive, RestoreArchive],
  exports: [ExportArchive, RestoreArchive],
})
export class TransferModule {}
