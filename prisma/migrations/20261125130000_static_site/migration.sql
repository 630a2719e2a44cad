-- Sites that are written as files: what a destination holds of one, and a delivery that says "write it again" for what no
-- publication tells, such as a review date that passed. Older code runs against it: it plans no such delivery, and shows
-- none that newer code planned.
CREATE TABLE "channel_export" (
    "destination_id" UUID NOT NULL,
    "generation" BIGINT NOT NULL,
    "stale_at" TIMESTAMPTZ(3),
    "files" INTEGER NOT NULL,
    "written" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "exported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_export_pkey" PRIMARY KEY ("destination_id")
);
ALTER TABLE "channel_export" ADD CONSTRAINT "channel_export_destination_id_fkey"
  FOREIGN KEY ("destination_id") REFERENCES "channel_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE channel_delivery DROP CONSTRAINT channel_delivery_operation;
ALTER TABLE channel_delivery ADD CONSTRAINT channel_delivery_operation
  CHECK (operation IN ('publish', 'withdraw', 'test', 'refresh')
    AND (operation IN ('test', 'refresh')) = (publication_id IS NULL));

-- However many sweeps see at once that a site is old, it waits once.
CREATE UNIQUE INDEX channel_delivery_one_refresh ON channel_delivery (destination_id)
  WHERE operation = 'refresh' AND state = 'pending';
