-- A site may keep the text it shows for a while before it takes an update over. Shape only. Older code runs against
-- this: it publishes an update that a site asked to wait with.
-- CreateTable
CREATE TABLE "publication_hold" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "held_by_id" UUID NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "finished_by_id" UUID,

    CONSTRAINT "publication_hold_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "publication_hold_publication_id_idx" ON "publication_hold"("publication_id");
ALTER TABLE "publication_hold" ADD CONSTRAINT "publication_hold_publication_id_fkey"
  FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE publication_hold ADD CONSTRAINT publication_hold_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE publication_hold ADD CONSTRAINT publication_hold_state CHECK (state IN ('held', 'accepted', 'replaced'));
ALTER TABLE publication_hold ADD CONSTRAINT publication_hold_reason CHECK (length(reason) BETWEEN 3 AND 1000);
-- A clinic may wait a while with an update, and never for good.
ALTER TABLE publication_hold ADD CONSTRAINT publication_hold_bound
  CHECK (until_at > held_at AND until_at <= held_at + interval '30 days');
ALTER TABLE publication_hold ADD CONSTRAINT publication_hold_finished
  CHECK ((state = 'held') = (finished_at IS NULL) AND (state = 'held') = (finished_by_id IS NULL));
CREATE UNIQUE INDEX publication_hold_one ON publication_hold (publication_id) WHERE state = 'held';
