import type { ArticleContent, PieceContent } from '#document';
import type { CheckReport, Finding, RedFlagTopic } from '#quality';

/** What the checks are asked: a text, and what they may know beside it. */
export interface CheckQuestion {
  /** Counts the questions; the answer carries it back. */
  readonly number: number;
  readonly content: ArticleContent;
  readonly redFlagTopic: RedFlagTopic | undefined;
  readonly year: number;
  readonly safetyBlocks: ReadonlyMap<string, PieceContent>;
  readonly exercises: ReadonlyMap<string, PieceContent>;
}

/** A finding with its place in the editor's positions, as far as it has one. */
export interface PlacedFinding extends Finding {
  readonly place: { readonly from: number; readonly to: number } | undefined;
}

export interface CheckAnswer {
  readonly number: number;
  readonly findings: readonly PlacedFinding[];
  readonly readability: CheckReport['readability'];
  /** Words of the body and of all its blocks, as an author counts them. */
  readonly words: number;
}
