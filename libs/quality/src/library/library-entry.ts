import { type ArticleContent, extractBlocks, textOf } from '#document';
import { shortHash } from '../finding-key.js';
import { languageOf } from '../language.js';
import { sentencesIn } from '../passages.js';
import { sketchOf } from './shingles.js';
import { type Stance, stancesOf } from './stances.js';
import { type Terms, termsOf } from './terms.js';

/** What has to be known of an article to compare others with it. Pure data, a few kilobytes; made once for each text. */
export interface LibraryEntry {
  /** Of the article; an entry is never compared with itself. */
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Equal for equal words, whatever the marks and the spaces. */
  readonly textHash: string;
  /** The smallest hashes of its three-word shingles. */
  readonly sketch: readonly number[];
  /** Its most frequent terms. */
  readonly terms: Terms;
  /** What it says causes, does not cause, helps, or is to be avoided. */
  readonly stances: readonly Stance[];
}

/** Moves with every change of what an entry holds. */
export const LIBRARY_VERSION = 1;

/** Makes the entry of one article. */
export function libraryEntry(id: string, content: ArticleContent): LibraryEntry {
  const blocks = extractBlocks(content);
  const sentences = sentencesIn(blocks).filter(({ block }) => block.kind !== 'callToAction');
  const texts = sentences.map(({ text }) => text);
  return {
    id,
    title: content.title,
    language: languageOf(content.locale),
    textHash: shortHash(plain(textOf(content.document))),
    sketch: sketchOf(texts),
    terms: termsOf(texts),
    stances: stancesOf(sentences),
  };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
