-- Where a site has several languages, everybody reads exactly one of them there, so that its issues in several languages
-- write to nobody twice and pass over nobody. Old code runs against it.

-- Which of a site's languages (its own first) a person reads: the one they chose; else the longest that theirs is a form of
-- (es-MX reads es); else the first of the same tongue (en reads en-US); else the site's own.
CREATE FUNCTION audience_language(person text, languages text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT l FROM unnest(languages) WITH ORDINALITY AS known (l, place)
   ORDER BY CASE WHEN lower(l) = lower(person) THEN 0
                 WHEN lower(person) LIKE lower(l) || '-%' THEN 1
                 WHEN lower(split_part(l, '-', 1)) = lower(split_part(person, '-', 1)) THEN 2
                 WHEN place = 1 THEN 3 ELSE 4 END,
            CASE WHEN lower(person) LIKE lower(l) || '-%' THEN length(l) ELSE 0 END DESC, place
   LIMIT 1
$$;

-- A segment's language is one of several of the site: its readers. Any other: people of that language and its forms. Whoever
-- chose a language of the site costs a comparison; the rest are few. Asked once for a statement: the languages of the site.
CREATE OR REPLACE FUNCTION audience_segment(site uuid, language text, interests uuid[], without_interests boolean)
RETURNS TABLE (subscriber_id uuid, state text, suppressed_for text, paused_until timestamptz, outside text)
LANGUAGE sql STABLE AS $$
  SELECT m.subscriber_id, m.state, m.suppressed_for, m.paused_until,
         CASE WHEN language IS NOT NULL AND m.locale <> language AND
                   CASE WHEN cardinality(l.known) > 1 AND language = ANY (l.known)
                        THEN m.locale = ANY (l.known) OR audience_language(m.locale, l.known) <> language
                        ELSE m.locale NOT LIKE language || '-%' END THEN 'otherLanguage'
              WHEN cardinality(interests) = 0 THEN NULL
              WHEN EXISTS (SELECT 1 FROM subscriber_interest i WHERE i.subscriber_id = m.subscriber_id
                                                               AND i.term_id = ANY (interests)) THEN NULL
              WHEN without_interests AND NOT EXISTS (SELECT 1 FROM subscriber_interest i
                                                      WHERE i.subscriber_id = m.subscriber_id) THEN NULL
              ELSE 'otherInterests' END
    FROM audience_member m
   CROSS JOIN (SELECT s.locale || s.locales AS known FROM site s WHERE s.id = site) l
   WHERE m.site_id = site
$$;
