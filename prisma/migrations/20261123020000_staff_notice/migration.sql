-- The ledger of e-mails to staff. A new table: old code runs against it and never looks at it.

CREATE TABLE "staff_notice" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "site_id" UUID,
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "detail" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "unknowns" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handing_until" TIMESTAMPTZ(3),
    "reply" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_notice_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "staff_notice_key_key" ON "staff_notice"("key");
CREATE INDEX "staff_notice_state_next_try_at_idx" ON "staff_notice"("state", "next_try_at");
CREATE INDEX "staff_notice_user_id_idx" ON "staff_notice"("user_id");

ALTER TABLE staff_notice ADD CONSTRAINT staff_notice_state
  CHECK (state IN ('queued', 'handing', 'handedOver', 'failed', 'unknown', 'skipped'));
-- A notice on its way has an end to wait for; one that is settled says when it was.
ALTER TABLE staff_notice ADD CONSTRAINT staff_notice_handing CHECK ((state = 'handing') = (handing_until IS NOT NULL));
ALTER TABLE staff_notice ADD CONSTRAINT staff_notice_finished
  CHECK ((state IN ('handedOver', 'failed', 'unknown', 'skipped')) = (finished_at IS NOT NULL));

ALTER TABLE staff_notice ADD CONSTRAINT staff_notice_user_room_fkey FOREIGN KEY (user_id) REFERENCES staff_user (id);
ALTER TABLE staff_notice ADD CONSTRAINT staff_notice_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
