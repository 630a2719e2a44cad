import type { SharedPieces } from '../pieces.js';
import type { ArticleContent, DocumentNode, Reference } from '../types.js';
import type { Labels } from './labels.js';

/** One file of a picture, for a screen that needs this many pixels. */
export interface PictureFile {
  readonly src: string;
  /** In pixels. */
  readonly width: number;
}

/** Where a stored picture can be loaded from, and what is said of it where the article says nothing. */
export interface PictureSource {
  /** The file for a browser that knows none of `sources`. */
  readonly src: string;
  /** In pixels; given together they let a page keep the room free. */
  readonly width?: number;
  readonly height?: number;
  /** The same picture as `src` in other sizes. */
  readonly files?: readonly PictureFile[];
  /** The same picture in newer formats, best first. */
  readonly sources?: readonly { readonly type: string; readonly files: readonly PictureFile[] }[];
  readonly alt?: string;
  readonly decorative?: boolean;
  readonly credit?: string;
}

export interface RenderOptions extends SharedPieces {
  /** The site's own emergency number, shown as a call line in red flags with urgency `now`. */
  readonly emergencyNumber?: string;
  /** Added to every heading level, up to level 6. 0: the article's title is the page's h1. */
  readonly headingOffset?: number;
  /** The pictures by media id. One that is missing is shown by its alternative text. */
  readonly media?: ReadonlyMap<string, PictureSource>;
  /** Begins every id, so that no heading takes an id of the page around it. `s-` when left out. */
  readonly idPrefix?: string;
  /** Puts the title (h1 plus offset) and the summary first. */
  readonly withTitle?: boolean;
  /**
   * Puts the path of each text beside it (`data-path`, as `extractBlocks` writes it), so that words selected on a page can
   * be found in the content. Not for e-mail.
   */
  readonly withPaths?: boolean;
  /** Makes site-relative links absolute, for instance `https://clinic.example`. Needed in text and e-mail. */
  readonly baseUrl?: string;
  /** Replaces single words that the renderer adds. */
  readonly labels?: Partial<Labels>;
}

/** The references in the order in which a reader meets their citations; those nobody cites follow by key. */
export function numberedReferences(content: ArticleContent): Reference[] {
  const order = new Map<string, number>();
  collectCitations(content.document, order);
  const last = order.size;
  return [...content.references].sort(
    (a, b) => (order.get(a.key) ?? last) - (order.get(b.key) ?? last) || (a.key < b.key ? -1 : 1),
  );
}

function collectCitations(node: DocumentNode, order: Map<string, number>): void {
  for (const mark of node.marks ?? []) {
    const key = String(mark.attrs?.referenceKey);
    if (mark.type === 'citation' && !order.has(key)) order.set(key, order.size);
  }
  for (const child of node.content ?? []) collectCitations(child, order);
}
