/** A dictionary of one language. It is large, so the server makes one once, and the editor's browser when it is first asked. */
export interface Speller {
  /** Names the word list: it moves when the words do, because stored findings depend on it. */
  readonly version: string;
  correct(word: string): boolean;
  /** Words that are one slip away, the likeliest kind of slip first; at most five. */
  suggest(word: string): readonly string[];
}

/** What `nspell` and its like offer. */
export interface Dictionary {
  correct(word: string): boolean;
}

const MOST_PROPOSALS = 5;
/** A longer word has too many neighbours to try. */
const LONGEST_PROPOSED = 24;

/** A speller over a dictionary and our own words. Answers are kept: an article says the same words again and again. */
export function spellerOf(
  dictionary: Dictionary,
  ownWords: ReadonlySet<string>,
  version: string,
  letters: string,
): Speller {
  const known = new Map<string, boolean>();
  const proposed = new Map<string, readonly string[]>();
  const correct = (word: string): boolean => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const right = isOwn(ownWords, word) || dictionary.correct(word) || isFormed(dictionary, word);
    if (known.size < 50_000) known.set(word, right);
    return right;
  };
  return {
    version,
    correct,
    suggest(word) {
      if (word.length > LONGEST_PROPOSED) return [];
      const seen = proposed.get(word);
      if (seen) return seen;
      const right = [...new Set(oneSlipAway(word, letters))].filter(
        (other) => other !== word && (isOwn(ownWords, other) || dictionary.correct(other)),
      );
      const proposals = right.slice(0, MOST_PROPOSALS);
      if (proposed.size < 5_000) proposed.set(word, proposals);
      return proposals;
    },
  };
}

/** Every word that is one slip away: a doubled or lost letter first, then swapped, then wrong ones (Damerau 1964). */
function oneSlipAway(word: string, letters: string): string[] {
  const places = [...word].map((_, at) => at);
  const cut = (at: number, length: number, put = '') => word.slice(0, at) + put + word.slice(at + length);
  const inserted = [...places, word.length].flatMap((at) => [...letters].map((letter) => cut(at, 0, letter)));
  const removed = places.map((at) => cut(at, 1));
  const swapped = places.slice(1).map((at) => cut(at - 1, 2, `${word[at]}${word[at - 1]}`));
  const replaced = places.flatMap((at) => [...letters].map((letter) => cut(at, 1, letter)));
  return [...swapped, ...inserted, ...removed, ...replaced];
}

/** Our own words, their plurals and genitives; with a capital letter too. */
function isOwn(own: ReadonlySet<string>, word: string): boolean {
  const plain = word.toLowerCase();
  return own.has(plain) || own.has(plain.replace(/(?:['’]s|s)$/, '')) || own.has(plain.replace(/es$/, ''));
}

const PREFIX = /^(?:anti|non|over|post|pre|re|self|semi|sub|un|under|auto|sobre|mini|multi)(?=[\p{Ll}]{4})/u;

/** How a British spelling is written in America, whose list we have. Both are right; a wrong word stays wrong in both. */
const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/is(?=(?:e[drs]?|ing|ation|ations)$)/, 'iz'],
  [/yse(?=[drs]?$)/, 'yze'],
  [/ysing$/, 'yzing'],
  [/our(?=(?:s|ed|ing|ful|ite|ites|able|hood)?$)/, 'or'],
  [/(?<=(?:cent|fib|met|lit|theat|calib))re(?=[sd]?$)/, 'er'],
  [/ll(?=(?:ing|ed|ers?)$)/, 'l'],
  [/(?:ae|oe)/, 'e'],
  [/ogue(?=s?$)/, 'og'],
  [/ence(?=s?$)/, 'ense'],
  [/mme(?=s?$)/, 'm'],
];

function americanOf(word: string): string[] {
  return BRITISH.flatMap(([from, to]) => (from.test(word) ? [word.replace(from, to)] : []));
}

/** Word lists lack many plurals, and words with a common prefix. */
function isFormed(dictionary: Dictionary, word: string): boolean {
  const stem = word.replace(/['’]s$/, '');
  const singular = /[^s]s$/.test(stem) && stem.length > 4 ? stem.slice(0, -1) : null;
  const bare = word.replace(PREFIX, '');
  if (americanOf(word).some((other) => dictionary.correct(other))) return true;
  return (singular !== null && dictionary.correct(singular)) || (bare !== word && dictionary.correct(bare));
}
