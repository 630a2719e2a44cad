import { SCHEMA_VERSION } from '#document';
import { newId } from '#kernel';
import type { Tx } from '#platform';
import { addArticleTerm, knownTopic } from '#taxonomy';
import type { NewArticle } from './articles.js';
import type { NewRevision } from './revisions.js';

/** Prisma's type for JSON columns does not take read-only objects. */
type Json = never;

/** Adds articles of one site, topic and person without any text yet, in one statement. The ids stand in the order asked. */
export async function insertArticles(tx: Tx, count: number, { at, locale, ...article }: NewArticle): Promise<string[]> {
  const { siteId, topic: text, createdById: actorId } = article;
  const topic = await knownTopic(tx, { siteId, locale, text, actorId, at });
  const data = Array.from({ length: count }, () => ({ id: newId(), ...article, topic: topic.label, createdAt: at }));
  await tx.article.createMany({ data });
  const ids = data.map(({ id }) => id);
  await addArticleTerm(tx, ids, topic.termId);
  return ids;
}

/** Adds revisions in one statement. The ids stand in the order given. */
export async function insertRevisions(tx: Tx, revisions: readonly NewRevision[]): Promise<string[]> {
  const data = revisions.map(({ content, at, ...rest }) => ({
    id: newId(),
    ...rest,
    locale: content.locale,
    title: content.title,
    summary: content.summary,
    document: content.document as Json,
    references: content.references as Json,
    schemaVersion: SCHEMA_VERSION,
    createdAt: at,
    updatedAt: at,
  }));
  await tx.revision.createMany({ data });
  return data.map(({ id }) => id);
}

/**
 * Gives articles their addresses in one statement. Answers with those that got theirs; the others are taken, or lead on to another
 * article.
 */
export async function claimSlugs(
  tx: Tx,
  wanted: readonly { articleId: string; locale: string; slug: string }[],
): Promise<ReadonlySet<string>> {
  const [ids, locales, slugs] = (['articleId', 'locale', 'slug'] as const).map((key) => wanted.map((one) => one[key]));
  const rows = await tx.$queryRaw<{ articleId: string }[]>`
    INSERT INTO article_slug (article_id, locale, slug)
    SELECT * FROM unnest(${ids}::uuid[], ${locales}::text[], ${slugs}::text[]) AS wanted (article_id, locale, slug)
    WHERE NOT EXISTS (SELECT 1 FROM slug_redirect r
      WHERE r.locale = wanted.locale AND r.slug = wanted.slug AND r.ended_at IS NULL)
    ON CONFLICT DO NOTHING RETURNING article_id AS "articleId"`;
  return new Set(rows.map(({ articleId }) => articleId));
}
