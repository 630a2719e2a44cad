-- Why: an approval is complete only with every approver its risk class asks for, each with their own checklist.
-- Old code still runs against it, but its approvals are refused: it stores no checklist. Deploy together.

ALTER TABLE "revision" ADD COLUMN "restored_from_id" UUID;

ALTER TABLE "review_case"
  ADD COLUMN "risk_class" TEXT NOT NULL DEFAULT 'standard',
  ADD COLUMN "edit_class" TEXT NOT NULL DEFAULT 'clinical',
  ADD COLUMN "required_approvals" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "required_specialties" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "required_checklists" TEXT[] DEFAULT ARRAY['safety']::TEXT[],
  ADD COLUMN "decision" TEXT;

ALTER TABLE "approval"
  ADD COLUMN "checklists" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "edit_class" TEXT NOT NULL DEFAULT 'clinical',
  ADD COLUMN "last_reviewed_at" TIMESTAMPTZ(3);

-- One approval a case and person, where it was one a case.
DROP INDEX "approval_case_id_key";
CREATE UNIQUE INDEX "approval_case_id_approver_id_key" ON "approval"("case_id", "approver_id");

CREATE TABLE "checklist_sheet" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "rater_id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "context" JSONB NOT NULL,
    "scores" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "checklist_sheet_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "checklist_sheet_content_hash_rater_id_idx" ON "checklist_sheet"("content_hash", "rater_id");
CREATE INDEX "checklist_sheet_article_id_locale_answered_at_idx"
  ON "checklist_sheet"("article_id", "locale", "answered_at" DESC);

ALTER TABLE review_case ADD CONSTRAINT review_case_risk_class CHECK (risk_class IN ('low', 'standard', 'high'));
ALTER TABLE review_case ADD CONSTRAINT review_case_edit_class CHECK (edit_class IN ('minor', 'clinical'));
ALTER TABLE review_case ADD CONSTRAINT review_case_decision
  CHECK (decision IN ('approved', 'minorEdits', 'changes', 'withdrawn', 'superseded'));
ALTER TABLE approval ADD CONSTRAINT approval_edit_class CHECK (edit_class IN ('minor', 'clinical'));
ALTER TABLE checklist_sheet ADD CONSTRAINT checklist_sheet_instrument CHECK (instrument IN ('safety', 'pemat', 'cci'));
ALTER TABLE checklist_sheet ADD CONSTRAINT checklist_sheet_answers CHECK (jsonb_typeof(answers) = 'object');
ALTER TABLE checklist_sheet ADD CONSTRAINT checklist_sheet_revision_room_fkey
  FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE checklist_sheet ADD CONSTRAINT checklist_sheet_rater_room_fkey
  FOREIGN KEY (rater_id) REFERENCES staff_user (id);
ALTER TABLE revision ADD CONSTRAINT revision_restored_from_room_fkey FOREIGN KEY (restored_from_id) REFERENCES revision (id);

-- Answers are history ------------------------------------------------------------------------------------------------

CREATE TRIGGER checklist_sheet_append_only BEFORE UPDATE OR DELETE ON checklist_sheet
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER checklist_sheet_no_truncate BEFORE TRUNCATE ON checklist_sheet EXECUTE FUNCTION carepress_append_only();

-- When the approvals of a case are enough ----------------------------------------------------------------------------
-- The number of people is the larger of what the case asked for and what the risk class asks for today: a text whose
-- risk was raised later needs its second approver before it goes live again.

