import { SCHEMA_VERSION } from '#document';
import { newId } from '#kernel';
import type { Tx } from '#platform';
import { addArticleTerm, knownTopic } from '#taxonomy';
import type { NewArticle } from './articles.js';
import type { NewRevision } from './revisions.js';

/** Adds articles of one site, topic and person without any text yet. The ids stand in the order asked. */
export async function insertArticles(tx: Tx, count: number, { at, locale, ...article }: NewArticle): Promise<string[]> {
  const { siteId, topic: text, createdById: actorId, riskClass, contentType = 'article' } = article;
  const topic = await knownTopic(tx, { siteId, locale, text, actorId, at });
  const ids = Array.from({ length: count }, newId);
  await tx.$executeRaw`
    INSERT INTO article (id, site_id, topic, risk_class, content_type, created_by_id, created_at)
    SELECT id, ${siteId}::uuid, ${topic.label}, ${riskClass}, ${contentType}, ${actorId}::uuid, ${at}::timestamptz
    FROM unnest(${ids}::uuid[]) AS id`;
  await addArticleTerm(tx, ids, topic.termId);
  return ids;
}

/**
 * Adds revisions in one statement. The ids stand in the order given. Their texts travel as one piece of JSON: a row of
 * parameters for each costs the client more than the database needs for all of them.
 */
export async function insertRevisions(tx: Tx, revisions: readonly NewRevision[]): Promise<string[]> {
  const rows = revisions.map(({ content, at, editClass = 'clinical', ...rest }) => ({
    id: newId(),
    ...rest,
    editClass,
    locale: content.locale,
    title: content.title,
    summary: content.summary,
    document: content.document,
    references: content.references,
    at,
  }));
  await tx.$executeRaw`
    INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
      content_hash, base_revision_id, restored_from_id, origin, edit_class, reason, created_by_id, created_at, updated_at)
    SELECT id, "articleId", locale, number, title, summary, document, "references", ${SCHEMA_VERSION}::int,
      "contentHash", "baseRevisionId", "restoredFromId", origin, "editClass", reason, "createdById", at, at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (id uuid, "articleId" uuid, locale text, number int,
      title text, summary text, document jsonb, "references" jsonb, "contentHash" text, "baseRevisionId" uuid,
      "restoredFromId" uuid, origin text, "editClass" text, reason text, "createdById" uuid, at timestamptz)`;
  return rows.map(({ id }) => id);
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

/**
 * An address with the next free number behind it (`sore-knees-2`), among those that were ever given out in a locale.
 * Somebody else may take it before it is claimed.
 */
export async function nextSlug(tx: Tx, locale: string, slug: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ most: number | null }[]>`
    SELECT max(substr(slug, length(${slug}) + 2)::int) AS most FROM (
      SELECT slug FROM article_slug WHERE locale = ${locale} AND slug LIKE ${`${slug}-%`}
      UNION ALL SELECT slug FROM slug_redirect WHERE locale = ${locale} AND slug LIKE ${`${slug}-%`} AND ended_at IS NULL) taken
    WHERE substr(slug, length(${slug}) + 2) ~ '^[1-9][0-9]{0,4}$'`;
  return `${slug}-${Math.max(1, row?.most ?? 1) + 1}`;
}
