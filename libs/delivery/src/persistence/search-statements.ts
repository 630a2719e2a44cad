import { SITE_COLUMNS } from './rows.js';
import { nextEnd } from './statements.js';

/** Beyond so many texts that have the words only in their body, the others are not weighed: the answer stays quick. */
export const WEIGHED_BODIES = 1_000;

/** Counting of facets stops here. */
export const MOST_COUNTED = 1_000;

/** What `ts_headline` puts around a found word: characters that a text cannot hold, so that they cannot be forged. */
export const MARK = { open: '\u0002', close: '\u0003' } as const;

const HEADLINE = `StartSel=${MARK.open}, StopSel=${MARK.close}`;

/**
 * A passage is sought in so many characters first, and in more only when they hold no word of the search: to look through
 * 1,000 characters costs about as much as to find a rare word among all texts.
 */
const NEAR_TOP = 4_000;
const MOST_LOOKED_THROUGH = 20_000;
/** With the rest of its last word. */
const TOP = `left(words, ${NEAR_TOP}) || split_part(substr(words, ${NEAR_TOP + 1}, 60), ' ', 1)`;

const SITE = 'site AS MATERIALIZED (SELECT * FROM delivery.site WHERE slug = $1)';

/** $1 site, $2 locale, $3 words. `anyWord` says whether any of them is enough. */
const askedFor = (anyWord: string) => `asked AS MATERIALIZED (
  SELECT CASE WHEN any_word THEN replace(q::text, ' & ', ' | ')::tsquery ELSE q END AS q,
    CASE WHEN any_word THEN delivery.search_pairs(q) END AS pairs
  FROM (SELECT q, ${anyWord} AND q::text NOT LIKE '%!%' AS any_word
    FROM (SELECT delivery.search_query((SELECT id FROM site), $2, $3) AS q) it) it)`;

/** $1 site, $2 locale, $3 words, $4 topic, $5 now, $6 true for any of the words instead of all of them. */
const ASKED = `${SITE},
${askedFor('$6::boolean')}`;

const query = '(SELECT q FROM asked)';

const CANDIDATE = `s.site_id = (SELECT id FROM site) AND s.locale = $2 AND ($4::text IS NULL OR s.topic = $4)
    AND (s.serve_until IS NULL OR s.serve_until > $5::timestamptz)`;

const ORDER = 'ORDER BY score DESC, published_at DESC, article_id';
const ORDER_OF_ALL = 'ORDER BY tier, score DESC, published_at DESC, article_id';

/**
 * Values that the planner cannot look into: so it guesses the same for every question, sees that planning each anew gains
 * nothing, and keeps one plan a connection. To plan costs as much as to find a rare word.
 */
const NOW = '(SELECT $5::timestamptz)';
const LAST = '(SELECT $7::int)';
const PASSED_OVER = '(SELECT $8::int)';

/** Where the words of a search stand, the name of what it finds, and when it is made at all. */
interface Step {
  readonly asked: string;
  readonly found: string;
  readonly only: string;
}

/**
 * Texts with the words in their title come before those with the words in headings and questions, and these before the
 * rest; within each by `ts_rank`, the newer first among equals. Where any of the words is enough, titles with two of them
 * come before all of these. A later step is taken only when the page is not full: that makes common words as quick as rare
 * ones.
 */
function found({ asked, found, only }: Step): string {
  const query = `(SELECT q FROM ${asked})`;
  const pairs = `(SELECT pairs FROM ${asked})`;
  const weighed = (tier: number, column: string) =>
    `s.article_id, s.published_at, ${tier} AS tier, ts_rank(s.${column}, ${query}, 1) AS score`;
  const step = (n: number) => `${found}_${n}`;
  /** Whether the steps before left places. */
  const goesOn = (steps: number) =>
    `${only} AND ${Array.from({ length: steps }, (_, n) => `(SELECT count(*) FROM ${step(n)})`).join(' + ')} < $7`;
  return `
${step(0)} AS MATERIALIZED (
  SELECT ${weighed(0, 'title')} FROM delivery.search_title s
  WHERE ${only} AND ${pairs} IS NOT NULL AND ${CANDIDATE} AND s.title @@ ${pairs} AND s.title @@ ${query} ${ORDER} LIMIT ${LAST}),
${step(1)} AS MATERIALIZED (
  SELECT ${weighed(1, 'title')} FROM delivery.search_title s
  WHERE ${goesOn(1)} AND ${CANDIDATE} AND s.title @@ ${query} AND (${pairs} IS NULL OR NOT s.title @@ ${pairs})
  ${ORDER} LIMIT ${LAST}),
${step(2)} AS MATERIALIZED (
  SELECT ${weighed(2, 'head')} FROM delivery.search_title s
  WHERE ${goesOn(2)} AND ${CANDIDATE} AND s.head @@ ${query} AND NOT s.title @@ ${query}
  ${ORDER} LIMIT ${LAST}),
${step(3)} AS MATERIALIZED (
  SELECT ${weighed(3, 'body')} FROM (
    SELECT * FROM delivery.search s
    WHERE ${goesOn(3)} AND ${CANDIDATE}
      AND s.body @@ ${query} AND NOT s.head @@ ${query} LIMIT ${WEIGHED_BODIES}) s
  ${ORDER} LIMIT ${LAST}),
${found} AS MATERIALIZED (
  SELECT * FROM (${[0, 1, 2, 3].map((n) => `SELECT * FROM ${step(n)}`).join(' UNION ALL ')}) every
  ${ORDER_OF_ALL} LIMIT ${LAST})`;
}

