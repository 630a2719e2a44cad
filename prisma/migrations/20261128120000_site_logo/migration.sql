-- The logo of a site stands in its newsletters and on its pages, so everybody may load it for as long as it is the logo;
-- it must be one of the site's own pictures. Older code runs against this: it serves a few files more.

CREATE OR REPLACE VIEW delivery.media_file AS
SELECT f.name, f.content_type, f.bytes, f.file_name, s.is_shown
FROM (
  SELECT r.name, 'image/' || r.format AS content_type, r.bytes, a.file_name, a.id AS asset_id
  FROM public.media_rendition r JOIN public.media_asset a ON a.id = r.asset_id WHERE r.state = 'ready'
  UNION ALL
  SELECT a.name, a.content_type, a.bytes, a.file_name, a.id FROM public.media_asset a WHERE a.kind = 'pdf'
) f
JOIN LATERAL (
  SELECT bool_or(shown.now) AS is_shown FROM (
    SELECT m.hidden_at IS NULL AND EXISTS (SELECT 1 FROM delivery.article d
      WHERE (d.site_id, d.article_id, d.locale) = (m.site_id, m.article_id, m.locale)) AS now
    FROM public.media_showing m WHERE m.asset_id = f.asset_id
    UNION ALL
    SELECT true FROM public.site l WHERE l.logo_media_id = f.asset_id
  ) shown
) s ON s.is_shown IS NOT NULL;

-- A picture of another site, or a PDF, is nobody's logo, whoever writes it.
CREATE FUNCTION carepress_site_logo_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM media_asset a
    WHERE a.id = NEW.logo_media_id AND a.site_id = NEW.id AND a.kind = 'image') THEN
    RAISE EXCEPTION 'site: % is no picture of its own', NEW.logo_media_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER site_logo_is_own BEFORE INSERT OR UPDATE OF logo_media_id ON site
  FOR EACH ROW WHEN (NEW.logo_media_id IS NOT NULL) EXECUTE FUNCTION carepress_site_logo_is_own();
