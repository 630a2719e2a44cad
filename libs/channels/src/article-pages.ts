/** An article of a site in a locale. */
export interface ArticlePlace {
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
}

/** An article as it is live, for a channel that keeps a copy of the text elsewhere. */
export interface ArticlePage {
  readonly publicationId: string;
  readonly contentHash: string;
  /** The site's number of the change that made it live. */
  readonly sequence: bigint;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** As the public reads it. Its pictures are at `mediaUrl`, followed by the name of a file. */
  readonly html: string;
  readonly mediaUrl: string;
  /** What the article is about, in words of its locale. */
  readonly topic: string;
  /** Its other terms, in words of its locale. */
  readonly terms: readonly string[];
}

/**
 * What is live, for channels that carry the text itself. The rooms that keep it stand to the right of this one or beside
 * it, so the process that delivers wires them; a process that delivers nothing has none.
 */
export abstract class ArticlePages {
  /** What the public reads there at this moment; null when nothing is live. */
  abstract live(place: ArticlePlace): Promise<ArticlePage | null>;

  /** The bytes of a file that a page shows; null when it is gone. */
  abstract file(name: string): Promise<Buffer | null>;
}