const facetsOf = (query: string) => `
SELECT topic, count(*)::int AS count FROM (
  SELECT s.topic FROM delivery.search s
  WHERE ${CANDIDATE} AND s.body @@ ${query}
  LIMIT ${MOST_COUNTED}) it
GROUP BY topic ORDER BY count(*) DESC, topic LIMIT 50`;

const FIRST = {
  given: `${ASKED},${found({ asked: 'asked', found: 'found', only: 'true' })}`,
  asked: 'asked',
  facets: "CASE WHEN NOT EXISTS (SELECT 1 FROM found) THEN '[]'::json END",
};

const corrected = { asked: 'asked_corrected', found: 'corrected', only: '$6::text IS NOT NULL' };
const anyWord = { asked: 'asked', found: 'any_word', only: 'NOT EXISTS (SELECT 1 FROM corrected)' };

const SECOND = {
  given: `${SITE},
asked_corrected AS MATERIALIZED (
  SELECT delivery.search_query((SELECT id FROM site), $2, $6) AS q, NULL::tsquery AS pairs WHERE $6::text IS NOT NULL),
${askedFor('true')},${found(corrected)},${found(anyWord)},
found AS MATERIALIZED (SELECT * FROM corrected UNION ALL SELECT * FROM any_word),
used AS MATERIALIZED (
  SELECT CASE WHEN it THEN (SELECT q FROM asked_corrected) ELSE (SELECT q FROM asked) END AS q, it AS corrected
  FROM (SELECT EXISTS (SELECT 1 FROM corrected) AS it) it)`,
  asked: 'used',
  facets: `CASE WHEN $10::boolean AND EXISTS (SELECT 1 FROM found)
    THEN (SELECT json_agg(it) FROM (${facetsOf('(SELECT q FROM used)')}) it)
    WHEN NOT EXISTS (SELECT 1 FROM found) THEN '[]'::json END`,
};

/**
 * The first statement takes $1 to $6 as above, $7 the last place that is wanted, $8 places to pass over, $9 true for marked
 * words, and without cards $10, parts to leave out. With cards, what a result shows is read from a narrow column. One row
 * that says nothing but the site when nothing is found, and whether anything answers before the places that are passed
 * over. The last place only tells that there is more: no words are marked in it.
 *
 * The second, where no text has all words, finds those that have all words of $6, which are corrected ones or null, and
 * where none has them those with any word of $3. It takes true for facets as $10, and without cards the parts as $11.
 */
const SEARCHES = {
  first: { cards: searchFor(FIRST, 'a.card'), whole: searchFor(FIRST, 'a.payload - $10::text[]') },
  again: { cards: searchFor(SECOND, 'a.card'), whole: searchFor(SECOND, 'a.payload - $11::text[]') },
};

/** Chooses the statement of a search. */
export const searchStatement = ({ again, cards }: { readonly again: boolean; readonly cards: boolean }): string =>
  SEARCHES[again ? 'again' : 'first'][cards ? 'cards' : 'whole'];

function searchFor({ given, asked, facets }: typeof FIRST, answer: string): string {
  const query = `(SELECT q FROM ${asked})`;
  const passage = (words: string) =>
    `ts_headline(c.name, ${words}, ${query}, '${HEADLINE}, MaxWords=32, MinWords=16, MaxFragments=1')`;
  return `
WITH ${given}
SELECT ${SITE_COLUMNS}, p.payload, p.marked_title AS "markedTitle", p.marked_text AS "markedText",
  EXISTS (SELECT 1 FROM found) AS answers, ${asked === 'used' ? '(SELECT corrected FROM used)' : 'false'} AS corrected,
  ${facets} AS facets,
  ${nextEnd(NOW)}
FROM site s
LEFT JOIN LATERAL (
  SELECT f.tier, f.score, f.published_at, f.article_id, ${answer} AS payload,
    CASE WHEN f.marked THEN ts_headline(c.name, a.title, ${query}, '${HEADLINE}, HighlightAll=true') END AS marked_title,
    CASE WHEN f.marked THEN (
      SELECT CASE WHEN length(words) <= ${NEAR_TOP} OR position('${MARK.open}' IN top) > 0 THEN top
        ELSE ${passage('words')} END
      FROM (SELECT words, ${passage(TOP)} AS top
        FROM (SELECT left(concat_ws(E'\\n', summary, text), ${MOST_LOOKED_THROUGH}) AS words
          FROM jsonb_to_record(a.payload) it (summary text, text text) OFFSET 0) it OFFSET 0) it) END AS marked_text
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
WITH ${ASKED}${facetsOf(query)}`;
