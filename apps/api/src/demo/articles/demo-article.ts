import type { ArticleContent } from '#document';

/** One article of the demo clinic, as it is handed to the use case that makes articles. */
export interface DemoArticle {
  /** Its address: small letters, digits and hyphens. One article, one slug. */
  readonly slug: string;
  /** A short line that a library is sorted by. */
  readonly topic: string;
  /** ICD-10-CM code of the condition it is about, for whoever asks by codes; none for a text about no condition. */
  readonly code?: string;
  /** How much harm a wrong sentence could do: `high` after surgery, `low` for comfort measures. */
  readonly riskClass: 'low' | 'standard' | 'high';
  readonly content: ArticleContent;
}
