import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { ArticleReader } from './persistence/article-reader.js';
import { CreateArticle } from './use-cases/create-article.js';
import { ImportArticle } from './use-cases/import-article.js';
import { RestoreRevision } from './use-cases/restore-revision.js';
import { SaveRevision } from './use-cases/save-revision.js';

/** Articles, their revisions, and how texts come in. */
@Module({
  imports: [IdentityModule],
  providers: [ArticleReader, CreateArticle, ImportArticle, RestoreRevision, SaveRevision],
  exports: [ArticleReader, CreateArticle, ImportArticle, RestoreRevision, SaveRevision],
})
export class EditingModule {}
