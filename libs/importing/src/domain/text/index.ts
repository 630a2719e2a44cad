export type { Provenance } from './content-blocks.js';
export type { Finding } from './findings/finding.js';
export { contextOf, type TextKnowledge } from './findings/text-findings.js';
export { linesOf, type OutlineLine, rejoin, type TextOutline } from './outline.js';
export { outlineText } from './outline-text.js';
export { DEFAULT_PATTERNS, type ImportPatterns, type LinePattern } from './patterns.js';
export {
  BinaryFile,
  EmptyFile,
  FileTooLarge,
  type ImportRefusal,
  MAX_TEXT_BYTES,
  UnknownFileType,
} from './refusals.js';
export {
  type ImportReport,
  importReport,
  importReports,
  type ReadTextFile,
  readTextFile,
  reportOf,
  type TextFile,
} from './report.js';
export { provisionalSlug, slugOf } from './slug.js';
export {
  type ContentOptions,
  type ImportedContent,
  type LiftedLine,
  type MoveProposal,
  toContent,
} from './to-content.js';
