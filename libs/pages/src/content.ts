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
  /** The clinic's colour, such as #0f6b62: white words on it can be read by everyone. */
  readonly accentColor?: string | null;
  /** What the clinic invites its readers to do; the address is https: or tel:. */
  readonly callToAction?: { readonly label: string; readonly url: string } | null;
  readonly logo?: Logo | null;
}

/** A clinic's logo. Sizes in pixels of the file at `src`. */
export interface Logo {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  /** For those who cannot see it; empty when it only decorates. */
  readonly alt: string;
  /** The same in every format and width. */
  readonly files: readonly { readonly type: string; readonly width: number; readonly src: string }[];
}

/** What somebody who signs up to a newsletter can choose. */
export interface SignUpChoices {
  /** What the site has live articles about, with ids that the API takes as interests. */
  readonly topics: readonly { readonly id: string; readonly label: string }[];
  readonly regions: readonly { readonly id: string; readonly label: string }[];
  /** The site's languages, its first one first. */
  readonly locales: readonly string[];
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

/** What a text is about, with the codes that stand for it. */
export interface AboutTerm {
  readonly kind: string;
  /** In the language of the text, where it has a name in it. */
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly codes: readonly { readonly system: string; readonly code: string }[];
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
  readonly terms?: readonly AboutTerm[];
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
  /** Address of the PDF to print. */
  readonly handoutUrl: string;
  /** What to read next. */
  readonly related?: readonly ArticleCard[];
  /** The locale that was asked for, when there is nothing in it. */
  readonly fallbackFrom?: string | null;
}

/** A revision that is shown to whoever holds a link for it. Nothing of it is public. */
export interface ArticlePreview
  extends ArticleCard,
    Pick<Article, 'locale' | 'html' | 'wordCount' | 'outline' | 'revisionNumber' | 'contentHash'> {
  /** When the link stops to work. */
  readonly expiresAt: string;
}

/** What was searched for and found. Null stands for a search that was not asked for yet. */
export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** How the words were taken. */
  readonly match: 'ALL_WORDS' | 'CORRECTED' | 'ANY_WORD';
  readonly correctedText: string | null;
  readonly facets: readonly { readonly topic: string; readonly count: number }[];
  /** Path of the next page; null on the last one. */
  readonly next: string | null;
}

/** One article that was found. Both texts are escaped, with what was found in `mark` elements. */
export interface SearchHit {
  readonly card: ArticleCard;
  readonly titleHtml: string;
  readonly passageHtml: string;
}

/** A newsletter that was sent. */
export interface Newsletter {
  readonly id: string;
  readonly locale: string;
  readonly subject: string;
  readonly sentAt: string;
}

/** An article that a newsletter carried, and what became of it since; its card as it is live today. */
export interface CarriedArticle {
  readonly state: 'CURRENT' | 'CHANGED' | 'WITHDRAWN' | 'RECALLED';
  readonly card: (ArticleCard & { readonly locale: string }) | null;
}

/** One page of a list of articles, and where the next one is. */
export interface Listing {
  readonly cards: readonly ArticleCard[];
  /** Path of the next page; null on the last one. */
  readonly next: string | null;
}
