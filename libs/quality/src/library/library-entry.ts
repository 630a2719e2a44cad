import { type ArticleContent, extractBlocks, textOf } from '#document';
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
