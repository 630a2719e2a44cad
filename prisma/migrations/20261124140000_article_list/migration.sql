-- The list of articles for 10,000 of them: the status is asked for the rows of a page alone, and a list can be narrowed by
-- risk class, by who changed the newest text, and by the state of the open review. And the lists that people save.
-- Additive: older code runs against it.

CREATE OR REPLACE VIEW article_overview AS
SELECT a.id AS article_id, a.site_id, a.topic, a.archived_at, s.locale, s.slug,
       NOT EXISTS (SELECT 1 FROM article_slug o WHERE o.article_id = a.id AND o.created_at < s.created_at) AS is_first_locale,
       newest.id AS newest_revision_id, newest.title, newest.updated_at,
       (SELECT CASE
          WHEN live.overdue THEN 'OVERDUE'
          WHEN live.same_text THEN 'LIVE'
          WHEN live.same_text = false THEN 'LIVE_WITH_NEWER_CHANGES'
          WHEN open_case.state = 'changesRequested' THEN 'CHANGES_REQUESTED'
          WHEN open_case.state IS NOT NULL THEN 'IN_REVIEW'
          WHEN last_publication.state = 'withdrawn' AND last_publication.content_hash = newest.content_hash
            THEN 'WITHDRAWN'
          WHEN EXISTS (SELECT 1 FROM approval ap WHERE ap.article_id = a.id AND ap.locale = s.locale
                         AND ap.content_hash = newest.content_hash AND ap.revoked_at IS NULL
                         AND carepress_case_complete(ap.case_id)) THEN 'APPROVED'
          ELSE 'WORKING_COPY'
        END
        FROM (SELECT bool_or(p.review_due_at <= now()) AS overdue, bool_and(p.content_hash = newest.content_hash) AS same_text
                FROM published_review p WHERE p.article_id = a.id AND p.locale = s.locale) live
        LEFT JOIN LATERAL (
          SELECT c.state FROM review_case c WHERE c.article_id = a.id AND c.locale = s.locale
            AND c.state IN ('requested', 'inReview', 'changesRequested')) open_case ON true
        LEFT JOIN LATERAL (
          SELECT p.state, p.content_hash FROM publication p
          WHERE p.article_id = a.id AND p.locale = s.locale
          ORDER BY p.live_from DESC, p.sequence DESC LIMIT 1) last_publication ON true) AS status,
       a.risk_class, newest.created_by_id,
       (SELECT c.state FROM review_case c WHERE c.article_id = a.id AND c.locale = s.locale
          AND c.state IN ('requested', 'inReview', 'changesRequested')) AS case_state
FROM article a
JOIN article_slug s ON s.article_id = a.id
JOIN LATERAL (
  SELECT r.id, r.title, r.updated_at, r.content_hash, r.created_by_id FROM revision r
  WHERE r.article_id = a.id AND r.locale = s.locale ORDER BY r.number DESC LIMIT 1) newest ON true;

-- What a person wants to find again in the list ------------------------------------------------------------------------

CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_view_user_id_name_key" ON "saved_view"("user_id", "name");
ALTER TABLE saved_view ADD CONSTRAINT saved_view_name_length CHECK (char_length(name) BETWEEN 1 AND 60);
ALTER TABLE saved_view ADD CONSTRAINT saved_view_query_length CHECK (char_length(query) <= 1000);
ALTER TABLE saved_view ADD CONSTRAINT saved_view_user_room_fkey
  FOREIGN KEY (user_id) REFERENCES staff_user (id) ON DELETE CASCADE;
