import type { ArticleContent, SharedPieces, TextBlock } from '#document';
import type { LibraryEntry } from './library/types.js';
import type { Readability } from './readability/readability.js';
import type { RedFlagTopic } from './red-flags/topics.js';
import type { Speller } from './spelling/speller.js';

/** `block` stops publishing, `fix` should be mended first, `note` is for the editor to judge. */
export type Severity = 'block' | 'fix' | 'note';

/** What a person may accept to mend a finding. Nothing is ever applied by itself. */
export type Proposal =
  /** Words to put in place of the quoted ones: `from` and `to` of the finding. */
  | { readonly kind: 'replace'; readonly options: readonly string[] }
  /** Blocks (paths as in `document.content[3]`) that belong into a call to action. */
  | { readonly kind: 'moveToCallToAction'; readonly paths: readonly string[] };

/** One thing that a check found. */
export interface Finding {
  /**
   * Stays the same while the passage it is about stays the same, also when other text around it changes. A waiver names
   * it. Two equal passages of one article share it.
   */
  readonly key: string;
  /** Stable and for programs, for instance `RED_FLAGS_MISSING`. */
  readonly code: string;
  readonly checkId: string;
  readonly checkVersion: number;
  readonly severity: Severity;
  /** A full sentence that says what to do. */
  readonly message: string;
  /** For instance `document.content[3]`, `title`, or `references[0]`. */
  readonly path: string;
  /** The text block (`extractBlocks`) it is about, with offsets in the text of that block. */
  readonly blockIndex?: number;
  readonly from?: number;
  readonly to?: number;
  /** The words it is about; empty when something is missing. */
  readonly quote: string;
  readonly proposal?: Proposal;
}

/** Where an article came from, as far as it matters for publishing. */
export interface Origin {
  /** Nobody stated yet who owns the text. */
  readonly rightsUnknown: boolean;
  /** The source named no author. */
  readonly bylineMissing: boolean;
  /** The file's properties name people, such as who wrote or saved it. */
  readonly namesPeople?: boolean;
}

/** For whom a text is written. A goal, not a gate. */
export interface ReadingTarget {
  /** Years of school in the United States, for English. */
  readonly goal: number;
  /** Above it the text is too hard for this audience. */
  readonly limit: number;
  /** Reading ease on the scale of Fernández Huerta, for Spanish: 70 to 80 is "fairly easy". */
  readonly goalEase: number;
  /** Below it the text is too hard for this audience. */
  readonly leastEase: number;
}

/** What became of a source, when it is no longer what it was. */
export type SourceStatus = 'retracted' | 'superseded' | 'concern';

/** What the checks may know beside the content. */
export interface CheckContext extends SharedPieces {
  /** Set by the article's topic; read off the text when it is left out. */
  readonly redFlagTopic?: RedFlagTopic;
  /** Set for an imported text; a text that was written here has an author whom the system knows. */
  readonly origin?: Origin;
  /** The audience's reading target; that of patients when it is left out. */
  readonly readingTarget?: ReadingTarget;
  /** The practice that publishes the text: its name in the text is promotion. */
  readonly organisation?: string | null;
  /** The dictionary of the content's language. Without one nothing is said about spelling. */
  readonly speller?: Speller;
  /** What became of sources, by the key of the reference in this text, its DOI in lower case, or its PMID. */
  readonly sources?: ReadonlyMap<string, SourceStatus>;
  /** Ids of picture files that are described where they are kept, or are decorative: a page shows those words. */
  readonly describedPictures?: ReadonlySet<string>;
  /** The year in which the age of a source is judged. Without it nothing is said about age. */
  readonly year?: number;
  /** The other articles of the library, each made once by `libraryEntry`. */
  readonly library?: readonly LibraryEntry[];
}

/** What a check gets: the content, and its text blocks extracted once for all checks. */
export interface CheckInput {
  readonly content: ArticleContent;
  readonly blocks: readonly TextBlock[];
  /** The sentences of the blocks that speak to a reader, in reading order. */
  readonly sentences: readonly PlacedSentence[];
  /** How hard the prose of these blocks is to read. */
  readonly readability: Readability;
  readonly context: CheckContext;
}

