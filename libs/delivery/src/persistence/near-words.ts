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
