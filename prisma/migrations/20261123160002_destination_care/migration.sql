-- A destination has two secrets while one takes over from the other, rests after failures and is switched off after days
-- of them; a delivery may be a test, and may be sent again under its id. Shape only. Older code runs against this: it
-- signs with the newer secret alone and does not rest.
ALTER TABLE channel_destination
  ADD COLUMN previous_secret TEXT,
  ADD COLUMN previous_until TIMESTAMPTZ(3),
  ADD COLUMN failures INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN failing_since TIMESTAMPTZ(3),
  ADD COLUMN rests_until TIMESTAMPTZ(3),
  ADD COLUMN state_reason TEXT,
  ADD COLUMN settings JSONB NOT NULL DEFAULT '{}';
ALTER TABLE channel_destination ADD CONSTRAINT channel_destination_secrets
  CHECK ((previous_secret IS NULL) = (previous_until IS NULL));

ALTER TABLE channel_delivery
  ALTER COLUMN publication_id DROP NOT NULL,
  ADD COLUMN base_attempts INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN replays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_delivery ADD CONSTRAINT channel_delivery_operation
  CHECK (operation IN ('publish', 'withdraw', 'test') AND (operation = 'test') = (publication_id IS NULL));

-- For the log of a destination, newest first, and for what is removed from it after thirty days.
CREATE INDEX "channel_delivery_destination_id_id_idx" ON "channel_delivery"("destination_id", "id");
CREATE INDEX "channel_attempt_at_idx" ON "channel_attempt"("at");
