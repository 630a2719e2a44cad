/**
 * Words a minute, for people who read about their own complaint. Adults read English non-fiction silently at 238 words
 * a minute on average (Brysbaert 2019, doi:10.1016/j.jml.2019.104047); health text is read more slowly.
 */
const WORDS_PER_MINUTE = 200;

/** The number of words: runs of letters and digits, with what joins them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Whole minutes to read so many words, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
