import { type ArticleContent, extractBlocks, textOf } from '#document';
import type { PlacedSentence } from '../check.js';
import { shortHash } from '../finding-key.js';
import { languageOf } from '../language.js';
import { sentencesIn } from '../passages.js';
import { sketchOf } from './shingles.js';
import { stancesOf } from './stances.js';
import { termsOf } from './terms.js';
import type { LibraryEntry } from './types.js';

/** Moves with every change of what an entry holds. */
export const LIBRARY_VERSION = 1;

/** Makes the entry of one article. */
export function libraryEntry(id: string, content: ArticleContent): LibraryEntry {
  const sentences = sentencesIn(extractBlocks(content));
  return {
    id,
    title: content.title,
    language: languageOf(content.locale),
    ...printOf(content, sentences),
    stances: stancesOf(sentences.filter(isCompared)),
  };
}

/** What copies and shared topics are found by. */
export function printOf(
  content: ArticleContent,
  sentences: readonly PlacedSentence[],
): Pick<LibraryEntry, 'textHash' | 'sketch' | 'terms'> {
  const texts = sentences.filter(isCompared).map(({ text }) => text);
  return { textHash: shortHash(plain(textOf(content.document))), sketch: sketchOf(texts), terms: termsOf(texts) };
}

/** An offer is the same in many articles. */
function isCompared({ block }: PlacedSentence): boolean {
  return block.kind !== 'callToAction';
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
