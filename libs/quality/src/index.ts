export type { Check, CheckContext, Finding, Origin, Proposal, RedFlagTopic, Severity } from './check.js';
export { LONG_SENTENCE_WORDS, type LongSentence, longSentences } from './checks/long-sentences-check.js';
export { findingKey, shortHash } from './finding-key.js';
export { contentReadability, type Readability, readabilityOf } from './readability/readability.js';
export { CHECKS, CHECKS_VERSION, type CheckReport, runChecks } from './run-checks.js';
