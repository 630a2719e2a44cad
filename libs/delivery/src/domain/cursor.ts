import { isId } from '#kernel';

/** A place in a list that is sorted by publication instant, newest first, then by article id. */
export interface Place {
  readonly publishedAt: Date;
  readonly articleId: string;
}

/** A place in a list of what stands in articles: which article, and which piece of it, from 1. */
export interface PiecePlace extends Place {
  readonly number: number;
}

/** The place as opaque text, safe in an address. */
export function encodeCursor(place: Place): string {
  return Buffer.from(`${place.publishedAt.getTime()}.${place.articleId}`).toString('base64url');
}

/** The place that a cursor names; undefined for a text that is not one of ours. */
export function decodeCursor(cursor: string): Place | undefined {
  const [time, articleId, ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  const publishedAt = new Date(/^\d{1,15}$/.test(time ?? '') ? Number(time) : Number.NaN);
  if (more.length > 0 || !isId(articleId) || Number.isNaN(publishedAt.getTime())) return undefined;
  return { publishedAt, articleId: articleId as string };
}

/** The place of a piece as opaque text, safe in an address. */
export function encodePieceCursor({ publishedAt, articleId, number }: PiecePlace): string {
  return Buffer.from(`${publishedAt.getTime()}.${articleId}.${number}`).toString('base64url');
}

/** The place of a piece that a cursor names; undefined for a text that is not one of ours. */
export function decodePieceCursor(cursor: string): PiecePlace | undefined {
  const [, before, number] = /^(.*)\.(\d{1,6})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const place = before === undefined ? undefined : decodeCursor(Buffer.from(before).toString('base64url'));
  return place && { ...place, number: Number(number) };
}
