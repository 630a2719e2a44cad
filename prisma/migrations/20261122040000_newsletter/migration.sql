-- The newsletter's own columns, its rules, and the audience as the newsletter may see it. All tables are empty here.

ALTER TABLE "subscriber" ADD COLUMN "email_hash" TEXT NOT NULL;
ALTER TABLE "subscriber" ADD COLUMN "confirm_asked_at" TIMESTAMPTZ(3);
CREATE INDEX "subscriber_site_id_email_hash_idx" ON "subscriber"("site_id", "email_hash");

ALTER TABLE "issue_article" ADD COLUMN "title" TEXT NOT NULL;
ALTER TABLE "issue_article" ADD COLUMN "mode" TEXT NOT NULL DEFAULT 'teaser';

ALTER TABLE issue_article ADD CONSTRAINT issue_article_mode CHECK (mode IN ('teaser', 'full'));
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_kind CHECK (kind IN ('requested', 'confirmed', 'withdrawn'));
ALTER TABLE suppression ADD CONSTRAINT suppression_reason
  CHECK (reason IN ('unsubscribed', 'complained', 'bounced', 'erased', 'staff'));

-- A lease has a token and an end; a row that waits has neither.
ALTER TABLE issue_recipient ADD CONSTRAINT issue_recipient_lease CHECK (
  (status IN ('leased', 'in_flight')) <= (lease_token IS NOT NULL AND lease_until IS NOT NULL));

-- What the sweep asks for every few seconds, whatever the size of the ledger.
CREATE INDEX issue_recipient_held ON issue_recipient (lease_until) WHERE status IN ('leased', 'in_flight');

-- Who can be written to, read by the newsletter at freezing and again just before each message.
CREATE VIEW audience_member AS
  SELECT s.id AS subscriber_id, s.site_id, s.email, s.locale, s.state, s.confirmed_at, x.reason AS suppressed_for
  FROM subscriber s LEFT JOIN suppression x ON x.site_id = s.site_id AND x.email_hash = s.email_hash;
