-- When an issue is to go out by itself: Postgres is the schedule. Old code runs against it and fires none.

CREATE TABLE "issue_schedule" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "send_at" TIMESTAMPTZ(3) NOT NULL,
    "local_time" TEXT,
    "time_zone" TEXT,
    "state" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "refusal_code" TEXT,
    "refusal_message" TEXT,
    "faults" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "issue_schedule_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "issue_schedule_issue_id_created_at_idx" ON "issue_schedule"("issue_id", "created_at" DESC);
CREATE INDEX "issue_schedule_state_send_at_idx" ON "issue_schedule"("state", "send_at");
ALTER TABLE "issue_schedule" ADD CONSTRAINT "issue_schedule_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE issue_schedule ADD CONSTRAINT issue_schedule_created_by_room_fkey FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE issue_schedule ADD CONSTRAINT issue_schedule_state CHECK (state IN ('scheduled', 'fired', 'refused', 'cancelled'));
CREATE UNIQUE INDEX issue_schedule_one ON issue_schedule (issue_id) WHERE state = 'scheduled';
