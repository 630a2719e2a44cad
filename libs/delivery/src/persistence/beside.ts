import type { CodeSystem, TermKind } from '#taxonomy';
import type { PublishedArticle, Translation } from './rows.js';

/** Which article, where, in which locale. */
export type ArticleKey = Pick<PublishedArticle, 'siteId' | 'id' | 'locale'>;

/** An article that was read before: what is added to it is as old as it is, or older by itself. */
export type ReadArticle = ArticleKey & Pick<PublishedArticle, 'siteGeneration'>;

/** What an article is about, as the public reads it. */
export interface PublicTerm {
  readonly id: string;
  readonly key: string;
  readonly kind: TermKind;
  readonly parentId: string | null;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly codes: readonly { readonly system: CodeSystem; readonly code: string }[];
}

/** With how many live articles have it. */
export type UsedTerm = PublicTerm & { readonly articleCount: number };

/** What may stand beside an article. */
export type BesidePart = 'kind' | 'terms' | 'translations';

/** Null where it was not asked for. */
export interface Beside {
  /** Such as exerciseProgram. */
  readonly kind: string | null;
  /** What it is about, in its own language where the term has a name in it. */
  readonly terms: readonly PublicTerm[] | null;
  /** Its live locales beside its own. */
  readonly translations: readonly Translation[] | null;
}
