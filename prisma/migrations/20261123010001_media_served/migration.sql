-- A file is public only as long as the article that shows it is served: what may not be read any more, because nobody
-- reviewed it in time, shows no picture either. Older code runs against this: it sees fewer files as shown.

CREATE OR REPLACE VIEW delivery.media_file AS
SELECT f.name, f.content_type, f.bytes, f.file_name, s.is_shown
FROM (
  SELECT r.name, 'image/' || r.format AS content_type, r.bytes, a.file_name, a.id AS asset_id
  FROM public.media_rendition r JOIN public.media_asset a ON a.id = r.asset_id WHERE r.state = 'ready'
  UNION ALL
  SELECT a.name, a.content_type, a.bytes, a.file_name, a.id FROM public.media_asset a WHERE a.kind = 'pdf'
) f
JOIN LATERAL (
  SELECT bool_or(m.hidden_at IS NULL AND EXISTS (SELECT 1 FROM delivery.article d
    WHERE (d.site_id, d.article_id, d.locale) = (m.site_id, m.article_id, m.locale))) AS is_shown
  FROM public.media_showing m WHERE m.asset_id = f.asset_id
) s ON s.is_shown IS NOT NULL;
