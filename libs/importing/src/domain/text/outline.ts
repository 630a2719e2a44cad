import type { SourceLine } from './lines.js';

/** Level of a section. The title is level 1 and stands apart. */
export type HeadingLevel = 2 | 3 | 4;

/** A line with what it turned out to be. */
export type OutlineLine = SourceLine &
  (
    | { readonly kind: 'title' }
    | {
        readonly kind: 'heading';
        readonly level: HeadingLevel;
        /** The heading's words, without a number in front and a colon behind. */
        readonly text: string;
        readonly ordinal?: number;
      }
    | { readonly kind: 'paragraph'; readonly text: string; readonly introducesList: boolean; readonly promo: boolean }
    | {
        readonly kind: 'listItem';
        readonly text: string;
        /** Index of the list in the outline; the items of one list share it. */
        readonly list: number;
        readonly ordered: boolean;
        readonly promo: boolean;
        /** Index of the FAQ pair whose answer the item belongs to. */
        readonly pair?: number;
      }
    | { readonly kind: 'faqQuestion'; readonly text: string; readonly pair: number }
    | { readonly kind: 'faqAnswer'; readonly text: string; readonly pair: number }
    | { readonly kind: 'callToAction'; readonly text: string }
    | { readonly kind: 'relatedLink'; readonly label: string; readonly title: string; readonly misplaced: boolean }
    | { readonly kind: 'caption'; readonly text: string }
    | { readonly kind: 'boilerplate'; readonly patternId: string }
    | { readonly kind: 'recentPost'; readonly title: string; readonly date: string }
  );

export type LineKind = OutlineLine['kind'];
export type LineOf<K extends LineKind> = Extract<OutlineLine, { kind: K }>;

/** What stands in a plain text, line by line. Every non-blank line of the source is in `lines` exactly once. */
export interface TextOutline {
  readonly lineCount: number;
  readonly lines: readonly OutlineLine[];
  readonly title: string | null;
  /** The practice that the text advertises, when it names one. */
  readonly organisation: string | null;
  /** When the page was crawled or rendered (ISO 8601, UTC). Never a publication date. */
  readonly sourceTimestamp: string | null;
  readonly sourceSite: string | null;
  /** The line after which the source breaks off in mid-sentence. */
  readonly truncatedAtLine: number | null;
  readonly hasByline: boolean;
  readonly hasDate: boolean;
  /** Lines of questions outside a FAQ section. They stay what they are; an editor may turn them into FAQ. */
  readonly faqCandidates: readonly number[];
}

/** All non-blank raw lines of the source, in order: the proof that the outline lost nothing. */
export function rejoin(outline: TextOutline): string[] {
  return outline.lines.map((line) => line.raw);
}

/** The lines of one kind. */
export function linesOf<K extends LineKind>(outline: TextOutline, kind: K): LineOf<K>[] {
  return outline.lines.filter((line): line is LineOf<K> => line.kind === kind);
}

const BODY_KINDS = ['paragraph', 'listItem', 'faqAnswer', 'callToAction'] as const;
export type BodyLine = LineOf<(typeof BODY_KINDS)[number]>;

/** True for a line of running text: what a reader reads as sentences. */
export function isBodyLine(line: OutlineLine): line is BodyLine {
  return (BODY_KINDS as readonly string[]).includes(line.kind);
}

export function bodyLines(outline: TextOutline): BodyLine[] {
  return outline.lines.filter(isBodyLine);
}
