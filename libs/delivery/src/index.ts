export { DeliveryModule } from './delivery.module.js';
export { type Block, blocksOf } from './domain/blocks.js';
export { type Exercise, exercisesOf } from './domain/exercises.js';
export type { Faq } from './domain/faq.js';
export {
  type ArticlePayload,
  articlePayload,
  type PayloadSite,
  type Provenance,
  type RenderedWords,
  renderedWords,
} from './domain/payload.js';
export { ArticleNotFound, ArticleWithdrawn } from './domain/refusals.js';
export type { ReviewState } from './domain/review-state.js';
export { type PublicLogo, publicLogo, type StoredLogo } from './domain/site-logo.js';
export { type RelatedWish, Surroundings, type Wish } from './persistence/around.js';
export {
  type ArticleFilter,
  type ArticleQuery,
  HEAVY_PARTS,
  type HeavyPart,
  type Witness,
} from './persistence/article-query.js';
export type { ArticleKey, Beside, BesidePart, PublicTerm, ReadArticle, UsedTerm } from './persistence/beside.js';
export { AnswerTooLarge, MOST_BYTES, TookTooLong } from './persistence/bounded-query.js';
export { type AskedAround, CompanionReader } from './persistence/companion-reader.js';
export { CARDS } from './persistence/companion-statements.js';
export {
  type ArticleCode,
  type CodedArticle,
  type ConceptAnswer,
  ConceptReader,
} from './persistence/concept-reader.js';
export { DeliveryDatabase, type DeliveryDatabaseOptions } from './persistence/delivery-database.js';
export { DeliveryProjection } from './persistence/delivery-projection.js';
export { type FilteredQuery, FilteredReader, isFiltered } from './persistence/filtered-reader.js';
export {
  type CarriedArticle,
  cursorOfIssue,
  type IssuePage,
  type IssueQuery,
  IssueReader,
  type SentIssue,
} from './persistence/issue-reader.js';
export { type LivePage, LivePages } from './persistence/live-pages.js';
export { MAX_PAGE } from './persistence/page-place.js';
export { cursorOfPiece, type Piece, type PiecePage, PieceReader, type PieceWant } from './persistence/piece-reader.js';
export { type PublicFile, PublicFiles } from './persistence/public-files.js';
export { type ArticlePage, cursorOf, ReadModel } from './persistence/read-model.js';
export type {
  PublicSite,
  PublishedArticle,
  Redirect,
  SiteDetails,
  Translation,
  Withdrawal,
} from './persistence/rows.js';
export {
  type Facet,
  type Found,
  MAX_SKIP,
  type SearchMatch,
  type SearchPage,
  type SearchQuery,
  SearchReader,
} from './persistence/search-reader.js';
export { MARK, SEARCH_EXHAUSTIVELY } from './persistence/search-statements.js';
export { type AccessState, type LiveSiteKey, SiteAccess, type SiteDoor } from './persistence/site-access.js';
export { type GenerationListener, SiteGenerations } from './persistence/site-generations.js';
export {
  type SiteSnapshot,
  SiteSnapshots,
  type SnapshotCard,
  type SnapshotMove,
  type SnapshotTombstone,
} from './persistence/site-snapshots.js';
export {
  cursorOfWithdrawal,
  type WithdrawalPage,
  type WithdrawalQuery,
  WithdrawalReader,
} from './persistence/withdrawal-reader.js';
