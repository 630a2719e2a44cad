-- What became of a digest that was to go out by itself, and how often one could not be put together: it is tried again
-- more and more seldom. Older code runs against this: it says less, and tries again at once.
ALTER TABLE digest_run ADD COLUMN "refused_at" TIMESTAMPTZ(3), ADD COLUMN "refusal_code" TEXT, ADD COLUMN "refusal_message" TEXT;
ALTER TABLE digest_run ADD CONSTRAINT digest_run_refused
  CHECK (num_nonnulls(refused_at, refusal_code, refusal_message) IN (0, 3));
ALTER TABLE digest ADD COLUMN "faults" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "retry_at" TIMESTAMPTZ(3), ADD COLUMN "fault_id" TEXT;
ALTER TABLE digest ADD CONSTRAINT digest_faults CHECK (faults >= 0 AND (faults = 0) = (retry_at IS NULL) AND (faults = 0) = (fault_id IS NULL));