/** A sentence with its block; `from` and `to` are offsets in the block's text. */
export interface PlacedSentence {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly block: TextBlock;
}

/** What a check says; the registry adds which check said it, and the key. */
export interface Hit extends Omit<Finding, 'checkId' | 'checkVersion' | 'severity' | 'key'> {
  /** When it differs from the check's own. */
  readonly severity?: Severity;
  /** The text whose change ends a waiver; the sentence or block of the finding when it is left out. */
  readonly passage?: string;
}

/** A rule over a content. `version` moves with every change of what it finds, so that stored findings can be read. */
export interface Check {
  readonly id: string;
  readonly version: number;
  readonly severity: Severity;
  /**
   * What it finds in a top-level block depends on that block, the locale and the context alone, so that an editor looks
   * again at the changed blocks only. It never looks at the title, the references or a neighbour.
   */
  readonly perBlock?: true;
  run(input: CheckInput): Hit[];
}

const LONGEST_QUOTE = 240;

/** The words a finding shows, with their place in the text: `text.slice(from, to)` is the quote, letter by letter. */
export interface Quote {
  readonly from: number;
  readonly to: number;
  readonly quote: string;
}

/** The beginning of a text, short enough to show beside a sentence. */
export function quoteOf(text: string): string {
  return quoteAround(text, 0, 0).quote;
}

/** At most 240 characters of a text around a place, cut between words. */
export function quoteAround(text: string, at: number, length: number): Quote {
  let from = 0;
  let to = text.length;
  if (text.length > LONGEST_QUOTE) {
    const room = Math.max(0, LONGEST_QUOTE - length) / 2;
    from = Math.max(0, Math.floor(at - room));
    to = Math.min(text.length, from + LONGEST_QUOTE);
    if (from > 0) from = nextSpace(text, from, at);
    if (to < text.length) to = lastSpace(text, to, Math.min(at + length, to));
  }
  // A cut can halve a character outside the basic plane; a database refuses the half.
  while (from < to && /[\s\uDC00-\uDFFF]/.test(text[from]!)) from += 1;
  while (to > from && /[\s\uD800-\uDBFF]/.test(text[to - 1]!)) to -= 1;
  return { from, to, quote: text.slice(from, to) };
}

function nextSpace(text: string, from: number, limit: number): number {
  const space = text.indexOf(' ', from);
  return space === -1 || space > limit ? from : space;
}

function lastSpace(text: string, to: number, limit: number): number {
  const space = text.lastIndexOf(' ', to);
  return space <= limit ? to : space;
}

/** A hit at words of a sentence, quoted with what stands around them. */
export function hitAt(sentence: PlacedSentence, at: number, length: number, hit: Pick<Hit, 'code' | 'message'>): Hit {
  const { from, to, quote } = quoteAround(sentence.text, at, length);
  const { path, index: blockIndex } = sentence.block;
  const place = { from: sentence.from + from, to: sentence.from + to };
  return { ...hit, path, blockIndex, ...place, quote, passage: sentence.text };
}

/** A hit at exactly these words of a sentence. */
export function hitWords(
  sentence: PlacedSentence,
  at: number,
  length: number,
  hit: Pick<Hit, 'code' | 'message'>,
): Hit {
  const { path, index: blockIndex } = sentence.block;
  const from = sentence.from + at;
  return {
    ...hit,
    path,
    blockIndex,
    from,
    to: from + length,
    quote: sentence.text.slice(at, at + length),
    passage: sentence.text,
  };
}

/** A hit at the beginning of a block. */
export function hitBlock(block: TextBlock, hit: Pick<Hit, 'code' | 'message'>): Hit {
  return { ...hit, path: block.path, blockIndex: block.index, ...quoteAround(block.text, 0, 0), passage: block.text };
}
