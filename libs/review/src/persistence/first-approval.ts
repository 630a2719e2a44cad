import type { Tx } from '#platform';

/**
 * When exactly this content was approved for the first time, by everybody it needs: a review without change later renews
 * the review date and not this one. Null when it never was, or every approval of it was revoked.
 */
export async function firstApprovedAt(
  tx: Tx,
  content: { articleId: string; locale: string; contentHash: string },
): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT min(complete.at) AS at FROM (
      SELECT max(a.approved_at) AS at FROM approval a
      WHERE a.article_id = ${content.articleId}::uuid AND a.locale = ${content.locale}
        AND a.content_hash = ${content.contentHash} AND a.revoked_at IS NULL
      GROUP BY a.case_id HAVING carepress_case_complete(a.case_id)) complete`;
  return rows[0]?.at ?? null;
}

/** As `firstApprovedAt`, for several, in the order asked. One statement. */
export async function firstApprovals(
  tx: Tx,
  contents: readonly { articleId: string; locale: string; contentHash: string }[],
): Promise<(Date | null)[]> {
  const rows = await tx.$queryRaw<{ place: number; at: Date | null }[]>`
    SELECT wanted.place::int, min(complete.at) AS at
    FROM unnest(${contents.map((it) => it.articleId)}::uuid[], ${contents.map((it) => it.locale)}::text[],
      ${contents.map((it) => it.contentHash)}::text[]) WITH ORDINALITY AS wanted (article_id, locale, hash, place)
    CROSS JOIN LATERAL (
      SELECT max(a.approved_at) AS at FROM approval a
      WHERE a.article_id = wanted.article_id AND a.locale = wanted.locale AND a.content_hash = wanted.hash
        AND a.revoked_at IS NULL
      GROUP BY a.case_id HAVING carepress_case_complete(a.case_id)) complete
    GROUP BY wanted.place`;
  return contents.map((_, index) => rows.find(({ place }) => place === index + 1)?.at ?? null);
}
