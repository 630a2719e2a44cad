import { newId } from '#kernel';
import type { Tx } from '#platform';

/** The lasting identity of an article. */
export interface ArticleRow {
  readonly id: string;
  readonly siteId: string;
  readonly topic: string;
  readonly riskClass: string;
  /** `article`, or the kind of piece that other articles show. */
  readonly contentType: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface NewArticle {
  readonly siteId: string;
  readonly topic: string;
  readonly riskClass: 'low' | 'standard' | 'high';
  /** `article` when left out. */
  readonly contentType?: string;
  readonly createdById: string;
  readonly at: Date;
}

/** Adds an article without any text yet. */
export function insertArticle(tx: Tx, { at, ...article }: NewArticle): Promise<ArticleRow> {
  return tx.article.create({ data: { id: newId(), ...article, createdAt: at } });
}

/** Gives an article its address in a locale; false when another article has it. */
export async function claimSlug(tx: Tx, articleId: string, locale: string, slug: string): Promise<boolean> {
  // ON CONFLICT and not a caught error: an error would end the transaction.
  const claimed = await tx.$executeRaw`
    INSERT INTO article_slug (article_id, locale, slug) VALUES (${articleId}::uuid, ${locale}, ${slug})
    ON CONFLICT DO NOTHING`;
  return claimed === 1;
}

/** The address of an article in a locale. */
export async function slugOf(tx: Tx, articleId: string, locale: string): Promise<string | null> {
  const row = await tx.articleSlug.findUnique({ where: { articleId_locale: { articleId, locale } } });
  return row?.slug ?? null;
}
