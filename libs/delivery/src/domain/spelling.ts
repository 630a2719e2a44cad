/**
 * Steps from one word to another: a letter put in, left out, exchanged, or two neighbours swapped (optimal string
 * alignment, after Damerau and Levenshtein).
 */
export function editSteps(from: string, to: string): number {
  const a = [...from];
  const b = [...to];
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    older = last;
    last = row;
  }
  return last[b.length]!;
}

/** How far a word may be from the one that was meant: longer words bear more. */
function tolerance(word: string): number {
  return word.length < 5 ? 1 : word.length < 9 ? 2 : 3;
}

/** The word that was most likely meant; undefined when none is near enough. `near` is sorted, the likelier first. */
export function meantWord(word: string, near: readonly string[]): string | undefined {
  let best: string | undefined;
  let steps = tolerance(word) + 1;
  for (const candidate of near) {
    const distance = editSteps(word, candidate);
    if (distance > 0 && distance < steps) [best, steps] = [candidate, distance];
  }
  return best;
}

const WORD = /\p{L}{3,40}/gu;

/** The words of what somebody typed as the index of words has them: small letters without accents, at most twelve. */
export function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(WORD) ?? [])].slice(0, 12);
}

/** What was typed with other words in the place of mistyped ones. Undefined when nothing changes. */
export function correctedText(text: string, meant: ReadonlyMap<string, string>): string | undefined {
  const corrected = text.replace(WORD, (word) => meant.get(plainWords(word)[0] ?? '') ?? word);
  return corrected === text ? undefined : corrected;
}
