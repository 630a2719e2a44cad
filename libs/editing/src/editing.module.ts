import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ArticleReader } from './persistence/article-reader.js';
import { UsesReader } from './persistence/uses-reader.js';
import { CreateArticle } from './use-cases/create-article.js';
import { RestoreRevision } from './use-cases/restore-revision.js';
import { SaveRevision } from './use-cases/save-revision.js';

/** Articles and their revisions. */
@Module({
  imports: [IdentityModule, OutboxModule],
  providers: [ArticleReader, CreateArticle, RestoreRevision, SaveRevision, UsesReader],
  exports: [ArticleReader, CreateArticle, RestoreRevision, SaveRevision, UsesReader],
})
export class EditingModule {}
