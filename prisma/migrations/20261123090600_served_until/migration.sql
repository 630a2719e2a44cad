-- The public views stop at the instant until which a text may be served, whoever reads them and by whatever statement.
-- After the card of the read model, which made the view anew. Older code runs against this: it sees fewer rows.

-- The address of such a text answers as withdrawn, also before a sweep took it off.
CREATE OR REPLACE VIEW delivery.article AS
  SELECT * FROM public.delivery_article WHERE serve_until IS NULL OR serve_until > now();
CREATE OR REPLACE VIEW delivery.tombstone AS
  SELECT * FROM public.delivery_tombstone
  UNION ALL
  SELECT site_id, locale, slug, article_id, serve_until, sequence FROM public.delivery_article
  WHERE serve_until <= now();
