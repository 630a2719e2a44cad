import type { Tx } from '#platform';

/** An address of before and the article it is to lead to. */
export interface OldAddress {
  readonly articleId: string;
  readonly locale: string;
  readonly path: string;
}

/** Keeps addresses of before, in one statement. Answers with those that lead to another article already and stay there. */
export async function keepAddresses(
  tx: Tx,
  siteId: string,
  wanted: readonly OldAddress[],
  at: Date,
): Promise<OldAddress[]> {
  if (wanted.length === 0) return [];
  const [ids, locales, paths] = (['articleId', 'locale', 'path'] as const).map((key) => wanted.map((one) => one[key]));
  const rows = await tx.$queryRaw<{ articleId: string; path: string }[]>`
    INSERT INTO imported_address (site_id, locale, path, article_id, created_at)
    SELECT ${siteId}::uuid, locale, path, article_id, ${at}::timestamptz
    FROM unnest(${ids}::uuid[], ${locales}::text[], ${paths}::text[]) AS wanted (article_id, locale, path)
    ON CONFLICT DO NOTHING RETURNING article_id AS "articleId", path`;
  const kept = new Set(rows.map(({ articleId, path }) => `${articleId} ${path}`));
  return wanted.filter(({ articleId, path }) => !kept.has(`${articleId} ${path}`));
}
