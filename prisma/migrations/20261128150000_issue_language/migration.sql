-- An issue is in one language, and every article of it too; corrections stand in the language in which the wrong text stood.
-- Old code runs against it: it freezes issues in the language of their site as it did before, and is refused by CP007 where
-- an issue mixes languages. What is frozen already goes on.

CREATE FUNCTION carepress_issue_one_language(i issue) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM issue_article a JOIN publication p ON p.id = a.publication_id
                      WHERE a.issue_id = i.id AND a.mode <> 'correction' AND p.locale <> i.locale)
$$;

CREATE FUNCTION carepress_issue_language_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'composing' AND NEW.state NOT IN ('composing', 'cancelled') AND NOT carepress_issue_one_language(NEW) THEN
    RAISE EXCEPTION 'issue %: an article of it is in another language than %', NEW.id, NEW.locale USING ERRCODE = 'CP007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issue_language_guard BEFORE UPDATE ON issue
  FOR EACH ROW EXECUTE FUNCTION carepress_issue_language_guard();
