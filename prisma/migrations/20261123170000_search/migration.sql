-- Search over what is live: words by language, weighted by place, kept by triggers in the transaction that publishes.
-- Only adds: old code runs against it and notices nothing.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateTable
CREATE TABLE "delivery_search" (
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "serve_until" TIMESTAMPTZ(3),
    "title" tsvector NOT NULL,
    "head" tsvector NOT NULL,
    "body" tsvector NOT NULL,

    CONSTRAINT "delivery_search_pkey" PRIMARY KEY ("site_id","article_id","locale")
);

-- CreateTable
CREATE TABLE "delivery_word" (
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "delivery_word_pkey" PRIMARY KEY ("site_id","locale","word")
);

-- CreateTable
CREATE TABLE "delivery_synonym" (
    "term_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "target" tsquery NOT NULL,
    "substitute" tsquery NOT NULL,

    CONSTRAINT "delivery_synonym_pkey" PRIMARY KEY ("term_id","locale","name")
);

-- Between the rooms by hand: where a term goes, its synonyms go.
ALTER TABLE delivery_search ADD CONSTRAINT delivery_search_article_room_fkey
  FOREIGN KEY (site_id, article_id, locale) REFERENCES delivery_article (site_id, article_id, locale) ON DELETE CASCADE;
ALTER TABLE delivery_synonym ADD CONSTRAINT delivery_synonym_term_room_fkey
  FOREIGN KEY (term_id) REFERENCES taxonomy_term (id) ON DELETE CASCADE;

CREATE INDEX delivery_search_title ON delivery_search USING gin (title);
CREATE INDEX delivery_search_head ON delivery_search USING gin (head);
CREATE INDEX delivery_search_body ON delivery_search USING gin (body);
CREATE INDEX delivery_word_near ON delivery_word USING gin (word gin_trgm_ops);

-- How words of a language are read: accents do not matter, nor does the ending of a word. -------------------------------

