/** What the formulas count in a text. */
export interface Counts {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  /** Words of three syllables or more. */
  readonly polysyllables: number;
}

/** Flesch Reading Ease (Flesch 1948): 0 hard to 100 easy, open at both ends. 0 for a text without words. */
export function fleschEase({ sentences, words, syllables }: Counts): number {
  if (words === 0 || sentences === 0) return 0;
  return 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words);
}

/** Flesch-Kincaid Grade Level (Kincaid 1975): years of school in the United States. 0 for a text without words. */
export function fleschKincaidGrade({ sentences, words, syllables }: Counts): number {
  if (words === 0 || sentences === 0) return 0;
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/** SMOG grade, formula D (McLaughlin 1969), made for samples of 30 sentences. 0 for a text without words. */
export function smogGrade({ sentences, words, polysyllables }: Counts): number {
  if (words === 0 || sentences === 0) return 0;
  return 1.043 * Math.sqrt((polysyllables * 30) / sentences) + 3.1291;
}

/** Reading ease for Spanish (Fernández Huerta 1959, in the form corrected by Law 2011). 0 for a text without words. */
export function fernandezHuerta({ sentences, words, syllables }: Counts): number {
  if (words === 0 || sentences === 0) return 0;
  return 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences);
}
