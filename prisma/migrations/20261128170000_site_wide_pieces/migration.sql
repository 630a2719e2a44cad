-- The exercises and the questions of a whole site, page by page: how many each live article has stands beside it, so that
-- those without any are passed over. Older code runs against this: the database itself counts, and the view is longer at
-- its end.

-- Rows from before exercises were kept by themselves have them in their document alone.
CREATE FUNCTION carepress_exercise_count(payload jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE jsonb_typeof(payload -> 'exercises') WHEN 'array' THEN jsonb_array_length(payload -> 'exercises')
    ELSE jsonb_array_length(jsonb_path_query_array(payload, 'strict $.document.** ? (@.type == "exercise")', '{}', true))
  END;
$$;
CREATE FUNCTION carepress_faq_count(payload jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE jsonb_typeof(payload -> 'faq') WHEN 'array' THEN jsonb_array_length(payload -> 'faq') ELSE 0 END;
$$;

ALTER TABLE delivery_article
  ADD COLUMN exercise_count integer GENERATED ALWAYS AS (carepress_exercise_count(payload)) STORED,
  ADD COLUMN faq_count integer GENERATED ALWAYS AS (carepress_faq_count(payload)) STORED;

CREATE INDEX delivery_article_with_exercises ON delivery_article (site_id, locale, published_at DESC, article_id)
  WHERE exercise_count > 0;
CREATE INDEX delivery_article_with_faq ON delivery_article (site_id, locale, published_at DESC, article_id)
  WHERE faq_count > 0;

CREATE OR REPLACE VIEW delivery.article AS
  SELECT * FROM public.delivery_article WHERE serve_until IS NULL OR serve_until > now();
