import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** An article that could be read next. */
export interface RelatedRow {
  readonly articleId: string;
  /** A person put it there; the others were found by likeness. */
  readonly byHand: boolean;
  /** Likeness from 0 to 1; 1 for those put there by hand. */
  readonly score: number;
}

/** Which of these may stand beside an article: same site, a language of it, not archived. */
export async function candidatesFor(tx: Tx, articleId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT other.id FROM article other JOIN article own ON own.id = ${articleId}::uuid AND own.site_id = other.site_id
    WHERE other.id = ANY(${[...ids]}::uuid[]) AND other.archived_at IS NULL AND EXISTS (
      SELECT 1 FROM article_slug a JOIN article_slug b ON b.locale = a.locale AND b.article_id = own.id
      WHERE a.article_id = other.id)`;
  return rows.map((row) => row.id);
}

/** Puts these beside an article, in this order, in the place of what stood there. */
export async function writeRelated(tx: Tx, articleId: string, relatedIds: readonly string[]): Promise<void> {
  await tx.relatedArticle.deleteMany({ where: { articleId } });
  await tx.relatedArticle.createMany({
    data: relatedIds.map((relatedId, index) => ({ articleId, relatedId, position: index + 1 })),
  });
}

/** Reads what could be read next. */
@Injectable()
export class RelatedArticles {
  constructor(private readonly database: Database) {}

  /**
   * What stands beside an article in a locale: those put there by hand in their order, then the most alike, of the same
   * site, with a text in that locale, and not archived. One statement.
   *
   * Likeness = 0.6 x shared terms + 0.4 x shared words. Shared terms: the weight of the terms both have over the weight
   * of those this article has (condition 3, topic 2, body region 2, audience 1). Shared words: the words of title and
   * summary that both have over those that either has (Jaccard), as lexemes of the language where Postgres knows it, so
   * that "walking" is "walk". Below 0.1 nothing is alike. It reads the titles and summaries of the site's newest texts,
   * no documents: its time grows with the articles of the site.
   */
  async of(articleId: string, locale: string, limit: number): Promise<RelatedRow[]> {
    const { rows } = await this.database.pool.query<RelatedRow>(RELATED, [articleId, locale, limit]);
    return rows;
  }
}

const RELATED = `
WITH config AS (
  SELECT CASE split_part(lower($2), '-', 1) WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'de' THEN 'german'
    WHEN 'fr' THEN 'french' WHEN 'pt' THEN 'portuguese' WHEN 'it' THEN 'italian' ELSE 'simple' END::regconfig AS name
), text AS (
  SELECT a.id, tsvector_to_array(to_tsvector(config.name, newest.title || ' ' || newest.summary)) AS words
  FROM config, article own JOIN article a ON a.site_id = own.site_id
  JOIN LATERAL (SELECT r.title, r.summary FROM revision r WHERE r.article_id = a.id AND r.locale = $2
    ORDER BY r.number DESC LIMIT 1) newest ON true
  WHERE own.id = $1 AND (a.archived_at IS NULL OR a.id = own.id)
), weight AS (
  SELECT x.term_id, CASE t.kind WHEN 'condition' THEN 3 WHEN 'audience' THEN 1 ELSE 2 END::float8 AS heavy
  FROM article_term x JOIN taxonomy_term t ON t.id = x.term_id WHERE x.article_id = $1
), shared AS (
  SELECT x.article_id AS id, sum(w.heavy) / (SELECT sum(heavy) FROM weight) AS share
  FROM article_term x JOIN weight w ON w.term_id = x.term_id GROUP BY x.article_id
), alike AS (
  SELECT other.id, 0.6 * COALESCE(shared.share, 0) + 0.4 * COALESCE(
    (SELECT count(*) FROM unnest(other.words) w WHERE w = ANY (mine.words))::float8
      / NULLIF((SELECT count(DISTINCT w) FROM unnest(other.words || mine.words) w), 0), 0) AS score
  FROM text other JOIN text mine ON mine.id = $1 AND other.id <> mine.id LEFT JOIN shared ON shared.id = other.id
)
SELECT alike.id AS "articleId", hand.related_id IS NOT NULL AS "byHand",
  CASE WHEN hand.related_id IS NULL THEN round(alike.score::numeric, 4)::float8 ELSE 1 END AS score
FROM alike LEFT JOIN related_article hand ON hand.article_id = $1 AND hand.related_id = alike.id
WHERE hand.related_id IS NOT NULL OR alike.score >= 0.1
ORDER BY hand.position NULLS LAST, alike.score DESC, alike.id LIMIT $3`;
