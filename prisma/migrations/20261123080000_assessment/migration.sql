-- Keeps what the checks found in a text, and who waived a finding and why. Shape only; code without it runs the same.
CREATE TABLE "assessment" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "checks_version" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "readability" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "assessment_article_id_locale_content_hash_checks_version_ba_key"
  ON "assessment"("article_id", "locale", "content_hash", "checks_version", "basis");

CREATE TABLE "finding_waiver" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "finding_key" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "check_version" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "waived_by_id" UUID NOT NULL,
    "waived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_waiver_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "finding_waiver_article_id_locale_finding_key_key"
  ON "finding_waiver"("article_id", "locale", "finding_key");

ALTER TABLE assessment ADD CONSTRAINT assessment_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE assessment ADD CONSTRAINT assessment_content_hash CHECK (content_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE finding_waiver ADD CONSTRAINT finding_waiver_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE finding_waiver ADD CONSTRAINT finding_waiver_revision_room_fkey
  FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE finding_waiver ADD CONSTRAINT finding_waiver_waived_by_room_fkey
  FOREIGN KEY (waived_by_id) REFERENCES staff_user (id);
ALTER TABLE finding_waiver ADD CONSTRAINT finding_waiver_severity CHECK (severity IN ('block', 'fix', 'note'));
ALTER TABLE finding_waiver ADD CONSTRAINT finding_waiver_reason CHECK (length(btrim(reason)) BETWEEN 3 AND 1000);

CREATE TRIGGER finding_waiver_append_only BEFORE UPDATE OR DELETE ON finding_waiver
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER finding_waiver_no_truncate BEFORE TRUNCATE ON finding_waiver EXECUTE FUNCTION carepress_append_only();

-- Nobody clears the way for their own text: whoever contributed waives notes only.
CREATE FUNCTION carepress_waiver_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  judged revision%ROWTYPE;
BEGIN
  SELECT * INTO judged FROM revision WHERE id = NEW.revision_id;
  IF judged.article_id <> NEW.article_id OR judged.locale <> NEW.locale OR judged.content_hash <> NEW.content_hash THEN
    RAISE EXCEPTION 'waiver %: it must name a revision of its article and the content it judged', NEW.id
      USING ERRCODE = 'CP001';
  END IF;
  IF NEW.severity <> 'note'
     AND NEW.waived_by_id IN (SELECT carepress_contributors(NEW.article_id, NEW.locale, judged.number)) THEN
    RAISE EXCEPTION 'waiver %: who waives it contributed to this text', NEW.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER finding_waiver_guard BEFORE INSERT ON finding_waiver
  FOR EACH ROW EXECUTE FUNCTION carepress_waiver_guard();
