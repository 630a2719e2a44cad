import { Injectable } from '@nestjs/common';
import type { DocumentNode } from '#document';
import { Clock, InvalidInput } from '#kernel';
import { encodePieceCursor } from '../domain/cursor.js';
import { type Exercise, exercisesOf } from '../domain/exercises.js';
import type { Faq } from '../domain/faq.js';
import type { ArticlePayload } from '../domain/payload.js';
import type { ArticleQuery, Witness } from './article-query.js';
import { ConceptReader } from './concept-reader.js';
import { DeliveryDatabase } from './delivery-database.js';
import { filterValues, TERMS_HOLD_MS } from './filtered-reader.js';
import { piecePlaceOf } from './page-place.js';
import { PIECES, type PieceKind } from './piece-statements.js';
import { earliest, firstChange, published } from './published.js';
import type { PublicSite, PublishedArticle } from './rows.js';

/** A piece of a live article, and where it stands. */
export interface Piece<T> {
  readonly article: PublishedArticle;
  /** Which of its kind within the article: from 1. */
  readonly number: number;
  readonly piece: T;
}

export interface PiecePage<T> {
  readonly site: PublicSite;
  readonly pieces: readonly Piece<T>[];
  readonly hasNextPage: boolean;
  /** How many there are on every page; null when nobody asked. */
  readonly total: number | null;
}

/** How the articles of the pieces are carried, and whether all pieces are counted. */
export interface PieceWant {
  /** The parts of the articles to leave out, as a wish has them. */
  readonly without: string;
  readonly counted: boolean;
}

type PieceRow = PublicSite & {
  payload: string | null;
  pieces: (readonly [n: number, piece: unknown])[] | null;
  nextEnd: Date | null;
  total: number | null;
};

type Answer<T> = Promise<PiecePage<T> | InvalidInput | null>;

/**
 * Lists what stands in the live articles of a site by itself, newest article first; null when there is no such site. Each
 * list is one statement, two with a code.
 */
@Injectable()
export class PieceReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly concepts: ConceptReader,
    private readonly clock: Clock,
  ) {}

  exercises(query: ArticleQuery, want: PieceWant, witness: Witness): Answer<Exercise> {
    return this.page('exercises', query, want, witness, exerciseOf);
  }

  faq(query: ArticleQuery, want: PieceWant, witness: Witness): Answer<Faq> {
    return this.page('faq', query, want, witness, (piece) => piece as Faq);
  }

  /** One for each article. */
  handouts(query: ArticleQuery, want: PieceWant, witness: Witness): Answer<true> {
    return this.page('handouts', query, want, witness, () => true);
  }

  private async page<T>(
    kind: PieceKind,
    query: ArticleQuery,
    { without, counted }: PieceWant,
    witness: Witness,
    read: (piece: unknown, article: PublishedArticle) => T,
  ): Answer<T> {
    const place = piecePlaceOf(query);
    if (place instanceof InvalidInput) return place;
    const now = this.clock.now();
    const filter = await filterValues(this.concepts, query, now);
    if (filter instanceof InvalidInput) return filter;
    const { publishedAt = null, articleId = null, number = null } = place ?? {};
    const values = [...filter, query.first + 1, publishedAt, articleId, number, without, counted];
    const rows = await this.database.rows<PieceRow>(`delivery_${kind}`, PIECES[kind], values, witness);
    const [head] = rows;
    if (!head) {
      witness.saw(null);
      return null;
    }
    const { payload: _payload, pieces: _pieces, nextEnd, total, ...site } = head;
    const all = rows.flatMap((row) => piecesIn(row, site, now, read));
    // Terms are given without a publication, and an article beyond this page may grow old for the count.
    const hold = query.where || counted ? new Date(now.getTime() + TERMS_HOLD_MS) : null;
    const articles = all.map(({ article }) => article);
    witness.saw(site, earliest([hold, nextEnd, firstChange(articles, now)]));
    return { site, pieces: all.slice(0, query.first), hasNextPage: all.length > query.first, total };
  }
}

function piecesIn<T>(
  { payload, pieces }: PieceRow,
  site: PublicSite,
  now: Date,
  read: (piece: unknown, article: PublishedArticle) => T,
): Piece<T>[] {
  if (payload === null) return [];
  const article = published(JSON.parse(payload) as ArticlePayload, site, now);
  return (pieces ?? []).map(([number, piece]) => ({ article, number, piece: read(piece, article) }));
}

/** An exercise as it is kept, or the node of the document in a row from before exercises were kept. */
function exerciseOf(piece: unknown, { locale, title, summary }: PublishedArticle): Exercise {
  const node = piece as DocumentNode;
  if (node.type !== 'exercise') return piece as Exercise;
  const document: DocumentNode = { type: 'doc', content: [node] };
  return exercisesOf({ locale, title, summary, references: [], document }, {})[0]!;
}

/** The place of a piece in its list, as a cursor. */
export function cursorOfPiece({ article, number }: Piece<unknown>): string {
  return encodePieceCursor({ publishedAt: new Date(article.publishedAt), articleId: article.id, number });
}
