import type { Tx } from '#platform';

/** An address that an article had, and whether it still leads to the article. */
export interface FormerSlug {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly createdAt: Date;
  /** When somebody gave it free, or the article took it back. */
  readonly endedAt: Date | null;
}

/**
 * Moves an article to another address; false when another article has it, or had it and is still led to. The database
 * keeps the old address as one that leads here, and ends that of the new one if the article comes back to it.
 */
export async function moveSlug(tx: Tx, articleId: string, locale: string, slug: string): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE article_slug SET slug = ${slug}
    WHERE article_id = ${articleId}::uuid AND locale = ${locale}
      AND NOT EXISTS (SELECT 1 FROM article_slug WHERE locale = ${locale} AND slug = ${slug})
      AND NOT EXISTS (SELECT 1 FROM slug_redirect WHERE locale = ${locale} AND slug = ${slug} AND ended_at IS NULL
        AND article_id <> ${articleId}::uuid)`;
  return moved === 1;
}

/** The address that leads to an article from a former one, if one does. */
export function leadingSlug(tx: Tx, locale: string, slug: string): Promise<FormerSlug | null> {
  return tx.slugRedirect.findFirst({ where: { locale, slug, endedAt: null } });
}

/** Ends that an address leads to its article; false when it did not any more. */
export async function endRedirect(tx: Tx, id: string, byId: string, at: Date): Promise<boolean> {
  const { count } = await tx.slugRedirect.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: at, endedById: byId },
  });
  return count === 1;
}
