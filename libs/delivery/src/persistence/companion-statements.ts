/**
 * Many articles at once: $1 site ids, $2 article ids, $3 locales, $4 now, $5 how many, $6 parts to leave out. What a person
 * put beside each, in that order, then the newest of its topic. One row for each article that is near any of them, however
 * many: `places` says near which (counted from 1) and at which place of its list, as 100 times the one and the other.
 */
export const RELATED = `
SELECT s.id, s.slug, s.url, s.generation::text AS generation, (a.payload - $6::text[])::text AS payload,
  a.serve_until AS "serveUntil", it.places
FROM (
  SELECT q.site_id, q.locale, near.id, array_agg((100 * q.n + near.place)::int) AS places
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS q (site_id, article_id, locale, n)
  CROSS JOIN LATERAL (
    SELECT id, row_number() OVER (ORDER BY min(tier), min(place)) AS place FROM (
      (SELECT r.related_id AS id, 1 AS tier, r.position::bigint AS place FROM delivery.related r
       JOIN delivery.article a ON a.site_id = q.site_id AND a.article_id = r.related_id AND a.locale = q.locale
         AND (a.serve_until IS NULL OR a.serve_until > $4::timestamptz)
       WHERE r.article_id = q.article_id ORDER BY r.position LIMIT $5)
      UNION ALL
      (SELECT a.article_id, 2, row_number() OVER (ORDER BY a.published_at DESC, a.article_id) FROM delivery.article a
       WHERE a.site_id = q.site_id AND a.locale = q.locale AND a.article_id <> q.article_id
         AND a.topic = (SELECT o.topic FROM delivery.article o
           WHERE o.site_id = q.site_id AND o.article_id = q.article_id AND o.locale = q.locale)
         AND (a.serve_until IS NULL OR a.serve_until > $4::timestamptz)
       ORDER BY a.published_at DESC, a.article_id LIMIT $5)) found
    GROUP BY id ORDER BY min(tier), min(place) LIMIT $5) near
  GROUP BY q.site_id, q.locale, near.id) it
JOIN delivery.site s ON s.id = it.site_id
JOIN delivery.article a ON a.site_id = it.site_id AND a.article_id = it.id AND a.locale = it.locale`;

/** $1 site ids, $2 article ids, $3 locales, $4 now, $5 parts to leave out. One row for each that is live. */
export const BY_KEYS = `
SELECT q.n::int AS n, s.id, s.slug, s.url, s.generation::text AS generation, (a.payload - $5::text[])::text AS payload,
  a.serve_until AS "serveUntil"
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS q (site_id, article_id, locale, n)
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

/**
 * Many articles at once: $1 site ids, $2 article ids, $3 locales, $4 languages, $5 now; $6 true for kinds, $7 for terms, $8
 * for translations. One row each, `n` counts from 1, with null for what was not asked for. Terms in the order of kind and
 * key, translations in that of their locales.
 */
export const BESIDE = `
SELECT q.n::int AS n,
  CASE WHEN $6::boolean THEN
    (SELECT k.kind FROM delivery.article_kind k WHERE k.article_id = q.article_id) END AS kind,
  CASE WHEN $7::boolean THEN
    (SELECT COALESCE(json_agg(it ORDER BY it.kind, it.key), '[]') FROM (
      SELECT ${TERM} FROM delivery.article_term x JOIN delivery.term t ON t.id = x.term_id ${NAMED}
      WHERE x.article_id = q.article_id) it) END AS terms,
  CASE WHEN $8::boolean THEN
    (SELECT COALESCE(json_agg(json_build_object('siteId', a.site_id, 'articleId', a.article_id, 'locale', a.locale,
       'slug', a.slug, 'title', a.title) ORDER BY a.locale), '[]') FROM delivery.article a
     WHERE a.site_id = q.site_id AND a.article_id = q.article_id AND a.locale <> q.locale
       AND (a.serve_until IS NULL OR a.serve_until > $5::timestamptz)) END AS translations
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS q (site_id, article_id, locale, language, n)`;

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