CREATE FUNCTION carepress_approvals_needed(of_risk_class text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE of_risk_class WHEN 'high' THEN 2 ELSE 1 END
$$;

CREATE FUNCTION carepress_case_covered(of_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(DISTINCT a.approver_id) >= greatest(c.required_approvals, carepress_approvals_needed(art.risk_class))
     AND (COALESCE(cardinality(c.required_specialties), 0) = 0 OR bool_or(EXISTS (
       SELECT 1 FROM jsonb_array_elements_text(COALESCE(a.credential_snapshot->'specialties', '[]')) held
       WHERE lower(held) = ANY (c.required_specialties))))
  FROM review_case c
  JOIN article art ON art.id = c.article_id
  JOIN approval a ON a.case_id = c.id AND a.revoked_at IS NULL AND a.content_hash = c.content_hash
  WHERE c.id = of_case
  GROUP BY c.id, art.risk_class
$$;

CREATE FUNCTION carepress_case_complete(of_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT COALESCE((SELECT c.state = 'approved' AND carepress_case_covered(c.id) FROM review_case c WHERE c.id = of_case), false)
$$;

-- Who contributed since the last complete approval ------------------------------------------------------------------
-- A restored text brings its authors with it: those who wrote the restored revision since the approval before it, unless
-- that revision is approved itself.

CREATE OR REPLACE FUNCTION carepress_contributors(of_article uuid, of_locale text, up_to integer) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE approved AS (
    SELECT DISTINCT r.number FROM approval a JOIN revision r ON r.id = a.revision_id
    WHERE a.article_id = of_article AND a.locale = of_locale AND a.revoked_at IS NULL AND carepress_case_complete(a.case_id)
  ), part (number, author, source) AS (
    SELECT r.number, r.created_by_id, r.restored_from_id FROM revision r
    WHERE r.article_id = of_article AND r.locale = of_locale AND r.number <= up_to
      AND r.number > COALESCE((SELECT max(number) FROM approved WHERE number < up_to), 0)
    UNION
    SELECT r.number, r.created_by_id, r.restored_from_id
    FROM part JOIN revision origin ON origin.id = part.source
    JOIN revision r ON r.article_id = origin.article_id AND r.locale = origin.locale AND r.number <= origin.number
      AND r.number > COALESCE((SELECT max(number) FROM approved WHERE number < origin.number), 0)
    WHERE NOT EXISTS (SELECT 1 FROM approved WHERE approved.number = origin.number)
  )
  SELECT DISTINCT author FROM part
$$;

-- A review case ------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION carepress_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
      SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.article_id = NEW.article_id AND r.locale = NEW.locale
        AND r.content_hash = NEW.content_hash AND r.pinned_at IS NOT NULL) THEN
      RAISE EXCEPTION 'review case %: its revision must be pinned and have this content hash', NEW.id USING ERRCODE = 'CP001';
    END IF;
    IF NOT ('safety' = ANY (COALESCE(NEW.required_checklists, '{}'))) THEN
      RAISE EXCEPTION 'review case %: no review goes without the safety checklist', NEW.id USING ERRCODE = 'CP001';
    END IF;
    NEW.required_approvals := greatest(NEW.required_approvals, carepress_approvals_needed(
      (SELECT risk_class FROM article WHERE id = NEW.article_id)));
    RETURN NEW;
  END IF;
  IF (NEW.article_id, NEW.locale, NEW.revision_id, NEW.content_hash, NEW.required_approvals, NEW.required_specialties,
      NEW.required_checklists, NEW.risk_class, NEW.edit_class)
     IS DISTINCT FROM
     (OLD.article_id, OLD.locale, OLD.revision_id, OLD.content_hash, OLD.required_approvals, OLD.required_specialties,
      OLD.required_checklists, OLD.risk_class, OLD.edit_class) THEN
    RAISE EXCEPTION 'review case %: the revision under review and what it needs cannot change', OLD.id USING ERRCODE = 'CP001';
  END IF;
  IF OLD.state IN ('approved', 'withdrawn', 'superseded') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'review case %: it is ended', OLD.id USING ERRCODE = 'CP001';
  END IF;
  IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT COALESCE(carepress_case_covered(NEW.id), false) THEN
    RAISE EXCEPTION 'review case %: it lacks an approver', OLD.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

-- The first of two approvals ends with its case: alone it covers nothing.
CREATE FUNCTION carepress_case_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE approval SET revoked_at = clock_timestamp(), revoked_by_id = NEW.decided_by_id,
    revoked_reason = 'The review ended before every approver had approved.'
  WHERE case_id = NEW.id AND revoked_at IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER review_case_ended AFTER UPDATE OF state ON review_case FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('changesRequested', 'withdrawn', 'superseded'))
  EXECUTE FUNCTION carepress_case_ended();

-- An approval --------------------------------------------------------------------------------------------------------

CREATE FUNCTION carepress_checklists_missing(of_approval approval, wanted text[]) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(name) FROM unnest(wanted) AS name
  WHERE NOT EXISTS (
    SELECT 1 FROM checklist_sheet s
    JOIN jsonb_array_elements(of_approval.checklists) bound ON (bound->>'sheetId')::uuid = s.id
    WHERE s.instrument = name AND s.rater_id = of_approval.approver_id AND s.article_id = of_approval.article_id
      AND s.locale = of_approval.locale AND s.content_hash = of_approval.content_hash
      AND bound->'answers' = s.answers
      -- Our own checklist is a gate: one "no" is a reason to send the text back.
      AND (name <> 'safety' OR (s.answers <> '{}' AND NOT EXISTS (
        SELECT 1 FROM jsonb_each(s.answers) one WHERE one.value->>'answer' = 'no'))))
$$;

CREATE OR REPLACE FUNCTION carepress_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reviewed revision%ROWTYPE;
  asked review_case%ROWTYPE;
  missing text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.revoked_at IS NOT NULL
       OR (to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason'])
          IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason']) THEN
      RAISE EXCEPTION 'approval %: it can be revoked once, and nothing else', OLD.id USING ERRCODE = 'CP003';
    END IF;
    RETURN NEW;
  END IF;
  -- Two approvers at once: the second waits, and then sees the first.
  SELECT * INTO asked FROM review_case WHERE id = NEW.case_id FOR UPDATE;
  SELECT * INTO reviewed FROM revision WHERE id = NEW.revision_id;
  IF asked.id IS NULL OR (asked.revision_id, asked.article_id, asked.locale, asked.content_hash)
     IS DISTINCT FROM (NEW.revision_id, NEW.article_id, NEW.locale, NEW.content_hash) THEN
    RAISE EXCEPTION 'approval %: its review case is of another revision', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF asked.state IN ('changesRequested', 'withdrawn', 'superseded') THEN
    RAISE EXCEPTION 'approval %: its review case is %', NEW.id, asked.state USING ERRCODE = 'CP001';
  END IF;
  IF reviewed.pinned_at IS NULL OR reviewed.content_hash <> NEW.content_hash THEN
    RAISE EXCEPTION 'approval %: it must name a pinned revision and its content hash', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NEW.approver_id IN (SELECT carepress_contributors(NEW.article_id, NEW.locale, reviewed.number)) THEN
    RAISE EXCEPTION 'approval %: the approver contributed to this text', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.credential_id AND c.user_id = NEW.approver_id
      AND c.revoked_at IS NULL AND c.valid_from <= NEW.approved_at AND c.valid_until > NEW.approved_at) THEN
    RAISE EXCEPTION 'approval %: the approver has no such credential in force', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NEW.review_due_at <= NEW.approved_at THEN
    RAISE EXCEPTION 'approval %: the review date must lie after the approval', NEW.id USING ERRCODE = 'CP001';
  END IF;
  missing := carepress_checklists_missing(NEW, asked.required_checklists);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'approval %: its approver has not passed the checklists %', NEW.id, missing USING ERRCODE = 'CP001';
  END IF;
  IF NEW.edit_class = 'minor' AND NOT EXISTS (
    SELECT 1 FROM approval before WHERE before.article_id = NEW.article_id AND before.locale = NEW.locale
      AND before.revoked_at IS NULL AND before.review_due_at >= NEW.review_due_at
      AND before.case_id <> NEW.case_id AND carepress_case_complete(before.case_id)) THEN
    RAISE EXCEPTION 'approval %: a minor edit keeps the review date of the approval before it', NEW.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

-- Asked again at the very end of the transaction, by the clock of the database: a licence that runs out or is revoked
-- while the request is under way approves nothing.
CREATE FUNCTION carepress_approval_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.credential_id AND c.revoked_at IS NULL
      AND c.valid_until > clock_timestamp()) THEN
    RAISE EXCEPTION 'approval %: the credential ran out during the request', NEW.id USING ERRCODE = 'CP005';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER approval_at_commit AFTER INSERT ON approval DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION carepress_approval_at_commit();

