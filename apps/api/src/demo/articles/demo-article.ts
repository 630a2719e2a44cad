import type { ArticleContent } from '#document';

/** One article of the demo clinic, as it is handed to the use case that makes articles. */
export interface DemoArticle {
  /** Its address: small letters, digits and hyphens. One article, one slug. */
  readonly slug: string;
  /** A short line that a library is sorted by. */
  readonly topic: string;
  /** How much harm a wrong sentence could do: `high` after surgery, `low` for comfort measures. */
  readonly riskClass: 'low' | 'standard' | 'high';
  readonly content: ArticleContent;
}
