/** The most frequent terms of a text with their counts. */
export type Terms = readonly (readonly [term: string, count: number])[];

/** What a sentence holds to be so: that one thing causes another, or that something is to be done or avoided. */
export interface Stance {
  /** The matter, such as `cause:run>back pain` or `do:rest`: two articles speak of the same when it is equal. */
  readonly matter: string;
  /** True for "it does", false for "it does not". */
  readonly holds: boolean;
  readonly quote: string;
}

/** What has to be known of an article to compare others with it. Pure data, a few kilobytes; made once for each text. */
export interface LibraryEntry {
  /** Of the article; an entry is never compared with itself. */
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Equal for equal words, whatever the marks and the spaces. */
  readonly textHash: string;
  /** The smallest hashes of its three-word shingles. */
  readonly sketch: readonly number[];
  /** Its most frequent terms. */
  readonly terms: Terms;
  /** What it says causes, does not cause, helps, or is to be avoided. */
  readonly stances: readonly Stance[];
}
