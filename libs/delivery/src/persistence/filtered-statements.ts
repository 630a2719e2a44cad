import { SITE_COLUMNS } from './rows.js';
import { nextEnd } from './statements.js';

const below = (name: string, kind: string, key: string) => `
${name}(id) AS (
  SELECT COALESCE(t.merged_into_id, t.id) FROM delivery.term t
  WHERE t.kind = '${kind}' AND t.key = ${key}::text AND (t.site_id IS NULL OR t.site_id = (SELECT id FROM site))
  UNION SELECT c.id FROM delivery.term c JOIN ${name} above ON c.parent_id = above.id)`;

const hasTerm = (key: string, terms: string) => `
  AND (${key}::text IS NULL OR EXISTS (SELECT 1 FROM delivery.article_term x
    WHERE x.article_id = a.article_id AND x.term_id IN (SELECT id FROM ${terms})))`;

/**
 * $1 site, $2 locale, $3 topic, $4 updated since, $5 now, $6 region, $7 condition, $8 audience, $9 kind, $10 code system,
 * $11 codes.
 */
export const FILTER_TERMS = `
WITH RECURSIVE site AS MATERIALIZED (SELECT * FROM delivery.site WHERE slug = $1),
${below('region', 'bodyRegion', '$6')},
${below('condition', 'condition', '$7')},
${below('audience', 'audience', '$8')},
coded(id) AS (
  SELECT c.term_id FROM delivery.term_code c JOIN delivery.term t ON t.id = c.term_id
  WHERE c.system = $10::text AND c.code = ANY ($11::text[]) AND (t.site_id IS NULL OR t.site_id = (SELECT id FROM site)))`;

/** What an article `a` has to be. */
export const WANTED = `a.site_id = (SELECT id FROM site) AND a.locale = $2 AND ($3::text IS NULL OR a.topic = $3)
  AND a.published_at >= COALESCE($4::timestamptz, '-infinity')
  AND (a.serve_until IS NULL OR a.serve_until > $5::timestamptz)
  ${hasTerm('$6', 'region')} ${hasTerm('$7', 'condition')} ${hasTerm('$8', 'audience')} ${hasTerm('$10', 'coded')}
  AND ($9::text IS NULL OR EXISTS (SELECT 1 FROM delivery.article_kind k WHERE k.article_id = a.article_id AND k.kind = $9))`;

/**
 * $1 to $11 as above, $12 limit, $13 and $14 the instant and the article after which the page begins, $15 parts to leave
 * out, $16 true for how many pass on every page. One row for a site that exists; its articles are one text, as in a list.
 */
export const FILTERED_PAGE = `${FILTER_TERMS}
SELECT ${SITE_COLUMNS},
  ${nextEnd('$5')},
  (SELECT string_agg((p.payload - $15::text[])::text, chr(30) ORDER BY p.published_at DESC, p.article_id) FROM (
    SELECT a.payload, a.published_at, a.article_id FROM delivery.article a WHERE ${WANTED}
      AND a.published_at <= COALESCE($13::timestamptz, 'infinity')
      AND (a.published_at < COALESCE($13::timestamptz, 'infinity') OR a.article_id > $14::uuid)
    ORDER BY a.published_at DESC, a.article_id LIMIT $12) p) AS articles,
  CASE WHEN $16::boolean THEN (SELECT count(*)::int FROM delivery.article a WHERE ${WANTED}) END AS total
FROM site s`;
