import { newId } from '#kernel';
import type { Tx } from '#platform';
import { knownTopic, setArticleTerms } from '#taxonomy';

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
  /** Any words: they become a term of the site when there is none called so. */
  readonly topic: string;
  /** The language of the topic; English when left out. */
  readonly locale?: string;
  readonly riskClass: 'low' | 'standard' | 'high';
  /** `article` when left out. */
  readonly contentType?: string;
  readonly createdById: string;
  readonly at: Date;
}

/** Adds an article without any text yet, under its topic. */
export async function insertArticle(tx: Tx, { at, locale, ...article }: NewArticle): Promise<ArticleRow> {
  const { siteId, topic: text, createdById: actorId } = article;
  const topic = await knownTopic(tx, { siteId, locale, text, actorId, at });
  const added = await tx.article.create({ data: { id: newId(), ...article, topic: topic.label, createdAt: at } });
  await setArticleTerms(tx, added.id, 'topic', [topic.termId]);
  return added;
}

/** Gives an article its first address in a locale; false when another article has it, or had it and is still led to. */
export async function claimSlug(tx: Tx, articleId: string, locale: string, slug: string): Promise<boolean> {
  // ON CONFLICT and not a caught error: an error would end the transaction.
  const claimed = await tx.$executeRaw`
    INSERT INTO article_slug (article_id, locale, slug)
    SELECT ${articleId}::uuid, ${locale}, ${slug} WHERE NOT EXISTS (
      SELECT 1 FROM slug_redirect WHERE locale = ${locale} AND slug = ${slug} AND ended_at IS NULL)
    ON CONFLICT DO NOTHING`;
  return claimed === 1;
}

/** The address of an article in a locale. */
export async function slugOf(tx: Tx, articleId: string, locale: string): Promise<string | null> {
  const row = await tx.articleSlug.findUnique({ where: { articleId_locale: { articleId, locale } } });
  return row?.slug ?? null;
}

/** The addresses of several articles, each in one locale. */
export function slugsOf(
  tx: Tx,
  keys: readonly { articleId: string; locale: string }[],
): Promise<{ articleId: string; locale: string; slug: string }[]> {
  return tx.$queryRaw<{ articleId: string; locale: string; slug: string }[]>`
    SELECT s.article_id AS "articleId", s.locale, s.slug FROM article_slug s
    JOIN unnest(${keys.map((it) => it.articleId)}::uuid[], ${keys.map((it) => it.locale)}::text[])
      AS wanted (article_id, locale) ON (wanted.article_id, wanted.locale) = (s.article_id, s.locale)`;
}

export async function articleById(tx: Tx, id: string): Promise<ArticleRow | null> {
  return tx.article.findUnique({ where: { id } });
}

/** Gives several articles the words of their topic. One statement. */
export async function setTopic(tx: Tx, ids: readonly string[], topic: string): Promise<void> {
  await tx.article.updateMany({ where: { id: { in: [...ids] } }, data: { topic } });
}

/** Changes what is known of an article. Lock it first. */
export function changeArticle(
  tx: Tx,
  id: string,
  to: Partial<Pick<ArticleRow, 'topic' | 'riskClass' | 'contentType' | 'archivedAt'>>,
): Promise<ArticleRow> {
  return tx.article.update({ where: { id }, data: to });
}
