import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ReviewModule } from '#review';
import { TaxonomyModule } from '#taxonomy';
import { ArchiveObstacles } from './archive-obstacles.js';
import { BulkRun } from './bulk-run.js';
import { ArchiveArticle } from './use-cases/archive-article.js';
import { ArchiveTerm } from './use-cases/archive-term.js';
import { BulkArticles } from './use-cases/bulk-articles.js';
import { MergeTerm } from './use-cases/merge-term.js';
import { UnarchiveArticle } from './use-cases/unarchive-article.js';

/** Putting articles and terms away and taking them out again, and steps for many articles at once. */
@Module({
  imports: [EditingModule, IdentityModule, OutboxModule, ReviewModule, TaxonomyModule],
  providers: [ArchiveArticle, ArchiveObstacles, ArchiveTerm, BulkArticles, BulkRun, MergeTerm, UnarchiveArticle],
  exports: [ArchiveArticle, ArchiveTerm, BulkArticles, MergeTerm, UnarchiveArticle],
})
export class LifecycleModule {}
