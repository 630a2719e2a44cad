import type { PieceUse } from '#document';
import type { Tx } from '#platform';
import type { PieceVersion } from '../domain/piece-refusals.js';

/** What the database knows of a piece that a text names. */
export interface FoundPiece {
  readonly siteId: string;
  readonly contentType: string;
  readonly archived: boolean;
  /** The revision with that number in the locale of the text. */
  readonly revisionId: string | null;
  readonly contentHash: string | null;
  /** It shows pieces itself. */
  readonly showsPieces: boolean;
  /** Some revision of it shows the article that names it. */
  readonly showsAsker: boolean;
  /** The newest approved version in that locale; the newest one when none is approved. */
  readonly take: PieceVersion | null;
}

/** Finds pieces by their article ids and versions, for an article and a locale. Null where there is no such article. */
export async function findPieces(
  tx: Tx,
  uses: readonly PieceUse[],
  askedBy: { readonly articleId: string; readonly locale: string },
): Promise<(FoundPiece | null)[]> {
  const { articleId, locale } = askedBy;
  const rows = await tx.$queryRaw<(FoundPiece & { place: number })[]>`
    SELECT wanted.place::int, a.site_id AS "siteId", a.content_type AS "contentType",
           a.archived_at IS NOT NULL AS archived, r.id AS "revisionId", r.content_hash AS "contentHash",
           EXISTS (SELECT 1 FROM revision_use u WHERE u.revision_id = r.id AND u.kind = 'piece') AS "showsPieces",
           EXISTS (SELECT 1 FROM revision_use u JOIN revision any_r ON any_r.id = u.revision_id
             WHERE u.kind = 'piece' AND u.target_id = ${articleId} AND any_r.article_id = a.id) AS "showsAsker",
           (SELECT jsonb_build_object('version', n.number, 'contentHash', n.content_hash) FROM revision n
             WHERE n.article_id = a.id AND n.locale = ${locale}
             ORDER BY carepress_is_approved(n.article_id, n.locale, n.content_hash) DESC, n.number DESC LIMIT 1) AS take
    FROM unnest(${uses.map((use) => use.blockId)}::uuid[], ${uses.map((use) => use.version)}::int[]) WITH ORDINALITY
      AS wanted (id, version, place)
    JOIN article a ON a.id = wanted.id
    LEFT JOIN revision r ON r.article_id = a.id AND r.locale = ${locale} AND r.number = wanted.version`;
  return uses.map((_use, index) => rows.find(({ place }) => place === index + 1) ?? null);
}

/** The newest version of a piece in a locale that may be shown at this instant; null when none may. */
export async function newestApprovedPiece(
  tx: Tx,
  pieceId: string,
  locale: string,
  at: Date,
): Promise<PieceVersion | null> {
  const rows = await tx.$queryRaw<PieceVersion[]>`
    SELECT n.number AS version, n.content_hash AS "contentHash" FROM revision n
    WHERE n.article_id = ${pieceId}::uuid AND n.locale = ${locale} AND n.pinned_at IS NOT NULL
      AND carepress_sound_until(n.article_id, n.locale, n.content_hash) > ${at}
    ORDER BY n.number DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** Pins a piece's revision if it still has this text: what is shown elsewhere must not be written over. */
export async function pinPiece(tx: Tx, revisionId: string, contentHash: string, at: Date): Promise<boolean> {
  await tx.revision.updateMany({
    where: { id: revisionId, contentHash, pinnedAt: null },
    data: { pinnedAt: at, pinnedBy: 'reference' },
  });
  const kept = await tx.revision.findFirst({ where: { id: revisionId, contentHash }, select: { pinnedAt: true } });
  return kept?.pinnedAt != null;
}
