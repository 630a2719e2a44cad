import type { Place } from '../domain/cursor.js';
import type { ArticlePayload } from '../domain/payload.js';
import type { ArticleQuery, HeavyPart } from './article-query.js';
import { Batch } from './batch.js';
import type { PublicSite } from './rows.js';
import { BETWEEN_ARTICLES } from './statements.js';

export interface Address {
  readonly site: string;
  readonly locale: string;
  readonly slug: string;
}

/** An address that may lead elsewhere: to where an article is by now, with `fallback` also to other locales. */
export interface OpenAddress extends Address {
  readonly fallback: boolean;
}

export interface AddressRow {
  n: number;
  id: string;
  slug: string;
  url: string;
  generation: string;
  /** What is carried of the article, as JSON; null where nothing is. */
  payload: string | null;
  /** Its HTML, where that came by itself. */
  html: string | null;
  serveUntil: Date | null;
  withdrawnAt: Date | null;
  withdrawnId: string | null;
}

/** With how far from the address itself it was found: 0 under it, null nowhere. */
export interface OpenAddressRow extends AddressRow {
  tier: number | null;
}

export interface PageRow extends PublicSite {
  n: number;
  articles: string | null;
  nextEnd: Date | null;
}

/** What was carried of the article of a row; undefined where there is none. */
export function payloadIn({ payload, html }: Pick<AddressRow, 'payload' | 'html'>): ArticlePayload | undefined {
  if (payload === null) return undefined;
  const carried = JSON.parse(payload) as ArticlePayload;
  return html === null ? carried : Object.assign(carried, { html });
}

/** The articles of a page, each of them JSON. */
export function rowsIn(articles: string | null): readonly string[] {
  return articles === null ? [] : articles.split(BETWEEN_ARTICLES);
}

export interface PageQuestion extends ArticleQuery {
  readonly place: Place | undefined;
  readonly now: Date;
}

/** The columns of many questions, in the order of the statement. */
export function pageColumns(questions: readonly PageQuestion[]): unknown[][] {
  return [
    questions.map(({ site }) => site),
    questions.map(({ locale }) => locale),
    questions.map(({ topic }) => topic ?? null),
    questions.map(({ updatedSince }) => updatedSince ?? null),
    questions.map(({ first }) => first + 1),
    questions.map(({ place }) => place?.publishedAt ?? null),
    questions.map(({ place }) => place?.articleId ?? null),
  ];
}

/** The row of each question; undefined for one that has none. */
export function inOrder<Row extends { readonly n: number }>(questions: readonly unknown[], rows: readonly Row[]) {
  const found: (Row | undefined)[] = questions.map(() => undefined);
  for (const row of rows) found[row.n - 1] = row;
  return found;
}

export function batchFor<Q, R>(
  batches: Map<string, Batch<Q, R>>,
  without: readonly HeavyPart[],
  most: number,
  read: (questions: readonly Q[]) => Promise<readonly R[]>,
): Batch<Q, R> {
  const key = without.join();
  const known = batches.get(key) ?? new Batch(read, most);
  batches.set(key, known);
  return known;
}
