-- What everybody may know of a site's logo. Older code runs against this unchanged.

CREATE VIEW delivery.site_logo AS
SELECT s.id AS site_id, a.id AS media_id, d.alt, d.alt_texts, d.decorative, d.credit, d.rights_until, f.files
FROM public.site s
JOIN public.media_asset a ON a.id = s.logo_media_id
JOIN LATERAL (SELECT * FROM public.media_description x WHERE x.asset_id = a.id ORDER BY x.version DESC LIMIT 1) d
  ON d.rights_status <> 'unknown'
JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('format', r.format, 'name', r.name, 'width', r.width, 'height', r.height)
    ORDER BY r.width) AS files
  FROM public.media_rendition r WHERE r.asset_id = a.id AND r.state = 'ready' AND r.variant = 'fit'
) f ON f.files IS NOT NULL;
GRANT SELECT ON delivery.site_logo TO carepress_delivery;

-- Other words, or rights that end sooner, change what the site shows.
CREATE FUNCTION count_logo_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO site_generation (site_id, generation) SELECT s.id, 1 FROM site s WHERE s.logo_media_id = NEW.asset_id
  ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER logo_change_counted AFTER INSERT ON media_description
  FOR EACH ROW EXECUTE FUNCTION count_logo_change();
