import type { HeavyPart } from './article-query.js';
import { SITE_COLUMNS } from './rows.js';

/** The parts of an article that are too long to be carried along unasked. Its page is what is left without them. */
const LONG_PARTS: readonly HeavyPart[] = ['document', 'html', 'text', 'shown'];

/**
 * What is carried of an article `a`, as columns. Where at most the HTML is wanted of the long parts, it and the rest are read
 * as they are kept: to take the whole payload out of its packing, take parts off and write it as JSON is most of what such a
 * statement would cost.
 */
const WHOLE = (without: string) => `(a.payload - ${without}::text[])::text AS payload, NULL AS html`;
const PAGE = (without: string) =>
  `a.page AS payload, CASE WHEN 'html' <> ALL (${without}::text[]) THEN a.html END AS html`;

/** Whether the page of an article says all that is asked for, with its HTML or without. */
export const isPage = (without: readonly HeavyPart[]): boolean =>
  LONG_PARTS.every((part) => part === 'html' || without.includes(part));

/**
 * Many addresses at once: $1 sites, $2 locales, $3 slugs, $4 parts to leave out. One row for each site that exists, `n`
 * counts from 1. What is live wins over what was withdrawn.
 */
export const ADDRESSES = addressesWith(WHOLE('$4'));

/** The same where the page says all: the parts to leave out have to allow it, see `isPage`. */
export const ADDRESSES_OF_PAGES = addressesWith(PAGE('$4'));

function addressesWith(carried: string): string {
  return `
SELECT q.n::int AS n, s.id, s.slug, s.url, s.generation::text AS generation, ${carried},
       a.serve_until AS "serveUntil", t.withdrawn_at AS "withdrawnAt", t.article_id AS "withdrawnId"
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS q (site, locale, slug, n)
JOIN delivery.site s ON s.slug = q.site
LEFT JOIN delivery.article a ON a.site_id = s.id AND a.locale = q.locale AND a.slug = q.slug
LEFT JOIN LATERAL (
  SELECT withdrawn_at, article_id FROM delivery.tombstone
  WHERE site_id = s.id AND locale = q.locale AND slug = q.slug AND a.article_id IS NULL
  ORDER BY sequence DESC LIMIT 1) t ON true`;
}

const FILTER = `a.site_id = s.id AND a.locale = $2 AND ($3::text IS NULL OR a.topic = $3)
    AND a.published_at >= COALESCE($4::timestamptz, '-infinity')`;

/** Not those whose time is over at an instant. The view says the same by the database's clock, for every other reader. */
const servedAt = (now: string) => `(a.serve_until IS NULL OR a.serve_until > ${now}::timestamptz)`;

/**
 * The next instant after `now` at which an article of a site `s` has to leave by itself, as a column. By its order and not as
 * a minimum: for that Postgres reads every article of the site, where it cannot know how many have such an instant.
 */
export const nextEnd = (now: string): string => `(SELECT x.serve_until FROM delivery.article x
   WHERE x.site_id = s.id AND x.serve_until > ${now}::timestamptz ORDER BY x.serve_until LIMIT 1) AS "nextEnd"`;

/** A character that JSON never contains as it is: the record separator, chr(30). */
export const BETWEEN_ARTICLES = '\u001e';

/**
 * Many pages at once. $1 sites, $2 locales, $3 topics, $4 updated since, $5 limits, $6 and $7 the instants and the
 * articles after which the pages begin, $8 now, $9 parts to leave out. With the next instant at which an article of the
 * site has to leave by itself. One row for each site that exists, `n` counts from 1; its articles are one text, each of
 * them JSON, with `BETWEEN_ARTICLES` between them, because a row each costs more than to read them.
 * The bounds of the instant stand alone, so that the index finds where to begin and where to end.
 */
export const PAGES = pagesOf('payload', '(p.payload - $9::text[])::text');

/** The same with cards: what a list shows is read from a narrow column. It takes $1 to $8. */
export const PAGES_OF_CARDS = pagesOf('card_text', 'p.card_text');

function pagesOf(column: string, answer: string): string {
  return `
SELECT q.n::int AS n, ${SITE_COLUMNS},
  ${nextEnd('$8')},
  (SELECT string_agg(${answer}, chr(30) ORDER BY p.published_at DESC, p.article_id) FROM (
    SELECT a.${column}, a.published_at, a.article_id FROM delivery.article a
    WHERE a.site_id = s.id AND a.locale = q.locale AND (q.topic IS NULL OR a.topic = q.topic)
      AND a.published_at >= COALESCE(q.since, '-infinity') AND ${servedAt('$8')}
      AND a.published_at <= COALESCE(q.at, 'infinity')
      AND (a.published_at < COALESCE(q.at, 'infinity') OR a.article_id > q.id)
    ORDER BY a.published_at DESC, a.article_id LIMIT q.most) p) AS articles
FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::timestamptz[], $7::uuid[])
  WITH ORDINALITY AS q (site, locale, topic, since, most, at, id, n)
JOIN delivery.site s ON s.slug = q.site`;
}

