-- The review clock: which approval vouches for what is live, who was reminded, what was done about overdue text, and
-- until when a text may be served at all. Additive: older code runs against it, and leaves the new columns empty.

-- Which approval vouches for each live publication now -----------------------------------------------------------------
-- A publication names the approval it went live with. A later approval of the same content renews its dates, so the
-- newest in force counts. Without any, the text counts as overdue from the moment its approval was revoked.

CREATE VIEW published_review AS
SELECT p.id AS publication_id, p.site_id, p.article_id, p.locale, p.slug, p.revision_id, p.content_hash, p.live_from,
       a.site_id AS owner_site_id, a.risk_class, ground.id AS approval_id, ground.approver_id, ground.credential_id,
       ground.approved_at,
       COALESCE(ground.review_due_at, went.revoked_at, went.review_due_at) AS review_due_at
FROM publication p
JOIN article a ON a.id = p.article_id
JOIN approval went ON went.id = p.approval_id
LEFT JOIN LATERAL (
  SELECT g.id, g.approver_id, g.credential_id, g.approved_at,
         (SELECT min(one.review_due_at) FROM approval one WHERE one.case_id = g.case_id AND one.revoked_at IS NULL)
           AS review_due_at
  FROM approval g
  WHERE g.article_id = p.article_id AND g.locale = p.locale AND g.content_hash = p.content_hash AND g.revoked_at IS NULL
    AND carepress_case_complete(g.case_id)
  ORDER BY g.approved_at DESC, g.id DESC LIMIT 1) ground ON true
WHERE p.state = 'live';

-- Who was reminded ---------------------------------------------------------------------------------------------------

CREATE TABLE "review_reminder" (
    "approval_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "covered_by" INTEGER,
    "recipients" INTEGER NOT NULL,
    "reminded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_reminder_pkey" PRIMARY KEY ("approval_id", "day")
);
ALTER TABLE review_reminder ADD CONSTRAINT review_reminder_day CHECK (day IN (60, 30, 7, 0));
-- What a later reminder covers was passed over while no sweep ran: nobody got a letter of its own for it.
ALTER TABLE review_reminder ADD CONSTRAINT review_reminder_covered
  CHECK (covered_by IS NULL OR (covered_by < day AND recipients = 0));
ALTER TABLE review_reminder ADD CONSTRAINT review_reminder_approval_room_fkey
  FOREIGN KEY (approval_id) REFERENCES approval (id);
CREATE TRIGGER review_reminder_append_only BEFORE UPDATE OR DELETE ON review_reminder
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- What the risk class' policy did about overdue text -------------------------------------------------------------------

CREATE TABLE "overdue_action" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "review_due_at" TIMESTAMPTZ(3) NOT NULL,
    "grace_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "acted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "overdue_action_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "overdue_action_publication_id_review_due_at_action_key"
  ON "overdue_action"("publication_id", "review_due_at", "action");
ALTER TABLE overdue_action ADD CONSTRAINT overdue_action_action
  CHECK (action IN ('notice', 'excludeFromIssues', 'withdraw'));
-- Nothing is done to a text before its grace is over, whatever a clock says.
ALTER TABLE overdue_action ADD CONSTRAINT overdue_action_after_grace
  CHECK (grace_ends_at >= review_due_at AND acted_at >= grace_ends_at);
ALTER TABLE overdue_action ADD CONSTRAINT overdue_action_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
CREATE TRIGGER overdue_action_append_only BEFORE UPDATE OR DELETE ON overdue_action
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- Until when a text may be served --------------------------------------------------------------------------------------
-- The read model knows the dates itself, so that a sweep that is late serves nothing too long.

ALTER TABLE "delivery_article" ADD COLUMN "approval_id" UUID;
ALTER TABLE "delivery_article" ADD COLUMN "review_due_at" TIMESTAMPTZ(3);
ALTER TABLE "delivery_article" ADD COLUMN "serve_until" TIMESTAMPTZ(3);
CREATE INDEX delivery_article_serve_until ON delivery_article (site_id, serve_until) WHERE serve_until IS NOT NULL;

-- Where each article stands: overdue by the approval that vouches for it now, so that a renewed one is not. -------------

CREATE OR REPLACE VIEW article_overview AS
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
                        AND ap.content_hash = newest.content_hash AND ap.revoked_at IS NULL
                        AND carepress_case_complete(ap.case_id)) THEN 'APPROVED'
         ELSE 'WORKING_COPY'
       END AS status
FROM article a
JOIN article_slug s ON s.article_id = a.id
JOIN LATERAL (
  SELECT r.id, r.title, r.updated_at, r.content_hash FROM revision r
  WHERE r.article_id = a.id AND r.locale = s.locale ORDER BY r.number DESC LIMIT 1) newest ON true
LEFT JOIN LATERAL (
  SELECT bool_or(p.review_due_at <= now()) AS overdue, bool_and(p.content_hash = newest.content_hash) AS same_text
  FROM published_review p WHERE p.article_id = a.id AND p.locale = s.locale) live ON true
LEFT JOIN review_case open_case ON open_case.article_id = a.id AND open_case.locale = s.locale
  AND open_case.state IN ('requested', 'inReview', 'changesRequested')
LEFT JOIN LATERAL (
  SELECT p.state, p.content_hash FROM publication p
  WHERE p.article_id = a.id AND p.locale = s.locale ORDER BY p.live_from DESC, p.sequence DESC LIMIT 1) last_publication ON true;
