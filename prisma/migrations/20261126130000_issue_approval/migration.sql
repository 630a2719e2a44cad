-- An issue goes out only as a second person approved it, word for word; a draft can be changed and deleted until then. Old
-- code runs against it, but its freezing is refused: it knows of no approval.

ALTER TABLE "issue" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "issue" ADD COLUMN "changed_at" TIMESTAMPTZ(3);
ALTER TABLE "issue" ADD COLUMN "contributor_ids" UUID[] DEFAULT ARRAY[]::UUID[];

CREATE TABLE "issue_approval" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "approved_by_id" UUID NOT NULL,
    "credential_id" UUID,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_approval_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "issue_approval_issue_id_content_hash_approved_by_id_key" ON "issue_approval"("issue_id", "content_hash", "approved_by_id");
ALTER TABLE "issue_approval" ADD CONSTRAINT "issue_approval_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE issue_approval ADD CONSTRAINT issue_approval_approved_by_room_fkey FOREIGN KEY (approved_by_id) REFERENCES staff_user (id);
ALTER TABLE issue_approval ADD CONSTRAINT issue_approval_credential_room_fkey FOREIGN KEY (credential_id) REFERENCES credential (id);

-- The SHA-256 of all that an issue says and to whom: its words, the part of the audience (every column whose name begins
-- with segment_), and its articles with the exact text of each, in their order. The approval under which an article goes
-- out is not in it: renewing it changes nothing that is read.
CREATE FUNCTION carepress_issue_hash(i issue) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_object(
    'site', i.site_id, 'locale', i.locale, 'subject', i.subject, 'preheader', i.preheader, 'intro', i.intro,
    'segment', (SELECT jsonb_object_agg(c.key, c.value) FROM jsonb_each(to_jsonb(i)) c WHERE c.key LIKE 'segment\_%'),
    'articles', (SELECT jsonb_agg(jsonb_build_array(a.publication_id, a.revision_id, a.content_hash, a.mode) ORDER BY a.position)
                   FROM issue_article a WHERE a.issue_id = i.id))::text, 'UTF8')), 'hex')
$$;

-- CP007: an issue without the approval of a second person.
CREATE FUNCTION carepress_issue_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  i issue;
BEGIN
  SELECT * INTO i FROM issue WHERE id = COALESCE(NEW.issue_id, OLD.issue_id) FOR UPDATE;
  IF TG_OP = 'UPDATE' OR (TG_OP = 'DELETE' AND i.frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'issue_approval is append-only: % refused', TG_OP USING ERRCODE = 'CP003';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF i.state <> 'composing' OR NEW.content_hash <> carepress_issue_hash(i) THEN
    RAISE EXCEPTION 'issue %: the approval is of another text, or comes too late', i.id USING ERRCODE = 'CP007';
  END IF;
  IF NEW.approved_by_id = i.created_by_id OR NEW.approved_by_id = ANY (i.contributor_ids) THEN
    RAISE EXCEPTION 'issue %: whoever composed it cannot approve it', i.id USING ERRCODE = 'CP007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issue_approval_guard BEFORE INSERT OR UPDATE OR DELETE ON issue_approval
  FOR EACH ROW EXECUTE FUNCTION carepress_issue_approval_guard();
CREATE TRIGGER issue_approval_no_truncate BEFORE TRUNCATE ON issue_approval EXECUTE FUNCTION carepress_append_only();

CREATE FUNCTION carepress_issue_approved(i issue) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM issue_approval a
                  WHERE a.issue_id = i.id AND a.content_hash = carepress_issue_hash(i)
                    AND a.approved_by_id <> i.created_by_id AND a.approved_by_id <> ALL (i.contributor_ids))
$$;

CREATE FUNCTION carepress_issue_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'composing' OR OLD.frozen_at IS NOT NULL THEN
      RAISE EXCEPTION 'issue % is history and is not deleted', OLD.id USING ERRCODE = 'CP003';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state IN ('handingOver', 'paused') THEN
      RAISE EXCEPTION 'issue %: it begins as a draft', NEW.id USING ERRCODE = 'CP007';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.frozen_at IS NOT NULL AND (NEW.site_id, NEW.locale, NEW.subject, NEW.preheader, NEW.intro, NEW.created_by_id)
     IS DISTINCT FROM (OLD.site_id, OLD.locale, OLD.subject, OLD.preheader, OLD.intro, OLD.created_by_id) THEN
    RAISE EXCEPTION 'issue % is frozen and cannot change', OLD.id USING ERRCODE = 'CP007';
  END IF;
  IF OLD.state = 'composing' AND NEW.state NOT IN ('composing', 'cancelled') AND NOT carepress_issue_approved(NEW) THEN
    RAISE EXCEPTION 'issue %: nobody else approved it as it stands', OLD.id USING ERRCODE = 'CP007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issue_guard BEFORE INSERT OR UPDATE OR DELETE ON issue
  FOR EACH ROW EXECUTE FUNCTION carepress_issue_guard();

-- While an issue is handed over, nothing but the approval of an article moves.
CREATE FUNCTION carepress_issue_article_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'approval_id') = (to_jsonb(OLD) - 'approval_id') THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM issue i WHERE i.id IN (NEW.issue_id, OLD.issue_id) AND i.state IN ('handingOver', 'paused')) THEN
    RAISE EXCEPTION 'the articles of a frozen issue cannot change' USING ERRCODE = 'CP007';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER issue_article_guard BEFORE INSERT OR UPDATE OR DELETE ON issue_article
  FOR EACH ROW EXECUTE FUNCTION carepress_issue_article_guard();
