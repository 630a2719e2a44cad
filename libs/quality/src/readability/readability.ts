import { type ArticleContent, extractBlocks, type TextBlockKind } from '#document';
import { languageOf } from '../language.js';
import { addCounts, countText } from './count.js';
import { type Counts, fernandezHuerta, fleschEase, fleschKincaidGrade, smogGrade } from './formulas.js';

/** The reading difficulty of a text; grades are years of school in the United States. Rounded to two decimals. */
export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly wordsPerSentence: number;
  /** In Spanish the scale of Fernández Huerta, which reads alike. */
  readonly fleschEase: number;
  readonly fleschKincaidGrade: number;
  readonly smog: number;
  /** Under 30 sentences, or not in English: the formulas were not made for it. Show it as a hint only. */
  readonly lowConfidence: boolean;
}

const ENOUGH_SENTENCES = 30;

/** What a reader reads as sentences. Headings, questions, captions, offers, table cells and lines of links are none. */
const PROSE: ReadonlySet<TextBlockKind> = new Set<TextBlockKind>([
  'paragraph',
  'listItem',
  'step',
  'quote',
  'keyMessage',
  'exercise',
  'faqAnswer',
  'warning',
  'patientStory',
]);

/** True for a kind of block that readability and sentence checks count. */
export function isProse(kind: TextBlockKind): boolean {
  return PROSE.has(kind);
}

/**
 * The readability of blocks of text, for a caller that has blocks but no document yet. Each block ends a sentence;
 * blocks that are not prose are left out. Flesch 1948, Kincaid 1975, McLaughlin 1969.
 */
export function readabilityOf(blocks: readonly CountedBlock[], locale = 'en'): Readability {
  return readabilityFrom(countsOf(blocks, locale), locale);
}

/** A run of text, and what it is to its reader. */
export interface CountedBlock {
  readonly text: string;
  readonly kind: TextBlockKind;
}

/** What the formulas count in the prose among blocks: the counts of parts add up to those of the whole. */
export function countsOf(blocks: readonly CountedBlock[], locale: string): Counts {
  const language = languageOf(locale);
  return addCounts(blocks.filter(({ kind }) => isProse(kind)).map(({ text }) => countText(text, language)));
}

/** The readability of a text with these counts. */
export function readabilityFrom(counts: Counts, locale: string): Readability {
  const language = languageOf(locale);
  return {
    sentences: counts.sentences,
    words: counts.words,
    wordsPerSentence: rounded(counts.sentences === 0 ? 0 : counts.words / counts.sentences),
    fleschEase: rounded((language === 'es' ? fernandezHuerta : fleschEase)(counts)),
    fleschKincaidGrade: rounded(fleschKincaidGrade(counts)),
    smog: rounded(smogGrade(counts)),
    lowConfidence: counts.sentences < ENOUGH_SENTENCES || language !== 'en',
  };
}

/** The readability of a content. Text of shared safety blocks is not counted: it is reviewed apart. */
export function contentReadability(content: ArticleContent): Readability {
  return readabilityOf(extractBlocks(content), content.locale);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
