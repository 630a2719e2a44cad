import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { MakePreviewLink } from './make-preview-link.js';
import { PreviewController } from './preview.controller.js';
import { PreviewReader } from './preview-reader.js';
import { PreviewTokens } from './preview-tokens.js';
import { RevisionPages } from './revision-pages.js';

/** A text as it would look, before anything of it is public. */
@Module({
  imports: [EditingModule, IdentityModule],
  controllers: [PreviewController],
  providers: [MakePreviewLink, PreviewReader, PreviewTokens, RevisionPages],
  exports: [MakePreviewLink, PreviewReader, RevisionPages],
})
export class PreviewModule {}
