-- What mail servers report about messages after they took them, and the second try that a person asked for. Older code
-- runs against it: the new columns have defaults and the new table is nobody's but the newer code's.
CREATE TABLE "mail_event" (
  "id" UUID NOT NULL,
  "source" TEXT NOT NULL,
  "event_key" TEXT NOT NULL,
  "delivery_key" TEXT,
  "kind" TEXT NOT NULL,
  "site_id" UUID,
  "issue_id" UUID,
  "recipient_id" UUID,
  "subscriber_id" UUID,
  "status" TEXT,
  "detail" TEXT,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mail_event_pkey" PRIMARY KEY ("id")
);
-- One report counts once, however often and in whatever order it is told.
CREATE UNIQUE INDEX "mail_event_source_event_key_key" ON "mail_event"("source", "event_key");
CREATE INDEX "mail_event_issue_id_kind_idx" ON "mail_event"("issue_id", "kind");
CREATE INDEX "mail_event_subscriber_id_idx" ON "mail_event"("subscriber_id");

ALTER TABLE mail_event ADD CONSTRAINT mail_event_source
  CHECK (source IN ('dsn', 'arf', 'ses', 'postmark', 'mailgun'));
ALTER TABLE mail_event ADD CONSTRAINT mail_event_kind
  CHECK (kind IN ('delivered', 'bouncedHard', 'bouncedSoft', 'blocked', 'complained', 'unsubscribed'));
-- An address is personal: it is looked up when a report comes, and never kept with it.
ALTER TABLE mail_event ADD CONSTRAINT mail_event_no_address CHECK (detail IS NULL OR position('@' in detail) = 0);
ALTER TABLE mail_event ADD CONSTRAINT mail_event_recipient_room_fkey
  FOREIGN KEY (recipient_id) REFERENCES issue_recipient (id);
CREATE TRIGGER mail_event_append_only BEFORE UPDATE OR DELETE ON mail_event
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- Message-ID is looked up when a report names nothing else.
CREATE INDEX issue_recipient_message_id ON issue_recipient (message_id) WHERE message_id IS NOT NULL;

-- From when on reports count for the automatic stop: a person who resumes has seen the earlier ones.
ALTER TABLE "issue" ADD COLUMN "rates_since" TIMESTAMPTZ(3);
-- How often a person agreed to send again to somebody of whom nobody knew whether it arrived: another message each time.
ALTER TABLE "issue_recipient" ADD COLUMN "resends" INTEGER NOT NULL DEFAULT 0;
