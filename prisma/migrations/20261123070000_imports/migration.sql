-- Why: imports of every format, with sources that are recognised again, stated rights, undone drops and uploads that the worker reads. Old code still runs against it: every new column is nullable or has a default.
ALTER TABLE "import_record" ADD COLUMN "source_key" TEXT,
ADD COLUMN "content_hash" TEXT,
ADD COLUMN "outcome" TEXT NOT NULL DEFAULT 'created',
ADD COLUMN "proposal" JSONB,
ADD COLUMN "rights_note" TEXT,
ADD COLUMN "rights_stated_by_id" UUID,
ADD COLUMN "rights_stated_at" TIMESTAMPTZ(3);

CREATE INDEX "import_record_site_id_source_key_created_at_idx" ON "import_record"("site_id", "source_key", "created_at" DESC);

ALTER TABLE import_record ADD CONSTRAINT import_record_outcome
  CHECK (outcome IN ('created', 'revised', 'unchanged', 'conflict', 'taken', 'declined'));
ALTER TABLE import_record ADD CONSTRAINT import_record_proposal
  CHECK ((outcome IN ('conflict', 'taken', 'declined')) = (proposal IS NOT NULL));
ALTER TABLE import_record ADD CONSTRAINT import_record_rights
  CHECK (rights IN ('unknown', 'owned', 'licensed', 'publicDomain', 'consented'));
ALTER TABLE import_record ADD CONSTRAINT import_record_rights_stated
  CHECK (rights = 'unknown' OR (rights_stated_by_id IS NOT NULL AND rights_stated_at IS NOT NULL));
ALTER TABLE import_record ADD CONSTRAINT import_record_rights_stated_by_room_fkey
  FOREIGN KEY (rights_stated_by_id) REFERENCES staff_user (id);

CREATE TABLE "import_undo" (
    "record_id" UUID NOT NULL,
    "drop_id" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "undone_by_id" UUID NOT NULL,
    "undone_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_undo_pkey" PRIMARY KEY ("record_id","drop_id")
);
ALTER TABLE "import_undo" ADD CONSTRAINT "import_undo_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "import_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_undo ADD CONSTRAINT import_undo_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE import_undo ADD CONSTRAINT import_undo_undone_by_room_fkey FOREIGN KEY (undone_by_id) REFERENCES staff_user (id);

CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "fault" TEXT,
    "requested_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "import_batch_state_leased_until_idx" ON "import_batch"("state", "leased_until");
CREATE INDEX "import_batch_site_id_created_at_idx" ON "import_batch"("site_id", "created_at" DESC);
ALTER TABLE import_batch ADD CONSTRAINT import_batch_state CHECK (state IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE import_batch ADD CONSTRAINT import_batch_finished CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL));
-- One upload of the same bytes at a time: a second click finds the first.
CREATE UNIQUE INDEX import_batch_one_open ON import_batch (site_id, sha256) WHERE state IN ('queued', 'running');
ALTER TABLE import_batch ADD CONSTRAINT import_batch_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE import_batch ADD CONSTRAINT import_batch_requested_by_room_fkey FOREIGN KEY (requested_by_id) REFERENCES staff_user (id);

CREATE TABLE "import_batch_item" (
    "batch_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "article_id" UUID,
    "record_id" UUID,
    "message" TEXT,

    CONSTRAINT "import_batch_item_pkey" PRIMARY KEY ("batch_id","ordinal")
);
ALTER TABLE "import_batch_item" ADD CONSTRAINT "import_batch_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_batch_item ADD CONSTRAINT import_batch_item_outcome
  CHECK (outcome IN ('created', 'revised', 'unchanged', 'conflict', 'known', 'refused', 'leftOut'));
ALTER TABLE import_batch_item ADD CONSTRAINT import_batch_item_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
