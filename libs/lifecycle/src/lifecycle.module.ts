import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { ReviewModule } from '#review';
import { TaxonomyModule } from '#taxonomy';
import { ArchiveObstacles } from './archive-obstacles.js';
import { BulkRun } from './bulk-run.js';
import { ArchiveArticle } from './use-cases/archive-article.js';
import { ArchiveTerm } from './use-cases/archive-term.js';
import { BulkArticles } from './use-cases/bulk-articles.js';
import { UnarchiveArticle } from './use-cases/unarchive-article.js';

/** Putting articles and terms away and taking them out again, and steps for many articles at once. */
@Module({
  imports: [EditingModule, IdentityModule, ReviewModule, TaxonomyModule],
  providers: [ArchiveArticle, ArchiveObstacles, ArchiveTerm, BulkArticles, BulkRun, UnarchiveArticle],
  exports: [ArchiveArticle, ArchiveTerm, BulkArticles, UnarchiveArticle],
})
export class LifecycleModule {}
