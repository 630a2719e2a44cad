-- Why: an upload holds many files, says how far it is, and can be cancelled. Old code still runs against it: what it uploads becomes a file by a trigger; only a worker of before must be stopped, because it does not look for the other files.
CREATE TABLE "import_batch_file" (
    "batch_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "source" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "first_ordinal" INTEGER,
    "bytes_read" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "import_batch_file_pkey" PRIMARY KEY ("batch_id","position")
);
ALTER TABLE "import_batch_file" ADD CONSTRAINT "import_batch_file_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_batch_file ADD CONSTRAINT import_batch_file_state CHECK (state IN ('waiting', 'reading', 'read'));
ALTER TABLE import_batch_file ADD CONSTRAINT import_batch_file_begun CHECK ((state = 'waiting') = (first_ordinal IS NULL));
ALTER TABLE import_batch_file ADD CONSTRAINT import_batch_file_bytes_read CHECK (bytes_read BETWEEN 0 AND bytes);

-- The sweep that empties bytes of uploads that are over looks only at those that still have some.
CREATE INDEX import_batch_file_held ON import_batch_file (batch_id) WHERE length(source) > 0;

ALTER TABLE "import_batch" ADD COLUMN "cancelled_by_id" UUID;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_cancelled_by_room_fkey FOREIGN KEY (cancelled_by_id) REFERENCES staff_user (id);
ALTER TABLE import_batch DROP CONSTRAINT import_batch_state;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE import_batch DROP CONSTRAINT import_batch_finished;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_finished CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL));
ALTER TABLE import_batch ADD CONSTRAINT import_batch_cancelled_by CHECK ((state = 'cancelled') = (cancelled_by_id IS NOT NULL));

-- The files of uploads that wait or are read at this moment. Parts that were settled keep their ordinals from 0 on.
INSERT INTO import_batch_file (batch_id, position, file_name, sha256, bytes, source)
SELECT id, 0, file_name, sha256, length(source), source FROM import_batch WHERE length(source) > 0;

CREATE FUNCTION carepress_import_batch_own_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(NEW.source) > 0 THEN
    INSERT INTO import_batch_file (batch_id, position, file_name, sha256, bytes, source)
    VALUES (NEW.id, 0, NEW.file_name, NEW.sha256, length(NEW.source), NEW.source);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER import_batch_own_file AFTER INSERT ON import_batch
  FOR EACH ROW EXECUTE FUNCTION carepress_import_batch_own_file();
