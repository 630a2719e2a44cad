import { SITE_COLUMNS } from './rows.js';
import { nextEnd } from './statements.js';

/** Beyond so many texts that have the words only in their body, the others are not weighed: the answer stays quick. */
export const WEIGHED_BODIES = 1_000;

/** Counting of facets stops here. */
export const MOST_COUNTED = 1_000;

/** What `ts_headline` puts around a found word: characters that a text cannot hold, so that they cannot be forged. */
export const MARK = { open: '\u0002', close: '\u0003' } as const;

const HEADLINE = `StartSel=${MARK.open}, StopSel=${MARK.close}`;

/** $1 site, $2 locale, $3 words, $4 topic, $5 now, $6 true for any of the words instead of all of them. */
const ASKED = `site AS MATERIALIZED (SELECT * FROM delivery.site WHERE slug = $1),
asked AS MATERIALIZED (
  SELECT CASE WHEN any_word THEN replace(q::text, ' & ', ' | ')::tsquery ELSE q END AS q,
    CASE WHEN any_word THEN delivery.search_pairs(q) END AS pairs
  FROM (SELECT q, $6::boolean AND q::text NOT LIKE '%!%' AS any_word
    FROM (SELECT delivery.search_query((SELECT id FROM site), $2, $3) AS q) it) it)`;

const query = '(SELECT q FROM asked)';
const pairs = '(SELECT pairs FROM asked)';

const CANDIDATE = `s.site_id = (SELECT id FROM site) AND s.locale = $2 AND ($4::text IS NULL OR s.topic = $4)
    AND (s.serve_until IS NULL OR s.serve_until > $5::timestamptz)`;

const ORDER = 'ORDER BY score DESC, published_at DESC, article_id';
const ORDER_OF_ALL = 'ORDER BY tier, score DESC, published_at DESC, article_id';

const weighed = (tier: number, column: string) =>
  `s.article_id, s.published_at, ${tier} AS tier, ts_rank(s.${column}, ${query}, 1) AS score`;

/**
 * Values that the planner cannot look into: so it guesses the same for every question, sees that planning each anew gains
 * nothing, and keeps one plan a connection. To plan costs as much as to find a rare word.
 */
const NOW = '(SELECT $5::timestamptz)';
const LAST = '(SELECT $7::int)';
const PASSED_OVER = '(SELECT $8::int)';

/** How many of the places are taken by the steps before. */
const taken = (steps: number) => Array.from({ length: steps }, (_, n) => `(SELECT count(*) FROM t${n})`).join(' + ');

/**
 * Texts with the words in their title come before those with the words in headings and questions, and these before the
 * rest; within each by `ts_rank`, the newer first among equals. Where any of the words is enough, titles with two of them
 * come before all of these. A later step is taken only when the page is not full: that makes common words as quick as rare
 * ones. `bodies` bounds the last step.
 */
function found(bodies: string): string {
  return `
t0 AS MATERIALIZED (
  SELECT ${weighed(0, 'title')} FROM delivery.search_title s
  WHERE ${pairs} IS NOT NULL AND ${CANDIDATE} AND s.title @@ ${pairs} AND s.title @@ ${query} ${ORDER} LIMIT ${LAST}),
t1 AS MATERIALIZED (
  SELECT ${weighed(1, 'title')} FROM delivery.search_title s
  WHERE ${taken(1)} < $7 AND ${CANDIDATE} AND s.title @@ ${query} AND (${pairs} IS NULL OR NOT s.title @@ ${pairs})
  ${ORDER} LIMIT ${LAST}),
t2 AS MATERIALIZED (
  SELECT ${weighed(2, 'head')} FROM delivery.search_title s
  WHERE ${taken(2)} < $7 AND ${CANDIDATE} AND s.head @@ ${query} AND NOT s.title @@ ${query}
  ${ORDER} LIMIT ${LAST}),
t3 AS MATERIALIZED (
  SELECT ${weighed(3, 'body')} FROM (
    SELECT * FROM delivery.search s
    WHERE ${taken(3)} < $7 AND ${CANDIDATE}
      AND s.body @@ ${query} AND NOT s.head @@ ${query} ${bodies}) s
  ${ORDER} LIMIT ${LAST}),
found AS MATERIALIZED (
  SELECT * FROM (SELECT * FROM t0 UNION ALL SELECT * FROM t1 UNION ALL SELECT * FROM t2 UNION ALL SELECT * FROM t3) every
  ${ORDER_OF_ALL} LIMIT ${LAST})`;
}

/**
 * $1 to $6 as above, $7 the last place that is wanted, $8 places to pass over, $9 true for marked words, $10 parts to leave
 * out. One row that says nothing but the site when nothing is found. The last place only tells that there is more: no
 * words are marked in it.
 */