-- A publication ------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION carepress_publication_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published revision%ROWTYPE;
  ground approval%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state <> 'live' OR NEW.state = 'live'
       OR (to_jsonb(NEW) - ARRAY['state', 'live_until', 'ended_sequence', 'withdrawn_by_id', 'withdrawn_reason'])
          IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'live_until', 'ended_sequence', 'withdrawn_by_id', 'withdrawn_reason']) THEN
      RAISE EXCEPTION 'publication %: it can be ended once, and nothing else', OLD.id USING ERRCODE = 'CP004';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO published FROM revision WHERE id = NEW.revision_id;
  SELECT * INTO ground FROM approval WHERE id = NEW.approval_id;
  IF ground.id IS NULL OR ground.revoked_at IS NOT NULL OR published.pinned_at IS NULL
     OR (ground.article_id, ground.locale, ground.content_hash)
        IS DISTINCT FROM (NEW.article_id, NEW.locale, NEW.content_hash)
     OR (published.article_id, published.locale, published.content_hash)
        IS DISTINCT FROM (NEW.article_id, NEW.locale, NEW.content_hash) THEN
    RAISE EXCEPTION 'publication %: no approval in force of this content hash', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF NOT carepress_case_complete(ground.case_id) THEN
    RAISE EXCEPTION 'publication %: its approval lacks an approver', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF EXISTS (SELECT 1 FROM approval a WHERE a.case_id = ground.case_id AND a.revoked_at IS NULL
      AND a.review_due_at <= NEW.live_from) THEN
    RAISE EXCEPTION 'publication %: the review of this text is overdue', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF EXISTS (SELECT 1 FROM approval a JOIN credential c ON c.id = a.credential_id
      WHERE a.case_id = ground.case_id AND a.revoked_at IS NULL
        AND (c.revoked_at IS NOT NULL OR c.valid_until <= NEW.live_from)) THEN
    RAISE EXCEPTION 'publication %: the credential of an approver is not in force', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF EXISTS (SELECT 1 FROM approval a WHERE a.case_id = ground.case_id AND a.revoked_at IS NULL
      AND a.approver_id IN (SELECT carepress_contributors(NEW.article_id, NEW.locale,
        (SELECT number FROM revision WHERE id = ground.revision_id)))) THEN
    RAISE EXCEPTION 'publication %: an approver contributed to this text', NEW.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
