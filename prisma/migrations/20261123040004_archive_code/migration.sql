-- Gives what is refused of archived articles a code of its own, CP006: CP005 is a licence that ran out during a request.
-- The functions are otherwise as they were; old code, which knows neither code, runs against it.

CREATE OR REPLACE FUNCTION carepress_archive_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL AND (
    EXISTS (SELECT 1 FROM publication p WHERE p.article_id = NEW.id AND p.state = 'live')
    OR EXISTS (SELECT 1 FROM publication_schedule s WHERE s.article_id = NEW.id AND s.state = 'scheduled')
    OR EXISTS (SELECT 1 FROM review_case c WHERE c.article_id = NEW.id
      AND c.state IN ('requested', 'inReview', 'changesRequested'))) THEN
    RAISE EXCEPTION 'article %: live, scheduled or in review, so it cannot be archived', NEW.id USING ERRCODE = 'CP006';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION carepress_not_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM article WHERE id = NEW.article_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM article WHERE id = NEW.article_id AND archived_at IS NOT NULL) THEN
    RAISE EXCEPTION '%: article % is archived', TG_TABLE_NAME, NEW.article_id USING ERRCODE = 'CP006';
  END IF;
  RETURN NEW;
END $$;

