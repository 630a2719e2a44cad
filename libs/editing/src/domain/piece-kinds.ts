import type { PieceType } from '#document';

/** The content type of the article behind each block that shows a piece. */
const CONTENT_TYPE_OF: Readonly<Record<PieceType, string>> = { safetyBlock: 'safetyBlock', sharedExercise: 'exercise' };

/** The content type that the article of a piece must have. */
export function contentTypeOfPiece(type: PieceType): string {
  return CONTENT_TYPE_OF[type];
}

/** True for the content type of an article that others may show. */
export function isPieceContentType(contentType: string): boolean {
  return Object.values(CONTENT_TYPE_OF).includes(contentType);
}
