import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { TasksModule } from '#tasks';
import { FollowUpTasks } from './follow-up/follow-up-tasks.js';
import { FollowUpApproval } from './jobs/follow-up-approval.js';
import { FollowUpSweep } from './jobs/follow-up-sweep.js';
import { SweepPresence } from './jobs/sweep-presence.js';
import { ArticleReader } from './persistence/article-reader.js';
import { PieceReader } from './persistence/piece-reader.js';
import { Presence } from './persistence/presence.js';
import { RelatedArticles } from './persistence/related-articles.js';
import { SavedViews } from './persistence/saved-views.js';
import { TranslationReader } from './persistence/translation-reader.js';
import { UsesReader } from './persistence/uses-reader.js';
import { AnnouncePresence } from './use-cases/announce-presence.js';
import { ChangeSlug } from './use-cases/change-slug.js';
import { ClassifyArticle } from './use-cases/classify-article.js';
import { ConfirmTranslation } from './use-cases/confirm-translation.js';
import { CreateArticle } from './use-cases/create-article.js';
import { FreeSlug } from './use-cases/free-slug.js';
import { KeepView } from './use-cases/keep-view.js';
import { NameRevision } from './use-cases/name-revision.js';
import { RestoreRevision } from './use-cases/restore-revision.js';
import { SaveRevision } from './use-cases/save-revision.js';
import { SetRelatedArticles } from './use-cases/set-related-articles.js';
import { StartTranslation } from './use-cases/start-translation.js';
import { TakeNewestPiece } from './use-cases/take-newest-piece.js';

const SERVICES = [
  FollowUpApproval,
  FollowUpSweep,
  SweepPresence,
  Presence,
  NameRevision,
  AnnouncePresence,
  ArticleReader,
  ChangeSlug,
  ClassifyArticle,
  ConfirmTranslation,
  CreateArticle,
  FreeSlug,
  KeepView,
  PieceReader,
  RelatedArticles,
  RestoreRevision,
  SavedViews,
  SaveRevision,
  SetRelatedArticles,
  StartTranslation,
  TakeNewestPiece,
  TranslationReader,
  UsesReader,
];

/** Articles and their revisions. */
@Module({
  imports: [IdentityModule, OutboxModule, TasksModule],
  providers: [...SERVICES, FollowUpTasks],
  exports: SERVICES,
})
export class EditingModule {}