/** $1 site, $2 locale, $3 topic, $4 updated since, $5 now. */
export const COUNT = `
SELECT count(*)::int AS total FROM delivery.site s JOIN delivery.article a ON ${FILTER} AND ${servedAt('$5')}
WHERE s.slug = $1`;

/**
 * $1 site, $2 locale, $3 withdrawn since, $4 limit, $5 and $6 the instant and the article after which the page begins.
 * One row that says nothing but the site when the page is empty.
 */
export const WITHDRAWALS = `
SELECT ${SITE_COLUMNS}, w.slug AS "goneSlug", w.article_id AS "goneArticleId", w.withdrawn_at AS "withdrawnAt"
FROM delivery.site s
LEFT JOIN LATERAL (
  SELECT t.slug, t.article_id, t.withdrawn_at FROM delivery.tombstone t
  WHERE t.site_id = s.id AND t.locale = $2 AND t.withdrawn_at >= COALESCE($3::timestamptz, '-infinity')
    AND t.withdrawn_at <= COALESCE($5::timestamptz, 'infinity')
    AND (t.withdrawn_at < COALESCE($5::timestamptz, 'infinity') OR t.article_id > $6::uuid)
  ORDER BY t.withdrawn_at DESC, t.article_id LIMIT $4) w ON true
WHERE s.slug = $1
ORDER BY w.withdrawn_at DESC, w.article_id`;

/**
 * Many addresses at once, each wherever it leads: $1 sites, $2 locales, $3 paths, $4 true for other locales too, $5 parts to
 * leave out. What is live under it, else that it was withdrawn, else an address of before to its article, then, where that
 * was asked for, the same slug in the same language, in the first language of the site, in any. One row for each site that
 * exists, `n` counts from 1; `tier` is 0 for what is live under the address itself, null for nothing.
 */
export const ANYWHERE = anywhereWith(WHOLE('$5'));

/** The same where the page says all. */
export const ANYWHERE_OF_PAGES = anywhereWith(PAGE('$5'));

function anywhereWith(carried: string): string {
  return `
SELECT q.n::int AS n, s.id, s.slug, s.url, s.generation::text AS generation, ${carried},
       a.serve_until AS "serveUntil", m.tier, t.withdrawn_at AS "withdrawnAt", t.article_id AS "withdrawnId"
FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
  WITH ORDINALITY AS q (site, locale, path, elsewhere, n)
JOIN delivery.site s ON s.slug = q.site
LEFT JOIN LATERAL (
  SELECT withdrawn_at, article_id FROM delivery.tombstone WHERE site_id = s.id AND locale = q.locale AND slug = q.path
  ORDER BY sequence DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (
  SELECT 0 AS tier, o.locale, o.slug FROM delivery.article o
  WHERE o.site_id = s.id AND o.locale = q.locale AND o.slug = q.path
  UNION ALL
  SELECT 1, r.locale, r.target FROM delivery.redirect r
  WHERE t.article_id IS NULL AND r.site_id = s.id AND r.locale = q.locale AND r.slug = trim(both '/' from q.path)
  UNION ALL
  SELECT CASE WHEN split_part(o.locale, '-', 1) = split_part(q.locale, '-', 1) THEN 2 WHEN o.locale = s.locale THEN 3 ELSE 4
    END, o.locale, o.slug
  FROM delivery.article o WHERE t.article_id IS NULL AND q.elsewhere AND o.site_id = s.id AND o.slug = q.path
  ORDER BY tier, locale LIMIT 1) m ON true
LEFT JOIN delivery.article a ON a.site_id = s.id AND a.locale = m.locale AND a.slug = m.slug`;
}

/** $1 site, $2 path without slashes at its ends, $3 locale or null for any. An address of before, in whatever locale. */
export const REDIRECT = `
SELECT s.id, s.slug, s.url, s.generation::text AS generation, m.locale AS "toLocale", m.target AS "toSlug"
FROM delivery.site s
LEFT JOIN LATERAL (
  SELECT r.locale, r.target FROM delivery.redirect r
  WHERE r.site_id = s.id AND r.slug = $2 AND ($3::text IS NULL OR r.locale = $3)
  ORDER BY r.locale = s.locale DESC, r.locale LIMIT 1) m ON true
WHERE s.slug = $1`;
