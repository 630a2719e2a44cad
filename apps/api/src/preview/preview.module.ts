import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { PreviewController } from './preview.controller.js';
import { RevisionPages } from './revision-pages.js';

/** A text as it would look, before anything of it is public. */
@Module({
  imports: [EditingModule, IdentityModule],
  controllers: [PreviewController],
  providers: [RevisionPages],
  exports: [RevisionPages],
})
export class PreviewModule {}
