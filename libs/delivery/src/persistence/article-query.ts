import type { PublicSite } from './rows.js';

/**
 * The long parts of an article. Whoever does not need one says so, and it is not carried over. What is left without any
 * of them is the card, which the database keeps in a column of its own: the two lists have to agree.
 */
export const HEAVY_PARTS = ['document', 'html', 'text', 'outline', 'faq', 'references'] as const;

export type HeavyPart = (typeof HEAVY_PARTS)[number];

export interface ArticleQuery {
  readonly site: string;
  readonly locale: string;
  readonly topic?: string | null;
  /** Only what went live at or after this instant. */
  readonly updatedSince?: Date | null;
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
}
