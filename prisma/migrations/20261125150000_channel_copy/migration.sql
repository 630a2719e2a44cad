-- What a destination that keeps a copy of our articles, such as WordPress, holds of each: which state it was told last, where
-- the copy is, and how it differs from what was told. Older code runs against it: it neither reads nor writes the table.
CREATE TABLE "channel_copy" (
    "destination_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "publication_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "holder" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "remote_id" TEXT,
    "remote_url" TEXT,
    "remote_digest" TEXT,
    "making_since" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "drift" TEXT,
    "drift_detail" TEXT,
    "drift_since" TIMESTAMPTZ(3),

    CONSTRAINT "channel_copy_pkey" PRIMARY KEY ("destination_id", "article_id", "locale")
);
CREATE INDEX "channel_copy_checked_at_idx" ON "channel_copy"("checked_at");
ALTER TABLE "channel_copy" ADD CONSTRAINT "channel_copy_destination_id_fkey"
  FOREIGN KEY ("destination_id") REFERENCES "channel_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE channel_copy ADD CONSTRAINT channel_copy_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE channel_copy ADD CONSTRAINT channel_copy_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
ALTER TABLE channel_copy ADD CONSTRAINT channel_copy_state CHECK (state IN ('begun', 'live', 'withdrawn'));
ALTER TABLE channel_copy ADD CONSTRAINT channel_copy_drift
  CHECK (drift IN ('edited', 'moved', 'unpublished', 'deleted', 'republished') AND drift_since IS NOT NULL
    OR drift IS NULL AND drift_since IS NULL AND drift_detail IS NULL);

-- A late attempt must not bring an older state back, whoever writes.
CREATE FUNCTION carepress_channel_copy_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence < OLD.sequence THEN
    RAISE EXCEPTION 'A copy is told newer states only: % is before %.', NEW.sequence, OLD.sequence USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER channel_copy_grows BEFORE UPDATE OF sequence ON channel_copy
  FOR EACH ROW EXECUTE FUNCTION carepress_channel_copy_grows();