CREATE TEXT SEARCH CONFIGURATION carepress_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION carepress_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION carepress_es (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION carepress_es
  ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part, word WITH unaccent, spanish_stem;
CREATE TEXT SEARCH CONFIGURATION carepress_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION carepress_simple ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

CREATE FUNCTION carepress_search_config(locale text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE lower(split_part(locale, '-', 1))
    WHEN 'en' THEN 'public.carepress_en'::regconfig
    WHEN 'es' THEN 'public.carepress_es'::regconfig
    ELSE 'public.carepress_simple'::regconfig END
$$;

-- The row of an article, made anew when its text is another one, and its dates when those change. ------------------------

CREATE FUNCTION carepress_index_article() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  config regconfig := public.carepress_search_config(NEW.locale);
  headings text;
  questions text;
  heads text;
  title_words tsvector;
  head_words tsvector;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.publication_id = OLD.publication_id AND NEW.topic = OLD.topic THEN
    UPDATE public.delivery_search SET serve_until = NEW.serve_until
    WHERE site_id = NEW.site_id AND article_id = NEW.article_id AND locale = NEW.locale;
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  SELECT COALESCE(string_agg(h->>'text', ' '), '') INTO headings
  FROM jsonb_array_elements(COALESCE(NEW.payload->'outline', '[]')) h;
  SELECT COALESCE(string_agg(f->>'question', ' '), '') INTO questions
  FROM jsonb_array_elements(COALESCE(NEW.payload->'faq', '[]')) f;
  title_words := setweight(to_tsvector(config, NEW.title), 'A');
  head_words := title_words || setweight(to_tsvector(config, headings), 'B')
    || setweight(to_tsvector(config, questions), 'C');
  INSERT INTO public.delivery_search (site_id, article_id, locale, topic, published_at, serve_until, title, head, body)
  VALUES (NEW.site_id, NEW.article_id, NEW.locale, NEW.topic, NEW.published_at, NEW.serve_until, title_words, head_words,
    head_words || to_tsvector(config, left(COALESCE(NEW.payload->>'summary', '') || ' '
      || COALESCE(NEW.payload->>'text', ''), 200000)))
  ON CONFLICT (site_id, article_id, locale) DO UPDATE SET
    (topic, published_at, serve_until, title, head, body) = (EXCLUDED.topic, EXCLUDED.published_at,
      EXCLUDED.serve_until, EXCLUDED.title, EXCLUDED.head, EXCLUDED.body);
  heads := NEW.title || ' ' || headings || ' ' || questions;
  INSERT INTO public.delivery_word (site_id, locale, word)
  SELECT DISTINCT NEW.site_id, NEW.locale, lower(public.unaccent(it[1]))
  FROM regexp_matches(heads, '[[:alpha:]]{4,40}', 'g') it
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_article_search AFTER INSERT OR UPDATE ON delivery_article
  FOR EACH ROW EXECUTE FUNCTION carepress_index_article();

-- Every name of a term finds what is said with its other names. ----------------------------------------------------------

CREATE FUNCTION carepress_index_label() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  config regconfig;
  names text[];
  spoken tsquery;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM public.delivery_synonym WHERE term_id = OLD.term_id AND locale = OLD.locale;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN NULL; END IF;
  config := public.carepress_search_config(NEW.locale);
  SELECT array_agg(DISTINCT it) INTO names FROM unnest(NEW.label || NEW.synonyms) it
  WHERE numnode(plainto_tsquery(config, it)) > 0;
  IF names IS NULL OR cardinality(names) < 2 THEN RETURN NULL; END IF;
  SELECT string_agg('(' || phraseto_tsquery(config, it)::text || ')', ' | ')::tsquery INTO spoken FROM unnest(names) it;
  INSERT INTO public.delivery_synonym (term_id, locale, name, target, substitute)
  SELECT NEW.term_id, NEW.locale, it, plainto_tsquery(config, it), plainto_tsquery(config, it) || spoken
  FROM unnest(names) it;
  RETURN NULL;
END $$;

CREATE TRIGGER taxonomy_label_search AFTER INSERT OR UPDATE OR DELETE ON taxonomy_label
  FOR EACH ROW EXECUTE FUNCTION carepress_index_label();

-- What the public may read of it ----------------------------------------------------------------------------------------

CREATE VIEW delivery.search AS
  SELECT site_id, article_id, locale, topic, published_at, serve_until, title, head, body
  FROM public.delivery_search WHERE serve_until IS NULL OR serve_until > now();
CREATE VIEW delivery.word AS SELECT site_id, locale, word FROM public.delivery_word;
CREATE VIEW delivery.synonym AS
  SELECT t.site_id, s.locale, s.target, s.substitute
  FROM public.delivery_synonym s JOIN public.taxonomy_term t ON t.id = s.term_id;
-- A term of another clinic says nothing here, and an article that is not live has no terms here.
CREATE VIEW delivery.term AS SELECT id, site_id, kind, key, parent_id FROM public.taxonomy_term;
CREATE VIEW delivery.term_label AS SELECT term_id, locale, label, synonyms FROM public.taxonomy_label;
CREATE VIEW delivery.term_code AS SELECT term_id, system, code, status, replaced_by FROM public.taxonomy_code;
CREATE VIEW delivery.article_term AS
  SELECT a.article_id, a.term_id FROM public.article_term a
  WHERE EXISTS (SELECT 1 FROM delivery.article d WHERE d.article_id = a.article_id);
GRANT SELECT ON delivery.search, delivery.word, delivery.synonym, delivery.term, delivery.term_label,
  delivery.term_code, delivery.article_term TO carepress_delivery;

-- What somebody typed as a question to the index: all its words, each also by the other names of the terms they name.
CREATE FUNCTION delivery.search_query(site uuid, spoken text, words text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  asked tsquery := websearch_to_tsquery(public.carepress_search_config(spoken), words);
  names record;
BEGIN
  FOR names IN SELECT s.target, s.substitute FROM delivery.synonym s
    WHERE (s.site_id IS NULL OR s.site_id = site)
      AND lower(split_part(s.locale, '-', 1)) = lower(split_part(spoken, '-', 1)) AND asked @> s.target
    ORDER BY numnode(s.target) DESC
  LOOP
    asked := ts_rewrite(asked, names.target, names.substitute);
  END LOOP;
  RETURN asked;
END $$;

-- What stands already ---------------------------------------------------------------------------------------------------

UPDATE taxonomy_label SET label = label;
UPDATE delivery_article SET topic = topic;
