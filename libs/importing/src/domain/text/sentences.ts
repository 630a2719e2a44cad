const ENDERS = new Set('.!?…');
const CLOSERS = new Set('"\'”’)]»');
const ABBREVIATIONS = new Set(
  'dr mr mrs ms prof st vs etc e.g i.e eg ie approx no fig al jr sr dept est inc ltd p.m a.m'.split(' '),
);

/** A sentence of one block. `start` is its offset in the block's text. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
}

/**
 * The sentences of one block, in one pass over its characters. A full stop, question or exclamation mark ends a
 * sentence when a space and something that can begin a sentence follow; the end of the block always ends one.
 * A stop after an abbreviation or an initial does not.
 */
export function sentencesOf(block: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let at = 0;
  while (at < block.length) {
    if (!ENDERS.has(block[at] as string)) {
      at++;
      continue;
    }
    const end = endOfMarks(block, at);
    if (breaksAt(block, at, end)) {
      push(sentences, block, start, end);
      start = end;
    }
    at = end;
  }
  push(sentences, block, start, block.length);
  return sentences;
}

function endOfMarks(block: string, from: number): number {
  let at = from;
  while (at < block.length && (ENDERS.has(block[at] as string) || CLOSERS.has(block[at] as string))) at++;
  return at;
}

function breaksAt(block: string, mark: number, end: number): boolean {
  if (end >= block.length) return true;
  if (!/\s/.test(block[end] as string)) return false;
  if (block[mark] === '.' && end === mark + 1 && isAbbreviation(block, mark)) return false;
  let next = end;
  while (next < block.length && /\s/.test(block[next] as string)) next++;
  return next >= block.length || !/\p{Ll}/u.test(block[next] as string);
}

function isAbbreviation(block: string, stop: number): boolean {
  let from = stop;
  // No abbreviation is longer than eight characters, so the look back is bounded.
  while (from > 0 && stop - from < 8 && /[\p{L}.]/u.test(block[from - 1] as string)) from--;
  const word = block.slice(from, stop).toLowerCase();
  return ABBREVIATIONS.has(word) || (word.length === 1 && word !== 'i' && word !== 'a');
}

function push(sentences: Sentence[], block: string, start: number, end: number): void {
  const piece = block.slice(start, end);
  const text = piece.trim();
  if (text !== '') sentences.push({ text, start: start + (piece.length - piece.trimStart().length) });
}
