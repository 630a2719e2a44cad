import type { TextBlock } from '#document';
import { type Check, type CheckInput, type Hit, hitWords } from '../check.js';
import { CONFUSED, PAST_FOR_PLAIN, PLAIN_VERBS } from './wording-data.js';

/** Confused words, and a past form at the start of a list item whose neighbours begin with a plain verb. */
export const grammarCheck: Check = {
  id: 'grammar',
  version: 1,
  severity: 'note',
  perBlock: true,
  run: (input) => [...confused(input), ...verbs(input)],
};

function confused({ sentences }: CheckInput): Hit[] {
  return sentences.flatMap((sentence) =>
    CONFUSED.flatMap(({ pattern, meant }): Hit[] => {
      const match = pattern.exec(sentence.text);
      if (match === null) return [];
      const message = `Check the wording; ${meant} is usually meant here.`;
      return [hitWords(sentence, match.index, match[0].length, { code: 'GRAMMAR', message })];
    }),
  );
}

const LISTS = new Set(['bulletList', 'orderedList', 'steps']);

function verbs({ blocks }: CheckInput): Hit[] {
  const lists = new Map<unknown, TextBlock[]>();
  for (const block of blocks) {
    const list = block.within.findLast(({ type }) => LISTS.has(type));
    if (!list) continue;
    const items = lists.get(list);
    if (items) items.push(block);
    else lists.set(list, [block]);
  }
  return [...lists.values()].flatMap((items) => {
    const plain = items.filter((item) => PLAIN_VERBS.has(firstWord(item))).length;
    if (plain * 2 <= items.length) return [];
    return items.flatMap((item): Hit[] => {
      const verb = PAST_FOR_PLAIN.get(firstWord(item));
      if (verb === undefined) return [];
      const message = `The other items begin with a plain verb; "${verb}" may be meant.`;
      return [verbHit(item, message)];
    });
  });
}

function firstWord({ text }: TextBlock): string {
  return (/[\p{L}'’-]+/u.exec(text.slice(0, 60))?.[0] ?? '').toLowerCase();
}

/** The first four words, so that a reader sees which item it is. */
function verbHit(block: TextBlock, message: string): Hit {
  const quote = /^\s*(?:\S+\s+){0,3}\S+/.exec(block.text.slice(0, 200))?.[0] ?? block.text.slice(0, 40);
  const from = quote.length - quote.trimStart().length;
  const place = { from, to: quote.length, quote: quote.trimStart() };
  return { code: 'GRAMMAR', message, path: block.path, blockIndex: block.index, ...place, passage: block.text };
}
