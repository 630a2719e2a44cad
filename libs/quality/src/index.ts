export { CHECKS, CHECKS_VERSION } from './all-checks.js';
export {
  type Check,
  type CheckContext,
  type Finding,
  type Origin,
  type Proposal,
  quoteAround,
  type ReadingTarget,
  type Severity,
  type SourceStatus,
} from './check.js';
export {
  CLINICAL_KINDS,
  type ClinicalChange,
  type ClinicalKind,
  clinicalChanges,
} from './edit-class/clinical-changes.js';
export { clinicalSentences } from './edit-class/clinical-sentences.js';
export { findingKey, shortHash } from './finding-key.js';
export { languageOf } from './language.js';
export { LIBRARY_VERSION, libraryEntry } from './library/library-entry.js';
export type { LibraryEntry } from './library/types.js';
export { privateWords } from './privacy/privacy-check.js';
export { organisationIn, PROMOTION_PHRASES } from './promotion/phrases.js';
export { contentReadability, type Readability, readabilityOf } from './readability/readability.js';
export { READING_TARGETS, readingTargetOf } from './readability/reading-level-check.js';
export { type RedFlagTopic, redFlagTopicOf } from './red-flags/topics.js';
export {
  type CheckReport,
  gravestFirst,
  incrementalChecks,
  runChecks,
  runLibraryChecks,
} from './run-checks.js';
export { OWN_WORDS } from './spelling/own-words.js';
export { type Dictionary, type Speller, spellerOf } from './spelling/speller.js';
export { LONG_SENTENCE_WORDS, type LongSentence, longSentences } from './wording/long-sentences-check.js';
export { typographySlips } from './wording/typography-check.js';
