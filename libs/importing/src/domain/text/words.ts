const EDGE_PUNCTUATION = new Set('.,;:!?…"\'“”‘’()[]{}<>*#|/–—-');

/** Articles, conjunctions and short prepositions: words that a title writes in lower case. */
const SMALL_WORDS = new Set(
  (
    'a an the and but or nor for so yet as at by in into of off on onto out over per to up via with from than vs ' +
    'after against before behind below beneath between beyond during through under until upon within without about ' +
    'your you is are be it its'
  ).split(' '),
);

/** The words of a text, without punctuation at their edges. A token without a letter or digit is not a word. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const token of text.split(/\s+/)) {
    const word = trimPunctuation(token);
    if (word !== '') words.push(word);
  }
  return words;
}

/** Number of words of a text, counted no further than `limit` + 1: enough to know whether a line is short. */
export function hasAtMostWords(text: string, limit: number): boolean {
  // A word with its space has two characters at least; 60 a word is generous. Saves splitting a huge line.
  if (text.length > limit * 60) return false;
  return wordsOf(text).length <= limit;
}

/** The words that carry meaning: no small words, at least one letter. */
export function significantWords(text: string): string[] {
  return wordsOf(text).filter((word) => /\p{L}/u.test(word) && !SMALL_WORDS.has(word.toLowerCase()));
}

/** Share (0 to 1) of the significant words that begin with a capital letter; 0 when there is none. */
export function capitalisedShare(text: string): number {
  const significant = significantWords(text);
  if (significant.length === 0) return 0;
  return significant.filter((word) => /^\P{L}*\p{Lu}/u.test(word)).length / significant.length;
}

/**
 * How many significant words of `text` also stand in `other`, by the whole word or by its beginning:
 * "Backache" meets "Back", "Preventive" meets "Preventing".
 */
export function sharedWords(text: string, other: string): number {
  const own = new Set(significantWords(text).map((word) => word.toLowerCase()));
  const others = significantWords(other).map((word) => word.toLowerCase());
  return [...own].filter((word) => others.some((candidate) => sameBeginning(word, candidate))).length;
}

function sameBeginning(one: string, two: string): boolean {
  if (one === two) return true;
  const shared = commonPrefix(one, two);
  // Four letters are enough when they are a whole word; five when both words go on differently.
  return shared >= 5 || (shared >= 4 && shared === Math.min(one.length, two.length));
}

function commonPrefix(one: string, two: string): number {
  const end = Math.min(one.length, two.length);
  let at = 0;
  while (at < end && one[at] === two[at]) at++;
  return at;
}

function trimPunctuation(token: string): string {
  let from = 0;
  let to = token.length;
  while (from < to && EDGE_PUNCTUATION.has(token[from] as string)) from++;
  while (to > from && EDGE_PUNCTUATION.has(token[to - 1] as string)) to--;
  const word = token.slice(from, to);
  return /[\p{L}\p{N}]/u.test(word) ? word : '';
}
