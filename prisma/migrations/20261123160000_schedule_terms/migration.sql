-- A schedule keeps what was asked for in the clinic's own time, waits after a fault, and can be parked; a publication
-- can end at an instant. Shape only. Older code runs against this: it neither parks nor ends anything.
ALTER TABLE publication_schedule
  ADD COLUMN local_time TEXT,
  ADD COLUMN time_zone TEXT,
  ADD COLUMN until_at TIMESTAMPTZ(3),
  ADD COLUMN faults INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN retry_at TIMESTAMPTZ(3),
  ADD COLUMN confirmed_at TIMESTAMPTZ(3);

ALTER TABLE publication_schedule DROP CONSTRAINT publication_schedule_state;
ALTER TABLE publication_schedule ADD CONSTRAINT publication_schedule_state
  CHECK (state IN ('scheduled', 'fired', 'refused', 'cancelled', 'parked'));
ALTER TABLE publication_schedule ADD CONSTRAINT publication_schedule_until CHECK (until_at > publish_at);
-- What did not happen says why.
ALTER TABLE publication_schedule ADD CONSTRAINT publication_schedule_reason
  CHECK (state NOT IN ('refused', 'parked') OR refusal_message IS NOT NULL);

-- CreateTable
CREATE TABLE "publication_end" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "local_time" TEXT,
    "time_zone" TEXT,
    "state" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "faults" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "publication_end_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "publication_end_state_ends_at_idx" ON "publication_end"("state", "ends_at");
CREATE INDEX "publication_end_publication_id_idx" ON "publication_end"("publication_id");
ALTER TABLE "publication_end" ADD CONSTRAINT "publication_end_publication_id_fkey"
  FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE publication_end ADD CONSTRAINT publication_end_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE publication_end ADD CONSTRAINT publication_end_state CHECK (state IN ('waiting', 'done', 'cancelled'));
CREATE UNIQUE INDEX publication_end_one ON publication_end (publication_id) WHERE state = 'waiting';
