-- Holds what "archived" means, whoever writes. Only adds; old code runs against it, as nothing was archived before.
-- Own error code: CP005 archived. The lock makes an archiving and a publishing at one moment come one after another.

CREATE FUNCTION carepress_archive_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL AND (
    EXISTS (SELECT 1 FROM publication p WHERE p.article_id = NEW.id AND p.state = 'live')
    OR EXISTS (SELECT 1 FROM publication_schedule s WHERE s.article_id = NEW.id AND s.state = 'scheduled')
    OR EXISTS (SELECT 1 FROM review_case c WHERE c.article_id = NEW.id
      AND c.state IN ('requested', 'inReview', 'changesRequested'))) THEN
    RAISE EXCEPTION 'article %: live, scheduled or in review, so it cannot be archived', NEW.id USING ERRCODE = 'CP005';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER article_archive_guard BEFORE UPDATE OF archived_at ON article
  FOR EACH ROW EXECUTE FUNCTION carepress_archive_guard();

CREATE FUNCTION carepress_not_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM article WHERE id = NEW.article_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM article WHERE id = NEW.article_id AND archived_at IS NOT NULL) THEN
    RAISE EXCEPTION '%: article % is archived', TG_TABLE_NAME, NEW.article_id USING ERRCODE = 'CP005';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_not_archived BEFORE INSERT ON publication
  FOR EACH ROW WHEN (NEW.state = 'live') EXECUTE FUNCTION carepress_not_archived();
CREATE TRIGGER publication_schedule_not_archived BEFORE INSERT ON publication_schedule
  FOR EACH ROW WHEN (NEW.state = 'scheduled') EXECUTE FUNCTION carepress_not_archived();
CREATE TRIGGER review_case_not_archived BEFORE INSERT ON review_case
  FOR EACH ROW WHEN (NEW.state IN ('requested', 'inReview', 'changesRequested'))
  EXECUTE FUNCTION carepress_not_archived();
CREATE TRIGGER revision_not_archived BEFORE INSERT ON revision
  FOR EACH ROW EXECUTE FUNCTION carepress_not_archived();
