-- A refusal while a message is handed over is a report like those that come later. Old code runs against it.
ALTER TABLE mail_event DROP CONSTRAINT mail_event_source;
ALTER TABLE mail_event ADD CONSTRAINT mail_event_source
  CHECK (source IN ('dsn', 'arf', 'ses', 'postmark', 'mailgun', 'smtp'));
-- What the sweep looks through every few seconds, whatever the size of the ledger.
CREATE INDEX issue_recipient_refused ON issue_recipient (updated_at) WHERE status = 'failed';
