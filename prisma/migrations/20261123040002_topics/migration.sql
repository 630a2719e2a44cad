-- Gives each topic that stands on an article as text its term. Data only; old code runs against it: the text stays.
-- A topic that is not among the common ones becomes a term of the article's site, so that none is lost.

INSERT INTO taxonomy_term (id, site_id, kind, key, created_at)
SELECT gen_random_uuid(), unknown.site_id, 'topic',
       -- The digits keep two topics apart that differ only in signs.
       trim(both '-' from left(regexp_replace(lower(unknown.topic), '[^a-z0-9]+', '-', 'g'), 60)) || '-' ||
         left(md5(lower(unknown.topic)), 8), now()
FROM (SELECT DISTINCT ON (a.site_id, lower(trim(a.topic))) a.site_id, trim(a.topic) AS topic
      FROM article a WHERE trim(a.topic) <> '' AND NOT EXISTS (
        SELECT 1 FROM taxonomy_term t JOIN taxonomy_label l ON l.term_id = t.id
        WHERE t.site_id IS NULL AND t.kind = 'topic' AND lower(l.label) = lower(trim(a.topic)))) unknown;

INSERT INTO taxonomy_label (term_id, locale, label, synonyms)
SELECT t.id, split_part(s.locale, '-', 1), topic.text, '{}'
FROM taxonomy_term t JOIN site s ON s.id = t.site_id
JOIN LATERAL (SELECT trim(a.topic) AS text FROM article a
  WHERE a.site_id = t.site_id AND t.key LIKE '%-' || left(md5(lower(trim(a.topic))), 8) LIMIT 1) topic ON true
WHERE t.kind = 'topic';

INSERT INTO article_term (article_id, term_id)
SELECT a.id, term.id FROM article a
JOIN LATERAL (SELECT t.id FROM taxonomy_term t JOIN taxonomy_label l ON l.term_id = t.id
  WHERE t.kind = 'topic' AND (t.site_id IS NULL OR t.site_id = a.site_id) AND lower(l.label) = lower(trim(a.topic))
  ORDER BY t.site_id NULLS FIRST, t.id LIMIT 1) term ON true;
