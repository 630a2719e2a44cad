-- A site's digest: an issue that is put together each week or month from what is new. Old code runs against it and makes none.

CREATE TABLE "digest" (
    "site_id" UUID NOT NULL,
    "cadence" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "local_time" TEXT NOT NULL,
    "by_interest" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "vouched_by_id" UUID,
    "vouched_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_pkey" PRIMARY KEY ("site_id")
);
CREATE INDEX "digest_next_at_idx" ON "digest"("next_at");
ALTER TABLE digest ADD CONSTRAINT digest_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE digest ADD CONSTRAINT digest_set_by_room_fkey FOREIGN KEY (set_by_id) REFERENCES staff_user (id);
ALTER TABLE digest ADD CONSTRAINT digest_vouched_by_room_fkey FOREIGN KEY (vouched_by_id) REFERENCES staff_user (id);
ALTER TABLE digest ADD CONSTRAINT digest_cadence CHECK (cadence IN ('off', 'weekly', 'monthly'));
ALTER TABLE digest ADD CONSTRAINT digest_day CHECK (day BETWEEN 1 AND CASE cadence WHEN 'weekly' THEN 7 ELSE 28 END);
ALTER TABLE digest ADD CONSTRAINT digest_local_time CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE digest ADD CONSTRAINT digest_off CHECK ((cadence = 'off') = (next_at IS NULL));
-- Whoever lets a digest go out by itself is its second person.
ALTER TABLE digest ADD CONSTRAINT digest_second_person CHECK (vouched_by_id <> set_by_id);
ALTER TABLE digest ADD CONSTRAINT digest_vouched CHECK ((vouched_by_id IS NULL) = (vouched_at IS NULL));

CREATE TABLE "digest_run" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "articles" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "issue_id" UUID,

    CONSTRAINT "digest_run_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "digest_run_site_id_period_key" ON "digest_run"("site_id", "period");
CREATE UNIQUE INDEX "digest_run_issue_id_key" ON "digest_run"("issue_id");
ALTER TABLE "digest_run" ADD CONSTRAINT "digest_run_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "digest_run" ADD CONSTRAINT "digest_run_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "digest"("site_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE digest_run ADD CONSTRAINT digest_run_outcome CHECK (outcome IN ('drafted', 'nothingNew', 'waiting'));
