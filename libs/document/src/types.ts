/** A value that an attribute of a block or mark can hold. */
export type AttributeValue = string | number | boolean | null;

/** Attributes as plain JSON. One that is left out has its default value. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A mark on text: strong, em, link, glossaryTerm or citation. */
export interface DocumentMark {
  readonly type: string;
  readonly attrs?: Attributes;
}

/** A block, a text or a line break, in the JSON form that ProseMirror reads and writes. */
export interface DocumentNode {
  readonly type: string;
  readonly attrs?: Attributes;
  readonly content?: readonly DocumentNode[];
  readonly marks?: readonly DocumentMark[];
  readonly text?: string;
}

export type ReferenceKind = 'pmid' | 'doi' | 'guideline' | 'web';

/** A source that citation marks point to by its `key`. */
export interface Reference {
  readonly key: string;
  readonly kind: ReferenceKind;
  readonly pmid?: string;
  readonly doi?: string;
  readonly url?: string;
  readonly title: string;
  /** The journal, body or site that published it. */
  readonly source?: string;
  readonly year?: number;
  /** The certainty or level in the words of its own scale, for instance `high` (GRADE) or `A` (JOSPT). */
  readonly grade?: string;
  /** Where the recommendation holds, for instance `US` or `UK`. */
  readonly jurisdiction?: string;
}

/** All that a revision says in one locale: what a reviewer approves, and what the content hash covers. */
export interface ArticleContent {
  /** A language tag (BCP 47), for instance `en-US`. */
  readonly locale: string;
  /** 0 to 200 characters. Empty while nobody has given one; the quality checks block publishing then. */
  readonly title: string;
  /** 0 to 500 characters. */
  readonly summary: string;
  readonly document: DocumentNode;
  readonly references: readonly Reference[];
}
