-- Every API process keeps ready answers. It learns here, at commit, that what a site shows has changed.
-- Older code runs against this unchanged: it neither listens nor minds a generation that grew by itself.

CREATE FUNCTION announce_site_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('delivery_site', NEW.site_id || ' ' || NEW.generation);
  RETURN NULL;
END $$;
CREATE TRIGGER site_generation_announced AFTER INSERT OR UPDATE ON site_generation
  FOR EACH ROW EXECUTE FUNCTION announce_site_generation();

-- Name, phone and the rest are part of public answers: a change of them is a change of what the site shows.
CREATE FUNCTION count_site_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO site_generation (site_id, generation) VALUES (NEW.id, 1)
  ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER site_change_counted AFTER UPDATE ON site
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION count_site_change();
