-- Which database mail was last sent from, so that a restored copy does not send again what was sent after the backup. Older
-- code runs against it and does not ask.
CREATE TABLE "sending_home" (
  "id" BOOLEAN NOT NULL DEFAULT true,
  "marker" TEXT NOT NULL,
  "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sending_home_pkey" PRIMARY KEY ("id")
);
ALTER TABLE sending_home ADD CONSTRAINT sending_home_one_row CHECK (id);
