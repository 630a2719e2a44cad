/** A clinic's site, as everybody may know it. */
export interface Site {
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly emergencyNumber: string;
  /** Without a slash at the end. */
  readonly url: string;
}

/** Who vouches for a text, and until when. Instants are ISO 8601. */
export interface Provenance {
  readonly approvedAt: string;
  readonly lastReviewedAt: string;
  readonly nextReviewAt: string;
  readonly reviewedBy: { readonly name: string; readonly credential: string };
}

/** What a list shows of an article. */
export interface ArticleCard {
  readonly slug: string;
  readonly topic: string;
  readonly title: string;
  readonly summary: string;
  readonly readingMinutes: number;
}

export interface Reference {
  readonly title: string;
  readonly source?: string | null;
  readonly year?: number | null;
  readonly doi?: string | null;
  readonly pmid?: string | null;
  readonly url?: string | null;
}

export interface Translation {
  readonly locale: string;
  readonly slug: string;
}

/** A published article with all that its pages show. */
export interface Article extends ArticleCard {
  readonly locale: string;
  readonly publishedAt: string;
  readonly faq: readonly { readonly question: string; readonly answer: string }[];
  readonly references: readonly Reference[];
  /** Address of its page for readers. */
  readonly pageUrl: string;
  /** The body, escaped already. */
  readonly html: string;
  readonly wordCount: number;
  readonly revisionNumber: number;
  /** SHA-256 of the approved content: 64 hexadecimal digits. */
  readonly contentHash: string;
  readonly outline: readonly { readonly level: number; readonly text: string; readonly id: string }[];
  readonly translations: readonly Translation[];
  readonly provenance: Provenance;
  readonly reviewState: 'CURRENT' | 'OVERDUE' | 'UNDER_REVIEW';
}

/** One page of a list of articles, and where the next one is. */
export interface Listing {
  readonly cards: readonly ArticleCard[];
  /** Path of the next page; null on the last one. */
  readonly next: string | null;
}
