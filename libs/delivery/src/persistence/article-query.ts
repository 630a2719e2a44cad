import type { CodeSystem } from '#taxonomy';
import type { PublicSite } from './rows.js';

/**
 * The long parts of an article. Whoever does not need one says so, and it is not carried over. What is left without any
 * of them is the card, which the database keeps in a column of its own: the two lists have to agree.
 */
export const HEAVY_PARTS = ['document', 'html', 'text', 'outline', 'faq', 'references', 'exercises', 'shown'] as const;

export type HeavyPart = (typeof HEAVY_PARTS)[number];

/** What is left of an article without its heavy parts is its card. */
export const isCards = (without: readonly HeavyPart[]): boolean => without.length === HEAVY_PARTS.length;

/** What the articles of a list have in common: every part that is given has to hold. */
export interface ArticleFilter {
  /** Key of a body region; what lies below it counts too. */
  readonly region?: string | null;
  /** Key of a condition; what lies below it counts too. */
  readonly condition?: string | null;
  /** Key of an audience. */
  readonly audience?: string | null;
  /** Key of a kind of text. */
  readonly kind?: string | null;
  /** A code of a condition. A retired one finds what took its place. */
  readonly code?: { readonly system: CodeSystem; readonly code: string } | null;
}

export interface ArticleQuery {
  readonly site: string;
  readonly locale: string;
  readonly topic?: string | null;
  /** Only what went live at or after this instant. */
  readonly updatedSince?: Date | null;
  /** Only what is about these, and of this kind. */
  readonly where?: ArticleFilter | null;
  /** 1 to 100 articles. */
  readonly first: number;
  /** The cursor after which the page begins. */
  readonly after?: string | null;
}

/**
 * Takes down from which state of which site an answer is made, as the statement that answered saw it. Every reading asks
 * for one: an answer may be kept only when it is known what makes it old.
 */
export interface Witness {
  /**
   * The site as it was read; null when the answer does not hang on the state of one known site. `until` is the instant at
   * which the answer grows old by itself, because a review date passes; `articleId` is the article that was asked for by
   * its address.
   */
  saw(site: Pick<PublicSite, 'id' | 'generation'> | null, until?: Date | null, articleId?: string): void;
  /**
   * Told of every text that was read for the answer, before anything is made from it. One that bounds what a request may
   * read throws `AnswerTooLarge`; one that does not leaves it out.
   */
  took?(bytes: number): void;
  /** True once too much was read: what is not read yet need not be any more. */
  readonly isFull?: boolean;
}
