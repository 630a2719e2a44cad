-- Why: a review has a reviewer and a date; who declined for a conflict of interest cannot approve. Old code still runs.

CREATE TABLE "review_assignment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "assigned_by_id" UUID,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "note" TEXT,
    CONSTRAINT "review_assignment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "review_assignment_case_id_idx" ON "review_assignment"("case_id");
CREATE INDEX "review_assignment_reviewer_id_state_idx" ON "review_assignment"("reviewer_id", "state");
CREATE INDEX "review_assignment_state_due_at_idx" ON "review_assignment"("state", "due_at");

CREATE TABLE "assignment_reminder" (
    "occasion" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "assignment_id" UUID,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recipients" INTEGER NOT NULL,
    CONSTRAINT "assignment_reminder_pkey" PRIMARY KEY ("occasion")
);
CREATE INDEX "assignment_reminder_case_id_idx" ON "assignment_reminder"("case_id");

ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_case_id_fkey"
  FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE review_assignment ADD CONSTRAINT review_assignment_reviewer_room_fkey
  FOREIGN KEY (reviewer_id) REFERENCES staff_user (id);

ALTER TABLE review_assignment ADD CONSTRAINT review_assignment_state
  CHECK (state IN ('assigned', 'accepted', 'declined', 'handedOver', 'done', 'ended'));
ALTER TABLE review_assignment ADD CONSTRAINT review_assignment_slot CHECK (slot BETWEEN 1 AND 2);
ALTER TABLE review_assignment ADD CONSTRAINT review_assignment_due CHECK (due_at > assigned_at);
ALTER TABLE review_assignment ADD CONSTRAINT review_assignment_reason
  CHECK (reason IN ('conflictOfInterest', 'notMyField', 'noTime', 'other') AND (state = 'declined') = (reason IS NOT NULL)
         OR reason IS NULL AND state <> 'declined');
CREATE UNIQUE INDEX review_assignment_one_place ON review_assignment (case_id, slot) WHERE state IN ('assigned', 'accepted');
CREATE UNIQUE INDEX review_assignment_one_person ON review_assignment (case_id, reviewer_id)
  WHERE state IN ('assigned', 'accepted');
CREATE TRIGGER assignment_reminder_append_only BEFORE UPDATE OR DELETE ON assignment_reminder
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- A conflict of interest, once declared, stands --------------------------------------------------------------------------

CREATE FUNCTION carepress_assignment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state NOT IN ('assigned', 'accepted')
     OR (NEW.id, NEW.case_id, NEW.reviewer_id, NEW.assigned_at) IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.reviewer_id, OLD.assigned_at) THEN
    RAISE EXCEPTION 'review assignment %: it is ended, and stays as it is', OLD.id USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER review_assignment_guard BEFORE UPDATE OR DELETE ON review_assignment
  FOR EACH ROW EXECUTE FUNCTION carepress_assignment_guard();

CREATE FUNCTION carepress_approval_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM review_assignment a WHERE a.case_id = NEW.case_id AND a.reviewer_id = NEW.approver_id
      AND a.state = 'declined' AND a.reason = 'conflictOfInterest') THEN
    RAISE EXCEPTION 'approval %: the approver declared a conflict of interest', NEW.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER approval_conflict BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION carepress_approval_conflict();
