import { besideColumns, carried } from './companion-statements.js';

/** What is near an article `w` of the walk, `t.most` at most: what a person put beside it, then the newest of its topic. */
const NEAR = `
  SELECT id, row_number() OVER (ORDER BY min(tier), min(place)) AS place FROM (
    (SELECT r.related_id AS id, 1 AS tier, r.position::bigint AS place FROM delivery.related r
     JOIN delivery.article a ON a.site_id = w.site_id AND a.article_id = r.related_id AND a.locale = w.locale
       AND (a.serve_until IS NULL OR a.serve_until > $11::timestamptz)
     WHERE r.article_id = w.id ORDER BY r.position LIMIT t.most)
    UNION ALL
    (SELECT a.article_id, 2, row_number() OVER (ORDER BY a.published_at DESC, a.article_id) FROM delivery.article a
     WHERE a.site_id = w.site_id AND a.locale = w.locale AND a.article_id <> w.id
       AND a.topic = (SELECT o.topic FROM delivery.article o
         WHERE o.site_id = w.site_id AND o.article_id = w.id AND o.locale = w.locale)
       AND (a.serve_until IS NULL OR a.serve_until > $11::timestamptz)
     ORDER BY a.published_at DESC, a.article_id LIMIT t.most)) found
  GROUP BY id ORDER BY min(tier), min(place) LIMIT t.most`;

/**
 * What stands around articles, however deep it was asked for: what is related to them, what is related to that, and what
 * stands beside each. What is asked is a tree. Its nodes count from 1: a root (parent 0) says what stands beside the
 * articles themselves, every other node what is read of those that are related to the articles of its parent.
 *
 * Articles: $1 site ids, $2 article ids, $3 locales, $4 roots. Nodes: $5 parents, $6 how many, $7 parts to leave out (null
 * for a root, see `carried`), $8 true for kinds, $9 for terms, $10 for translations. $11 now.
 *
 * A row for each article and set of parts that is left out, read once however many it is near to: `places` says of which
 * node, near which article and at which place of its list.
 */
export const AROUND = `
WITH RECURSIVE tree AS MATERIALIZED (
  SELECT * FROM unnest($5::int[], $6::int[], $7::text[], $8::boolean[], $9::boolean[], $10::boolean[])
    WITH ORDINALITY AS t (parent, most, without, kind, terms, translations, node)),
walk (node, site_id, locale, of_id, id, place) AS (
  SELECT r.node::bigint, r.site_id, r.locale, NULL::uuid, r.article_id, 0::bigint
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[]) AS r (site_id, article_id, locale, node)
  UNION
  SELECT t.node, w.site_id, w.locale, w.id, near.id, near.place
  FROM walk w JOIN tree t ON t.parent = w.node CROSS JOIN LATERAL (${NEAR}) near)
SELECT s.id, s.slug, s.url, s.generation::text AS generation, q.article_id AS "articleId", q.locale, q.places,
  CASE WHEN q.without IS NOT NULL THEN ${carried('q.without')} END AS payload, a.serve_until AS "serveUntil",
  ${besideColumns({ kind: 'q.kind', terms: 'q.terms', translations: 'q.translations' }, '$11')}
FROM (
  SELECT w.site_id, w.locale, w.id AS article_id, t.without, lower(split_part(w.locale, '-', 1)) AS language,
    bool_or(t.kind) AS kind, bool_or(t.terms) AS terms, bool_or(t.translations) AS translations,
    json_agg(json_build_array(w.node, w.of_id, w.place)) AS places
  FROM walk w JOIN tree t ON t.node = w.node
  GROUP BY w.site_id, w.locale, w.id, t.without) q
JOIN delivery.site s ON s.id = q.site_id
LEFT JOIN delivery.article a ON a.site_id = q.site_id AND a.article_id = q.article_id AND a.locale = q.locale`;
