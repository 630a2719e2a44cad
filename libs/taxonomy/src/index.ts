export {
  CODE_SYSTEMS,
  type CodeMatch,
  type CodeSystem,
  canonicalCode,
  matchCode,
  NEAREST_PREFIX,
  type TermCode,
} from './domain/codes.js';
export {
  CONTENT_TYPES,
  type ContentType,
  type ContentTypeKey,
  isContentType,
  missingBlocks,
  type RequiredBlock,
  templateOf,
} from './domain/content-types.js';
export { CodesWouldBeLost, CommonTerm, InvalidCode, TermInUse, TermMerged, TermTaken } from './domain/refusals.js';
export { TERM_KINDS, type TermKind, type TermLabel } from './domain/terms.js';
export {
  addArticleTerm,
  addArticleTerms,
  type KnownTopic,
  knownTopic,
  knownTopics,
  setArticleTerms,
  termsFault,
  topicOf,
} from './persistence/article-terms.js';
export { mergedInto, mergeTerms, termsMerging } from './persistence/merged-terms.js';
export { type CodeAnswer, type TermQuery, TermReader, type TermWords } from './persistence/term-reader.js';
export { labelIn, type TermRow } from './persistence/term-row.js';
export { archiveTermAt, lockVocabulary, offerTermAgain, termById } from './persistence/terms.js';
export { TaxonomyModule } from './taxonomy.module.js';
export { CreateTerm, type CreateTermInput } from './use-cases/create-term.js';
export { termNotFound, UpdateTerm, type UpdateTermInput } from './use-cases/update-term.js';
