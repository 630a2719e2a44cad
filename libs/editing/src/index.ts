export { ArticleArchived, NameTaken, SlugTaken, StaleBase } from './domain/refusals.js';
export { isStricter, RISK_CLASSES } from './domain/risk-class.js';
export { EditingModule } from './editing.module.js';
export { SweepPresence } from './jobs/sweep-presence.js';
export { type ArticleLocale, ArticleReader } from './persistence/article-reader.js';
export {
  type ArticleRow,
  articleById,
  changeArticle,
  claimSlug,
  insertArticle,
  slugOf,
} from './persistence/articles.js';
export type { NamedVersionRow } from './persistence/named-versions.js';
export { Presence, type PresentPerson } from './persistence/presence.js';
export { RelatedArticles, type RelatedRow } from './persistence/related-articles.js';
export { contentOf, type EditClass, type RevisionRow } from './persistence/revision-row.js';
export {
  insertRevision,
  type LockedArticle,
  lockArticle,
  newestRevision,
  onlyMinorEdits,
  type PinReason,
  pinRevision,
  revisionById,
} from './persistence/revisions.js';
export type { FormerSlug } from './persistence/slugs.js';
export { type UseRow, type UserPlace, type UserRow, UsesReader, type UseTarget } from './persistence/uses-reader.js';
export { AnnouncePresence } from './use-cases/announce-presence.js';
export { ChangeSlug, type ChangeSlugInput } from './use-cases/change-slug.js';
export { articleNotFound, ClassifyArticle, type ClassifyArticleInput } from './use-cases/classify-article.js';
export { CreateArticle, type CreateArticleInput, topicFault } from './use-cases/create-article.js';
export { FreeSlug } from './use-cases/free-slug.js';
export { NameRevision, type NameRevisionInput } from './use-cases/name-revision.js';
export { RestoreRevision, type RestoreRevisionInput } from './use-cases/restore-revision.js';
export { SaveRevision, type SaveRevisionInput } from './use-cases/save-revision.js';
export { SetRelatedArticles } from './use-cases/set-related-articles.js';
