-- Jobs that no worker can do wait here for a person, with the reason. Older code runs against it: it parks nothing.
CREATE TABLE "parked_job" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "work_key" TEXT NOT NULL,
    "blocks" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "error_id" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'parked',
    "parked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "released_by_id" UUID,

    CONSTRAINT "parked_job_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "parked_job_state_parked_at_idx" ON "parked_job"("state", "parked_at");
-- The same work waits once.
CREATE UNIQUE INDEX parked_job_once ON parked_job (work_key) WHERE state <> 'settled';
ALTER TABLE parked_job ADD CONSTRAINT parked_job_state
  CHECK (state IN ('parked', 'released', 'settled') AND (state = 'settled') = (settled_at IS NOT NULL));
ALTER TABLE parked_job ADD CONSTRAINT parked_job_released_by_room_fkey
  FOREIGN KEY (released_by_id) REFERENCES staff_user (id);
