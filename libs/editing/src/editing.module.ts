import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { ArticleReader } from './persistence/article-reader.js';
import { CreateArticle } from './use-cases/create-article.js';
import { ImportArticle } from './use-cases/import-article.js';
import { SaveRevision } from './use-cases/save-revision.js';

/** Articles, their revisions, and how texts come in. */
@Module({
  imports: [IdentityModule],
  providers: [ArticleReader, CreateArticle, ImportArticle, SaveRevision],
  exports: [ArticleReader, CreateArticle, ImportArticle, SaveRevision],
})
export class EditingModule {}