export const SEARCH = searchFor('a.payload - $10::text[]');

/** The same with cards: what a result shows is read from a narrow column. It takes $1 to $9. */
export const SEARCH_OF_CARDS = searchFor('a.card');

function searchFor(answer: string): string {
  return `
WITH ${ASKED},${found(`LIMIT ${WEIGHED_BODIES}`)}
SELECT ${SITE_COLUMNS}, p.payload, p.marked_title AS "markedTitle", p.marked_text AS "markedText",
  ${nextEnd(NOW)}
FROM site s
LEFT JOIN LATERAL (
  SELECT f.tier, f.score, f.published_at, f.article_id, ${answer} AS payload,
    CASE WHEN f.marked THEN ts_headline(c.name, a.title, ${query}, '${HEADLINE}, HighlightAll=true') END AS marked_title,
    CASE WHEN f.marked THEN ts_headline(c.name, left(concat_ws(E'\\n', a.payload->>'summary', a.payload->>'text'), 20000), ${query},
      '${HEADLINE}, MaxWords=32, MinWords=16, MaxFragments=1') END AS marked_text
  FROM (SELECT *, $9::boolean AND row_number() OVER (${ORDER_OF_ALL}) < $7 AS marked
    FROM found ${ORDER_OF_ALL} OFFSET ${PASSED_OVER}) f
  JOIN delivery.article a ON a.site_id = s.id AND a.locale = $2 AND a.article_id = f.article_id
  CROSS JOIN (SELECT public.carepress_search_config($2) AS name) c) p ON true
ORDER BY p.tier, p.score DESC, p.published_at DESC, p.article_id`;
}

/**
 * The same order over every text there is, however long it takes: what `SEARCH` is measured against. $1 to $7. Where any
 * word is enough it goes by `ts_rank` alone, so that it also judges whether titles with two of the words deserve to be
 * first.
 */
export const SEARCH_EXHAUSTIVELY = `
WITH ${ASKED}
SELECT s.article_id AS "articleId" FROM (
  SELECT s.article_id, s.published_at, CASE WHEN s.title @@ ${query} THEN 1 WHEN s.head @@ ${query} THEN 2 ELSE 3 END AS tier,
    CASE WHEN s.title @@ ${query} THEN ts_rank(s.title, ${query}, 1) WHEN s.head @@ ${query} THEN ts_rank(s.head, ${query}, 1)
      ELSE ts_rank(s.body, ${query}, 1) END AS score
  FROM delivery.search s WHERE ${CANDIDATE} AND s.body @@ ${query}) s
ORDER BY s.tier, s.score DESC, s.published_at DESC, s.article_id LIMIT $7`;

/** $1 to $6 as above. */
export const FACETS = `
WITH ${ASKED}
SELECT topic, count(*)::int AS count FROM (
  SELECT s.topic FROM delivery.search s
  WHERE ${CANDIDATE} AND s.body @@ ${query}
  LIMIT ${MOST_COUNTED}) it
GROUP BY topic ORDER BY count(*) DESC, topic LIMIT 50`;

/** So many texts are looked at, one after the other, before the index is asked whether any text has a word. */
const LOOKED_AT_FIRST = 200;

/**
 * $1 site, $2 locale, $3 words in small letters. For each that no live text has, the words of titles, headings and
 * questions that look alike. The index tells that a rare word exists as quickly as it tells nothing; of a common one it
 * first gathers every text that has it, and any few texts show as much.
 */
export const NEAR_WORDS = `
WITH site AS MATERIALIZED (SELECT id FROM delivery.site WHERE slug = $1),
few AS MATERIALIZED (
  SELECT s.locale, s.body FROM delivery.search s WHERE s.site_id = (SELECT id FROM site)
  ORDER BY s.article_id LIMIT ${LOOKED_AT_FIRST}),
asked AS MATERIALIZED (
  SELECT word, plainto_tsquery(public.carepress_search_config($2), word) AS q FROM unnest($3::text[]) it(word))
SELECT asked.word, near.word AS near
FROM asked
LEFT JOIN LATERAL (
  SELECT w.word FROM delivery.word w
  WHERE w.site_id = (SELECT id FROM site) AND w.locale = $2 AND (w.word % asked.word
    OR (w.word LIKE left(asked.word, 1) || '%' AND abs(length(w.word) - length(asked.word)) <= 1))
  ORDER BY similarity(w.word, asked.word) DESC, w.word LIMIT 50) near ON true
WHERE CASE WHEN EXISTS (SELECT 1 FROM few s WHERE s.locale = $2 AND s.body @@ asked.q) THEN false
  ELSE NOT EXISTS (SELECT 1 FROM delivery.search s
    WHERE s.site_id = (SELECT id FROM site) AND s.locale = $2 AND s.body @@ asked.q) END`;
