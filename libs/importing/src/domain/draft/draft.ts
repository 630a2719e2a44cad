import type { ArticleContent } from '#document';
import type { Refusal } from '#kernel';

/** What a source is read as. */
export type SourceFormat = 'text' | 'html' | 'markdown' | 'docx' | 'wxr' | 'wp-rest';

/** Where a block of the article stood in the source. Lines count from 1; in a DOCX a line is one paragraph or cell. */
export interface BlockProvenance {
  /** `title`, `summary`, or a path inside the document such as `content[3].content[0]`. */
  readonly path: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** Why something did not come along. One word for programs; `reason` says it to people. */
export type DropKind =
  | 'boilerplate'
  | 'outside'
  | 'navigation'
  | 'form'
  | 'hidden'
  | 'struckOut'
  | 'relatedLink'
  | 'recentPost'
  | 'caption'
  | 'comment'
  | 'program'
  | 'embed'
  | 'linkTarget'
  | 'picture'
  | 'repeatedTitle'
  | 'listGlyph'
  | 'generatedLabel'
  | 'vector'
  | 'metadata'
  | 'shortened';

/** Something of the source that is not in the article. */
export interface Drop {
  /** Unique in its import: `d1`, `d2`, ... */
  readonly id: string;
  readonly kind: DropKind;
  /** A full sentence. */
  readonly reason: string;
  /** The words that were left out, one line a block; empty when only a property went, such as a link's target. */
  readonly text: string;
  /** The property that went: an address, a path inside a program. Never shown as a link. */
  readonly value?: string;
  readonly fromLine: number;
  readonly toLine: number;
  /** The block of the new article that it stood in front of; the number of blocks when it stood at the end. */
  readonly before: number;
}

/** Characters without white space, of everything a reader could read in the source. */
export interface Account {
  readonly input: number;
  readonly kept: number;
  readonly dropped: number;
  /** In the source and nowhere else. An import whose `lost` is not 0 says so in its findings. */
  readonly lost: number;
}

/** What the source says about itself. Provenance only: none of it becomes a date or an author of the article. */
export interface SourceMeta {
  readonly pageTitle?: string;
  readonly description?: string;
  readonly canonical?: string;
  readonly language?: string;
  readonly published?: string;
  readonly modified?: string;
  readonly authors?: readonly string[];
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  /** Addresses the article had before: for redirects. */
  readonly formerSlugs?: readonly string[];
  /** Everything else that was told and has no place of its own, such as unknown front matter. */
  readonly other?: Readonly<Record<string, string>>;
}

/** Something a person should know about the whole source. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

export interface RelatedLink {
  readonly line: number;
  readonly label: string;
  readonly title: string;
  readonly url: string | null;
}

/** A picture that came with a source: inside of it, or beside it in an archive or a folder. */
export interface SourcePicture {
  readonly name: string;
  bytes(): Promise<Uint8Array | Refusal>;
}

/** One article to be, as a pure parser gives it. */
export interface ArticleDraft {
  readonly format: SourceFormat;
  /** Not parsed yet: `parseContent` of the document room has the last word. */
  readonly content: ArticleContent;
  readonly title: string | null;
  /** The address the source asks for, or made from the title; null when there is neither. */
  readonly slug: string | null;
  readonly provenance: readonly BlockProvenance[];
  readonly drops: readonly Drop[];
  readonly relatedLinks: readonly RelatedLink[];
  readonly meta: SourceMeta;
  readonly notices: readonly Notice[];
  readonly account: Account;
  /** Pictures that came along; the content marks where each stands. */
  readonly pictures?: readonly SourcePicture[];
}
