export { isPieceContentType } from './domain/piece-kinds.js';
export { PieceNotApproved, PieceNotUsable, ReferenceCycle } from './domain/piece-refusals.js';
export {
  ArticleArchived,
  NameTaken,
  SlugTaken,
  StaleBase,
  TooManyViews,
  TranslationExists,
} from './domain/refusals.js';
export { isStricter, RISK_CLASSES } from './domain/risk-class.js';
export type { Severity } from './domain/staleness.js';
export { EditingModule } from './editing.module.js';
export { FollowUpApproval } from './jobs/follow-up-approval.js';
export { FollowUpSweep } from './jobs/follow-up-sweep.js';
export { editingHandlers, editingJobs, editingSweeps } from './jobs/index.js';
export { followUpApprovalJob } from './jobs/jobs.js';
export { SweepPresence } from './jobs/sweep-presence.js';
export { type ArticleLocale, ArticleReader } from './persistence/article-reader.js';
export {
  type ArticleRow,
  articleById,
  changeArticle,
  claimSlug,
  insertArticle,
  setTopic,
  slugOf,
  slugsOf,
} from './persistence/articles.js';
export { claimSlugs, insertArticles, insertRevisions, nextSlug } from './persistence/many.js';
export type { NamedVersionRow } from './persistence/named-versions.js';
export { type PieceGround, pieceGrounds, pieceGroundsOf, unsoundPiece } from './persistence/piece-grounds.js';
export { PieceReader, type PieceToRenew } from './persistence/piece-reader.js';
export { Presence, type PresentPerson } from './persistence/presence.js';
export { RelatedArticles, type RelatedRow } from './persistence/related-articles.js';
export { contentOf, type EditClass, type RevisionRow } from './persistence/revision-row.js';
export {
  insertRevision,
  type LockedArticle,
  lockArticle,
  lockArticles,
  newestRevision,
  onlyMinorEdits,
  type PinReason,
  pinRevision,
  pinRevisions,
  revisionById,
} from './persistence/revisions.js';
export { type SavedViewRow, SavedViews } from './persistence/saved-views.js';
export type { FormerSlug } from './persistence/slugs.js';
export { type BasisRow, isUntranslated } from './persistence/translation-bases.js';
export { type LocaleText, TranslationReader, type TranslationState } from './persistence/translation-reader.js';
export { type UseRow, type UserPlace, type UserRow, UsesReader, type UseTarget } from './persistence/uses-reader.js';
export { AnnouncePresence } from './use-cases/announce-presence.js';
export { articleNotFound, articleToEdit, articleToMove } from './use-cases/article-to-edit.js';
export { ChangeSlug, type ChangeSlugInput } from './use-cases/change-slug.js';
export { ClassifyArticle, type ClassifyArticleInput } from './use-cases/classify-article.js';
export { ConfirmTranslation, type ConfirmTranslationInput } from './use-cases/confirm-translation.js';
export { CreateArticle, type CreateArticleInput, topicFault } from './use-cases/create-article.js';
export { FreeSlug } from './use-cases/free-slug.js';
export { KeepView, type KeepViewInput } from './use-cases/keep-view.js';
export { NameRevision, type NameRevisionInput } from './use-cases/name-revision.js';
export { RestoreRevision, type RestoreRevisionInput } from './use-cases/restore-revision.js';
export { SaveRevision, type SaveRevisionInput } from './use-cases/save-revision.js';
export { SetRelatedArticles } from './use-cases/set-related-articles.js';
export { StartTranslation, type StartTranslationInput } from './use-cases/start-translation.js';
export { TakeNewestPiece, type TakeNewestPieceInput } from './use-cases/take-newest-piece.js';
