import type { ArticleContent, SafetyBlockContent, TextBlock } from '#document';

/** `block` stops publishing, `fix` should be mended first, `note` is for the editor to judge. */
export type Severity = 'block' | 'fix' | 'note';

/** One thing that a check found. */
export interface Finding {
  /** Stable and for programs, for instance `RED_FLAGS_MISSING`. */
  readonly code: string;
  readonly checkId: string;
  readonly checkVersion: number;
  readonly severity: Severity;
  /** A full sentence that says what to do. */
  readonly message: string;
  /** For instance `document.content[3]`, or `title`. */
  readonly path: string;
  /** The text block (`extractBlocks`) it is about, with offsets in the text of that block. */
  readonly blockIndex?: number;
  readonly from?: number;
  readonly to?: number;
  /** The words it is about; empty when something is missing. */
  readonly quote: string;
}

/** Which rule set of red flags an article needs. */
export type RedFlagTopic = 'lowBackPain' | 'general';

/** What the checks may know beside the content. */
export interface CheckContext {
  /** The shared safety blocks by `safetyBlockKey(blockId, version)`. One that is missing here counts as absent. */
  readonly safetyBlocks?: ReadonlyMap<string, SafetyBlockContent>;
  /** Set by the article's topic; read off the text when it is left out. */
  readonly redFlagTopic?: RedFlagTopic;
}

/** What a check gets: the content, and its text blocks extracted once for all checks. */
export interface CheckInput {
  readonly content: ArticleContent;
  readonly blocks: readonly TextBlock[];
  readonly context: CheckContext;
}

/** What a check says; the registry adds which check said it. */
export type Hit = Omit<Finding, 'checkId' | 'checkVersion' | 'severity'>;

/** A rule over a content. `version` moves with every change of what it finds, so that stored findings can be read. */
export interface Check {
  readonly id: string;
  readonly version: number;
  readonly severity: Severity;
  run(input: CheckInput): Hit[];
}

const LONGEST_QUOTE = 120;

/** The beginning of a text, short enough to show beside a sentence. */
export function quoteOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line;
}
