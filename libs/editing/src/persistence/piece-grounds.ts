import type { Tx } from '#platform';

/** On what ground a text shows one of its pieces. */
export interface PieceGround {
  readonly pieceId: string;
  readonly version: number;
  /** Until when the public may be shown it; null when no approval in force covers it. */
  readonly soundUntil: Date | null;
}

/** The ground of each piece that a revision shows. One statement, by the function that guards the publications too. */
export function pieceGrounds(tx: Tx, revisionId: string): Promise<PieceGround[]> {
  return tx.$queryRaw<PieceGround[]>`
    SELECT piece_id AS "pieceId", version, sound_until AS "soundUntil"
    FROM carepress_piece_grounds(${revisionId}::uuid) ORDER BY piece_id, version`;
}

/** As `pieceGrounds`, for several revisions. */
export function pieceGroundsOf(
  tx: Tx,
  revisionIds: readonly string[],
): Promise<(PieceGround & { readonly revisionId: string })[]> {
  return tx.$queryRaw<(PieceGround & { readonly revisionId: string })[]>`
    SELECT wanted.id AS "revisionId", g.piece_id AS "pieceId", g.version, g.sound_until AS "soundUntil"
    FROM unnest(${[...revisionIds]}::uuid[]) AS wanted (id) CROSS JOIN LATERAL carepress_piece_grounds(wanted.id) g
    ORDER BY g.piece_id, g.version`;
}

/** The first piece that may not be shown at this instant. */
export function unsoundPiece(grounds: readonly PieceGround[], at: Date): PieceGround | null {
  return grounds.find(({ soundUntil }) => soundUntil === null || soundUntil <= at) ?? null;
}
