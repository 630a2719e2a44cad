import { InvalidInput } from '#kernel';
import { decodeCursor, decodePieceCursor, type PiecePlace, type Place } from '../domain/cursor.js';

/** The largest page of a list. */
export const MAX_PAGE = 100;

/** Address of a page on the clinic's own site. */
export function pageUrlOf({ url }: { url: string }, { locale, slug }: { locale: string; slug: string }): string {
  return `${url.replace(/\/+$/, '')}/${locale}/${slug}`;
}

/** Where a page of a list begins; undefined for its first page. */
export function placeOf(page: { first: number; after?: string | null }): Place | undefined | InvalidInput {
  return placeBehind(page, decodeCursor);
}

/** The same for a list of what stands in articles. */
export function piecePlaceOf(page: { first: number; after?: string | null }): PiecePlace | undefined | InvalidInput {
  return placeBehind(page, decodePieceCursor);
}

function placeBehind<P>(
  { first, after }: { first: number; after?: string | null },
  decode: (cursor: string) => P | undefined,
): P | undefined | InvalidInput {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    return new InvalidInput('first', `Ask for 1 to ${MAX_PAGE} rows at a time with "first".`);
  }
  if (after === undefined || after === null) return undefined;
  const place = decode(after);
  return place ?? new InvalidInput('after', 'Give "after" an endCursor that this list answered with before.');
}
