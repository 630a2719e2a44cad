import { type ArticleContent, type ContentMerge, type MergeConflict, mergeContents } from '#document';
import { Refusal } from '#kernel';
import { contentOf, type RevisionRow } from '../persistence/revision-row.js';

/** Somebody saved since this edit began. Carries both sides, so that nothing has to be typed again. */
export class StaleBase extends Refusal {
  readonly code = 'STALE_BASE';
  readonly message =
    'Somebody saved this article after you opened it. Nothing was overwritten. Compare both texts, then save again.';
  #merge: ContentMerge | null | undefined;

  constructor(
    readonly newest: RevisionRow,
    readonly base: RevisionRow | null,
    /** The text of the refused save; null when the refused step had no text of its own. */
    private readonly mine: ArticleContent | null = null,
  ) {
    super();
  }

  /** Both edits brought together; null while the text the edit began from is no longer stored. Made when first asked. */
  get merge(): ContentMerge | null {
    // Not in the constructor: that one runs while the article is locked for every other save.
    this.#merge ??=
      this.base && this.mine ? mergeContents(contentOf(this.base), this.mine, contentOf(this.newest)) : null;
    return this.#merge;
  }

  /** The merged text, with theirs where both collide. */
  get merged(): ArticleContent | null {
    return this.merge?.merged ?? null;
  }

  get conflicts(): readonly MergeConflict[] {
    return this.merge?.conflicts ?? [];
  }
}

/** Archived articles stay as they are until they are restored. */
export class ArticleArchived extends Refusal {
  readonly code = 'ARTICLE_ARCHIVED';
  readonly message = 'This article is archived. Restore it first, then go on.';
}

/** Another article has this address in this locale, or had it and is still led to from there. */
export class SlugTaken extends Refusal {
  readonly code = 'SLUG_TAKEN';
  readonly message: string;
  constructor(readonly slug: string) {
    super();
    this.message = `Another article has or had the address "${slug}". Choose a different one.`;
  }
}

/** Another version of this article has this name. */
export class NameTaken extends Refusal {
  readonly code = 'NAME_TAKEN';
  readonly message: string;
  readonly revisionId: string;
  constructor(taken: { readonly name: string; readonly revisionId: string }) {
    super();
    this.revisionId = taken.revisionId;
    this.message = `Another version of this text is called "${taken.name}". Choose a different name.`;
  }
}

/** The article has a text in this locale already. */
export class TranslationExists extends Refusal {
  readonly code = 'TRANSLATION_EXISTS';
  readonly message = 'This article has a text in this language already. Open that one.';
  constructor(readonly revisionId: string) {
    super();
  }
}

/** A person has as many saved lists as there may be. */
export class TooManyViews extends Refusal {
  readonly code = 'TOO_MANY_VIEWS';
  readonly message: string;
  constructor(most: number) {
    super();
    this.message = `You have ${most} saved views already. Remove one, or save under the name of one.`;
  }
}
