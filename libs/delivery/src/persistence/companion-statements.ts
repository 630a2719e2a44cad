/** Stands for all heavy parts in a list of parts that are left out. */
export const CARDS = 'cards';

/** What is carried of an article: all but the parts that are named, with commas between; for CARDS the narrow column. */
export const carried = (without: string): string =>
  `CASE ${without} WHEN '${CARDS}' THEN a.card_text ELSE (a.payload - string_to_array(${without}, ','))::text END`;

/**
 * $1 site ids, $2 article ids, $3 locales, $4 now, $5 the parts to leave out of each (see `carried`). One row for each that
 * is live.
 */
export const BY_KEYS = `
SELECT q.n::int AS n, s.id, s.slug, s.url, s.generation::text AS generation, ${carried('q.without')} AS payload,
  a.serve_until AS "serveUntil"
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $5::text[]) WITH ORDINALITY AS q (site_id, article_id, locale, without, n)
JOIN delivery.site s ON s.id = q.site_id
JOIN delivery.article a ON a.site_id = q.site_id AND a.article_id = q.article_id AND a.locale = q.locale
  AND (a.serve_until IS NULL OR a.serve_until > $4::timestamptz)`;

const NAMED = `
LEFT JOIN delivery.term_label l ON l.term_id = t.id AND l.locale = q.language
LEFT JOIN delivery.term_label e ON e.term_id = t.id AND e.locale = 'en'`;

const TERM = `t.id, t.key, t.kind, t.parent_id AS "parentId", COALESCE(l.label, e.label, t.key) AS label,
  COALESCE(l.synonyms, e.synonyms, '{}') AS synonyms,
  (SELECT COALESCE(json_agg(json_build_object('system', c.system, 'code', c.code) ORDER BY c.system, c.code), '[]')
   FROM delivery.term_code c WHERE c.term_id = t.id AND c.status = 'active') AS codes`;

/** What an article of a row `q` with `article_id` and `language` is about, in the order of kind and key. */
export const TERMS_OF_ROW = `(SELECT COALESCE(json_agg(it ORDER BY it.kind, it.key), '[]') FROM (
      SELECT ${TERM} FROM delivery.article_term x JOIN delivery.term t ON t.id = x.term_id ${NAMED}
      WHERE x.article_id = q.article_id) it)`;

/**
 * What stands beside an article `q`, as columns: null for what was not asked for. Terms in the order of kind and key,
 * translations in that of their locales.
 */
export const besideColumns = (asks: Record<'kind' | 'terms' | 'translations', string>, now: string): string => `
  CASE WHEN ${asks.kind} THEN COALESCE(
    (SELECT k.kind FROM delivery.article_kind k WHERE k.article_id = q.article_id), 'article') END AS kind,
  CASE WHEN ${asks.terms} THEN
    ${TERMS_OF_ROW} END AS terms,
  CASE WHEN ${asks.translations} THEN
    (SELECT COALESCE(json_agg(json_build_object('siteId', o.site_id, 'articleId', o.article_id, 'locale', o.locale,
       'slug', o.slug, 'title', o.title) ORDER BY o.locale), '[]') FROM delivery.article o
     WHERE o.site_id = q.site_id AND o.article_id = q.article_id AND o.locale <> q.locale
       AND (o.serve_until IS NULL OR o.serve_until > ${now}::timestamptz)) END AS translations`;

/**
 * Many articles at once: $1 site ids, $2 article ids, $3 locales, $4 languages, $5 now; $6 true for kinds, $7 for terms, $8
 * for translations. One row each, `n` counts from 1.
 */
export const BESIDE = `
SELECT q.n::int AS n, ${besideColumns({ kind: '$6::boolean', terms: '$7::boolean', translations: '$8::boolean' }, '$5')}
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS q (site_id, article_id, locale, language, n)`;

/** $1 site ids. The locales each has live articles in, in the order of their tags. */
export const LOCALES = `
SELECT q.id, ARRAY(
  -- By jumps from one to the next in the index: the time grows with the locales and not with the articles.
  WITH RECURSIVE found AS (
    SELECT min(a.locale) AS locale FROM delivery.article a WHERE a.site_id = q.id
    UNION ALL
    SELECT (SELECT min(a.locale) FROM delivery.article a WHERE a.site_id = q.id AND a.locale > found.locale)
    FROM found WHERE found.locale IS NOT NULL)
  SELECT locale FROM found WHERE locale IS NOT NULL ORDER BY locale) AS locales
FROM unnest($1::uuid[]) AS q (id)`;

/** $1 site, $2 locale, $3 language, $4 kind or null, $5 now. The terms of what is live, with how many articles have each. */
export const TERMS_AT = `
SELECT s.id AS "siteId", s.generation::text AS generation, it.* FROM delivery.site s
LEFT JOIN LATERAL (
  SELECT ${TERM}, used.count AS "articleCount" FROM (
    SELECT x.term_id, count(*)::int AS count FROM delivery.article a
    JOIN delivery.article_term x ON x.article_id = a.article_id
    WHERE a.site_id = s.id AND a.locale = $2 AND (a.serve_until IS NULL OR a.serve_until > $5::timestamptz)
    GROUP BY x.term_id) used
  JOIN delivery.term t ON t.id = used.term_id AND ($4::text IS NULL OR t.kind = $4)
  CROSS JOIN (SELECT $3::text AS language) q ${NAMED}
  ORDER BY t.kind, t.key LIMIT 500) it ON true
WHERE s.slug = $1
ORDER BY it.kind, it.key`;
