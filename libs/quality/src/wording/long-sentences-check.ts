import { splitSentences, type TextBlock } from '#document';
import { type Check, type Hit, quoteAround } from '../check.js';
import { wordsOf } from '../readability/count.js';
import { isProse } from '../readability/readability.js';

/** Plain-language guides ask for 15 to 20 words on average; over 25 most readers go back to the start. */
export const LONG_SENTENCE_WORDS = 25;
/** Over 45 words nobody follows at once: each of these is worth a finding of its own. */
const VERY_LONG_WORDS = 45;
/** A long sentence now and then carries; a third of them does not. */
const TOLERATED_SHARE = 1 / 3;

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

/** Each very long sentence; and when a third of all are long, one finding for the article at its longest. */
export const longSentencesCheck: Check = {
  id: 'long-sentences',
  version: 2,
  severity: 'note',
  run({ blocks }) {
    const long = longSentences(blocks);
    const total = blocks.filter(({ kind }) => isProse(kind)).flatMap(({ text }) => splitSentences(text)).length;
    const veryLong = long.filter(({ words }) => words > VERY_LONG_WORDS);
    const found = veryLong.map((one) =>
      hitOf(one, `Split this sentence of ${one.words} words; aim for ${LONG_SENTENCE_WORDS} at most.`),
    );
    if (long.length <= total * TOLERATED_SHARE || veryLong.length > 0) return found;
    const longest = long.reduce((most, next) => (next.words > most.words ? next : most));
    const share = `${long.length} of ${total} have over ${LONG_SENTENCE_WORDS} words`;
    return [hitOf(longest, `Split the long sentences, this one first: ${share}.`)];
  },
};

function hitOf({ text, from, path, blockIndex }: LongSentence, message: string): Hit {
  const { quote, ...at } = quoteAround(text, 0, 0);
  const place = { from: from + at.from, to: from + at.to, quote };
  return { code: 'LONG_SENTENCES', message, path, blockIndex, ...place, passage: text };
}
