import { newId } from '#kernel';
import type { Tx } from '#platform';

/** A name that somebody gave to a revision. */
export interface NamedVersionRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly name: string;
  readonly createdById: string;
  readonly createdAt: Date;
}

/** Names a pinned revision; null when the article has this name in this locale already, in any case of letters. */
export async function insertNamedVersion(tx: Tx, named: Omit<NamedVersionRow, 'id'>): Promise<NamedVersionRow | null> {
  const id = newId();
  const { articleId, locale, revisionId, name, createdById, createdAt } = named;
  // ON CONFLICT and not a caught error: an error would end the transaction.
  const written = await tx.$executeRaw`
    INSERT INTO named_version (id, article_id, locale, revision_id, name, created_by_id, created_at)
    VALUES (${id}::uuid, ${articleId}::uuid, ${locale}, ${revisionId}::uuid, ${name}, ${createdById}::uuid, ${createdAt})
    ON CONFLICT (article_id, locale, lower(name)) DO NOTHING`;
  return written === 1 ? { id, ...named } : null;
}

/** The version of an article that has this name in a locale, in any case of letters. */
export async function versionNamed(
  tx: Tx,
  { articleId, locale, name }: { articleId: string; locale: string; name: string },
): Promise<NamedVersionRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM named_version WHERE article_id = ${articleId}::uuid AND locale = ${locale}
       AND lower(name) = lower(${name})`;
  return rows[0] ? tx.namedVersion.findUnique({ where: { id: rows[0].id } }) : null;
}
