import {
  type ArticleContent,
  type DocumentNode,
  type OutlineEntry,
  outline,
  type Reference,
  type RenderOptions,
  renderHtml,
  renderText,
  type SharedPieces,
  withPieces,
} from '#document';
import type { PublicPicture } from '#media';
import type { LivePublication, OverdueAction } from '#publishing';
import { type Exercise, exercisesOf } from './exercises.js';
import { type Faq, faqOf } from './faq.js';
import { countWords, readingMinutes } from './reading-time.js';
import { shownPictures } from './shown-pictures.js';

/** On what ground an article is public. Instants are ISO 8601 in UTC. */
export interface Provenance {
  /** When exactly this text was approved first. */
  readonly approvedAt: string;
  readonly lastReviewedAt: string;
  readonly nextReviewAt: string;
  /** Since when it is live on this site. Missing in rows from before it was kept, as are the two below. */
  readonly effectiveFrom?: string;
  /** When the policy acts on it, unless it was reviewed again, and how. */
  readonly graceEndsAt?: string;
  readonly whenOverdue?: OverdueAction;
  readonly reviewedBy: { readonly name: string; readonly credential: string };
}

/** Everything a reader of one article may be told, as it is stored and answered. */
export interface ArticlePayload {
  /** The article's id: the same in every locale and revision. */
  readonly id: string;
  readonly locale: string;
  readonly slug: string;
  readonly topic: string;
  readonly title: string;
  readonly summary: string;
  readonly document: DocumentNode;
  readonly html: string;
  readonly text: string;
  readonly outline: readonly Omit<OutlineEntry, 'path'>[];
  readonly faq: readonly Faq[];
  /** In reading order. Missing in rows from before they were kept. */
  readonly exercises?: readonly Exercise[];
  /** The document with its shared pieces filled in. Missing where it shows none, and in rows from before it was kept. */
  readonly shown?: DocumentNode;
  readonly references: readonly Reference[];
  /** The stored pictures in reading order. An article published before there were any has none written down. */
  readonly pictures?: readonly PublicPicture[];
  readonly wordCount: number;
  readonly readingMinutes: number;
  readonly revisionNumber: number;
  readonly contentHash: string;
  readonly publishedAt: string;
  readonly provenance: Provenance;
}

/** What of a payload comes from the text alone. */
export type RenderedWords = Pick<
  ArticlePayload,
  | 'title'
  | 'summary'
  | 'document'
  | 'html'
  | 'text'
  | 'outline'
  | 'faq'
  | 'exercises'
  | 'shown'
  | 'references'
  | 'pictures'
  | 'wordCount'
  | 'readingMinutes'
>;

/** What the rendering takes from the clinic and not from the article. */
export interface PayloadSite {
  readonly emergencyNumber: string;
  /** Makes site-relative links in the plain text absolute. */
  readonly url: string;
}

/** The pictures by media id, as they can be loaded now. */
export type PayloadPictures = ReadonlyMap<string, PublicPicture>;

/** Who vouches for a publication, and until when. */
export function provenanceOf({ approval, liveFrom }: LivePublication): Provenance {
  return {
    approvedAt: approval.approvedAt.toISOString(),
    lastReviewedAt: approval.lastReviewedAt.toISOString(),
    nextReviewAt: approval.reviewDueAt.toISOString(),
    effectiveFrom: liveFrom.toISOString(),
    graceEndsAt: approval.graceEndsAt.toISOString(),
    whenOverdue: approval.whenOverdue,
    reviewedBy: { name: approval.approverName, credential: approval.credentialTitle },
  };
}

/** The words of a content in every form in which the public reads them, with the shared pieces that it shows. */
export function renderedWords(
  content: ArticleContent,
  {
    pieces,
    site,
    pictures,
  }: { readonly pieces: SharedPieces; readonly site: PayloadSite; readonly pictures: PayloadPictures },
): RenderedWords {
  const options: RenderOptions = { ...pieces, emergencyNumber: site.emergencyNumber, media: pictures };
  const inText: RenderOptions = { ...options, baseUrl: site.url };
  const text = renderText(content, inText);
  const { document: shown } = withPieces(content, pieces);
  const words = countWords(renderText({ ...content, references: [] }, inText));
  return {
    title: content.title,
    summary: content.summary,
    document: content.document,
    html: renderHtml(content, options),
    text,
    outline: outline(content).map(({ level, text: heading, id }) => ({ level, text: heading, id })),
    faq: faqOf(content, inText),
    exercises: exercisesOf(content, inText),
    // The very same object where there is nothing to fill in.
    ...(shown !== content.document && { shown }),
    references: content.references,
    pictures: shownPictures(content.document, pictures),
    wordCount: words,
    readingMinutes: readingMinutes(words),
  };
}

/** The ready answer for a publication. Rendered here, once, and never again while it is live. */
export function articlePayload(
  publication: LivePublication,
  site: PayloadSite,
  pictures: PayloadPictures = new Map(),
): ArticlePayload {
  return {
    id: publication.articleId,
    locale: publication.locale,
    slug: publication.slug,
    topic: publication.topic,
    ...renderedWords(publication.content, { pieces: publication.pieces, site, pictures }),
    revisionNumber: publication.revisionNumber,
    contentHash: publication.contentHash,
    publishedAt: publication.liveFrom.toISOString(),
    provenance: provenanceOf(publication),
  };
}
