-- Where each article stands, in one word, for the article list. Derived from the ledger, never stored: it cannot lie.
-- Read-only for the screens; each table keeps its one writer.

CREATE VIEW article_overview AS
SELECT a.id AS article_id, a.site_id, a.topic, a.archived_at, s.locale, s.slug,
       s.created_at = min(s.created_at) OVER (PARTITION BY a.id) AS is_first_locale,
       newest.id AS newest_revision_id, newest.title, newest.updated_at,
       CASE
         WHEN live.overdue THEN 'OVERDUE'
         WHEN live.same_text THEN 'LIVE'
         WHEN live.same_text = false THEN 'LIVE_WITH_NEWER_CHANGES'
         WHEN open_case.state = 'changesRequested' THEN 'CHANGES_REQUESTED'
         WHEN open_case.state IS NOT NULL THEN 'IN_REVIEW'
         WHEN last_publication.state = 'withdrawn' AND last_publication.content_hash = newest.content_hash THEN 'WITHDRAWN'
         WHEN EXISTS (SELECT 1 FROM approval ap WHERE ap.article_id = a.id AND ap.locale = s.locale
                        AND ap.content_hash = newest.content_hash AND ap.revoked_at IS NULL) THEN 'APPROVED'
         ELSE 'WORKING_COPY'
       END AS status
FROM article a
JOIN article_slug s ON s.article_id = a.id
JOIN LATERAL (
  SELECT r.id, r.title, r.updated_at, r.content_hash FROM revision r
  WHERE r.article_id = a.id AND r.locale = s.locale ORDER BY r.number DESC LIMIT 1) newest ON true
LEFT JOIN LATERAL (
  SELECT bool_or(ap.review_due_at <= now()) AS overdue, bool_and(p.content_hash = newest.content_hash) AS same_text
  FROM publication p JOIN approval ap ON ap.id = p.approval_id
  WHERE p.article_id = a.id AND p.locale = s.locale AND p.state = 'live') live ON true
LEFT JOIN review_case open_case ON open_case.article_id = a.id AND open_case.locale = s.locale
  AND open_case.state IN ('requested', 'inReview', 'changesRequested')
LEFT JOIN LATERAL (
  SELECT p.state, p.content_hash FROM publication p
  WHERE p.article_id = a.id AND p.locale = s.locale ORDER BY p.live_from DESC, p.sequence DESC LIMIT 1) last_publication ON true;
