import { splitSentences, type TextBlock } from '#document';
import { type Check, quoteOf } from '../check.js';
import { wordsOf } from '../readability/count.js';
import { isProse } from '../readability/readability.js';

/** Plain-language guides ask for 15 to 20 words on average; over 25 most readers go back to the start. */
export const LONG_SENTENCE_WORDS = 25;

/** A sentence with its place: offsets in the text of block `blockIndex`. */
export interface LongSentence {
  readonly blockIndex: number;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly words: number;
  readonly text: string;
}

/** Every sentence of the prose that is over 25 words, for marking it while someone writes. */
export function longSentences(blocks: readonly TextBlock[]): LongSentence[] {
  return blocks
    .filter(({ kind }) => isProse(kind))
    .flatMap(({ index, path, text }) =>
      splitSentences(text)
        .map(({ from, to }) => {
          const sentence = text.slice(from, to);
          return { blockIndex: index, path, from, to, words: wordsOf(sentence).length, text: sentence };
        })
        .filter(({ words }) => words > LONG_SENTENCE_WORDS),
    );
}

/** A long sentence now and then carries; a page full of them does not. */
const TOLERATED_SHARE = 0.25;

/** One finding for the whole article, at its longest sentence: `longSentences` gives the others. */
export const longSentencesCheck: Check = {
  id: 'long-sentences',
  version: 1,
  severity: 'note',
  run({ blocks }) {
    const long = longSentences(blocks);
    const total = blocks.filter(({ kind }) => isProse(kind)).flatMap(({ text }) => splitSentences(text)).length;
    if (long.length <= total * TOLERATED_SHARE) return [];
    const { text, words: _words, ...place } = long.reduce((most, next) => (next.words > most.words ? next : most));
    const message = `Split the long sentences, this one first: ${long.length} of ${total} have over ${LONG_SENTENCE_WORDS} words.`;
    return [{ code: 'LONG_SENTENCES', message, ...place, quote: quoteOf(text) }];
  },
};
