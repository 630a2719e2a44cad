-- Who chose a term that is merged chose what it became, and so did an issue that is still being written. Old code runs
-- against it: it merges nothing. What a consent was given to stays as it was given.

CREATE FUNCTION carepress_interests_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriber_interest (subscriber_id, term_id)
    SELECT subscriber_id, NEW.merged_into_id FROM subscriber_interest WHERE term_id = NEW.id ON CONFLICT DO NOTHING;
  DELETE FROM subscriber_interest WHERE term_id = NEW.id;
  UPDATE issue SET segment_interests = ARRAY(
      SELECT DISTINCT CASE WHEN it = NEW.id THEN NEW.merged_into_id ELSE it END FROM unnest(segment_interests) it)
    WHERE frozen_at IS NULL AND NEW.id = ANY (segment_interests);
  RETURN NULL;
END $$;

CREATE TRIGGER taxonomy_term_interests AFTER UPDATE OF merged_into_id ON taxonomy_term
  FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
  EXECUTE FUNCTION carepress_interests_follow();

-- A form that was opened before the merge still names the old term.
CREATE FUNCTION carepress_interest_became() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  became uuid;
BEGIN
  SELECT t.merged_into_id INTO became FROM taxonomy_term t WHERE t.id = NEW.term_id FOR SHARE;
  IF became IS NULL THEN RETURN NEW; END IF;
  NEW.term_id := became;
  IF EXISTS (SELECT 1 FROM subscriber_interest x WHERE x.subscriber_id = NEW.subscriber_id AND x.term_id = became) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER subscriber_interest_became BEFORE INSERT ON subscriber_interest
  FOR EACH ROW EXECUTE FUNCTION carepress_interest_became();
