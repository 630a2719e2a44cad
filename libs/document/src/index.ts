export type { Anchor, BlockAnchor, MappedAnchor, TextAnchor } from './anchor/anchor.js';
export { AnchorMap, mapAnchor } from './anchor/anchor-map.js';
export { type AnchorPlace, anchorAt } from './anchor/make-anchor.js';
export { build } from './build.js';
export { canonicalContent } from './canonical/canonical-content.js';
export { canonicalJson } from './canonical/canonical-json.js';
export { contentHash } from './canonical/content-hash.js';
export {
  applyDiff,
  type BlockChange,
  type ContentDiff,
  diffContents,
  type ReferenceChange,
  type ValueChange,
} from './diff/diff-contents.js';
export { diffWords, type WordChange } from './diff/diff-words.js';
export { renderDiffHtml } from './diff/render-diff-html.js';
export { renderDiffText } from './diff/render-diff-text.js';
export { extractBlocks } from './extract/extract-blocks.js';
export { extractSentences, firstSentences, type Sentence } from './extract/extract-sentences.js';
export { splitSentences } from './extract/split-sentences.js';
export type { TextBlock, TextBlockKind } from './extract/text-block.js';
export { translatableHash, translatableTexts } from './extract/translatable.js';
export { type PieceUse, type Uses, usesOf } from './extract/uses-of.js';
export type { Choose, ConflictKind, MergeChoice, MergeConflict } from './merge/merge-conflict.js';
export { type ContentMerge, mergeContents } from './merge/merge-contents.js';
export { type OutlineEntry, outline, slugify } from './outline.js';
export { LIMITS } from './parse/limits.js';
export { parseContent } from './parse/parse-content.js';
export { referencesFault } from './parse/reference-fault.js';
export { upgradeDocument } from './parse/upgrade-document.js';
export {
  isPiece,
  PIECE_TYPES,
  type PieceContent,
  type PieceType,
  pieceKey,
  resolvePiece,
  type SharedPieces,
  withPieces,
} from './pieces.js';
export { textOf } from './plain-text.js';
export { fromProseMirror, toProseMirror } from './prosemirror.js';
export { DocumentTooLarge, InvalidDocument } from './refusals.js';
export type { PictureFile, PictureSource, RenderOptions } from './render/options.js';
export { renderEmailHtml } from './render/render-email-html.js';
export { renderHtml } from './render/render-html.js';
export { renderText } from './render/render-text.js';
export { articleSchema, SCHEMA_VERSION } from './schema/article-schema.js';
export { isSafeUrl } from './schema/safe-url.js';
export type {
  ArticleContent,
  Attributes,
  AttributeValue,
  DocumentMark,
  DocumentNode,
  Reference,
  ReferenceKind,
} from './types.js';
