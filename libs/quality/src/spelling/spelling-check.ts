import type { TextBlock } from '#document';
import type { Check, CheckInput, Hit } from '../check.js';

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const SHORTEST = 3;
const LONGEST = 40;
const LOOKED_AT = 20_000;
/** Making proposals is what costs; an article with more errors than this is in another language. */
const MOST_FINDINGS = 30;

/** Words that the dictionary does not know. Names and abbreviations are left alone; a proposal is never applied by itself. */
export const spellingCheck: Check = {
  id: 'spelling',
  version: 1,
  severity: 'note',
  run(input) {
    const { speller } = input.context;
    if (!speller) return [];
    const names = namesIn(input);
    const found: Hit[] = [];
    for (const block of [titleBlock(input), ...input.blocks]) {
      for (const match of block.text.slice(0, LOOKED_AT).matchAll(WORD)) {
        if (found.length >= MOST_FINDINGS) return found;
        if (!isLookedUp(match[0], block.text, match.index, names)) continue;
        const word = match[0].replaceAll('’', "'");
        if (!speller.correct(word)) found.push(hitOf(block, match[0], match.index, speller.suggest(word)));
      }
    }
    return found;
  },
};

/** The title is looked at like any block; it stands in none. */
function titleBlock({ content }: CheckInput): Pick<TextBlock, 'text' | 'path'> {
  return { text: content.title, path: 'title' };
}

function isLookedUp(word: string, text: string, at: number, names: ReadonlySet<string>): boolean {
  if (word.length < SHORTEST || word.length > LONGEST) return false;
  // Abbreviations, and words with digits, addresses or marks around them.
  if (/\p{Lu}.*\p{Lu}/u.test(word) || names.has(word)) return false;
  const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
  return !/[\d@/_]/.test(around) && !/\.\p{L}/u.test(text.slice(at + word.length, at + word.length + 2));
}

/** Words with a capital letter inside a sentence, in running text: names. */
function namesIn({ sentences }: CheckInput): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of sentences) {
    for (const match of text.matchAll(/(?<=\p{L}[,;]? )\p{Lu}\p{Ll}+/gu)) names.add(match[0]);
  }
  return names;
}

function hitOf(
  block: Pick<TextBlock, 'text' | 'path'> & { readonly index?: number },
  quote: string,
  at: number,
  options: readonly string[],
): Hit {
  const meant = options[0] ? `"${options[0]}" may be meant` : 'look it up, or write it another way';
  return {
    code: 'SPELLING',
    message: `Check the spelling; ${meant}.`,
    path: block.path,
    ...(block.index === undefined ? {} : { blockIndex: block.index }),
    from: at,
    to: at + quote.length,
    quote,
    passage: quote,
    ...(options.length > 0 ? { proposal: { kind: 'replace', options } } : {}),
  };
}
