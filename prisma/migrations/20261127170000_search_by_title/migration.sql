-- The words of titles and headings in rows of their own: a common word stands in thousands of titles, and to weigh them
-- all beside their bodies meant to read a page of the disk for each. Old code runs against it: it finds the same, and finds
-- words of titles more slowly, since it asks for them where the bodies are.

-- CreateTable
CREATE TABLE "delivery_title" (
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "serve_until" TIMESTAMPTZ(3),
    "title" tsvector NOT NULL,
    "head" tsvector NOT NULL,

    CONSTRAINT "delivery_title_pkey" PRIMARY KEY ("site_id","article_id","locale")
);

-- AddForeignKey
ALTER TABLE "delivery_title" ADD CONSTRAINT "delivery_title_site_id_article_id_locale_fkey"
  FOREIGN KEY ("site_id", "article_id", "locale") REFERENCES "delivery_search"("site_id", "article_id", "locale")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION carepress_index_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.topic, NEW.published_at, NEW.title, NEW.head) = (OLD.topic, OLD.published_at, OLD.title, OLD.head)
  THEN
    UPDATE public.delivery_title SET serve_until = NEW.serve_until
    WHERE site_id = NEW.site_id AND article_id = NEW.article_id AND locale = NEW.locale;
    RETURN NULL;
  END IF;
  INSERT INTO public.delivery_title (site_id, article_id, locale, topic, published_at, serve_until, title, head)
  VALUES (NEW.site_id, NEW.article_id, NEW.locale, NEW.topic, NEW.published_at, NEW.serve_until, NEW.title, NEW.head)
  ON CONFLICT (site_id, article_id, locale) DO UPDATE SET (topic, published_at, serve_until, title, head) =
    (EXCLUDED.topic, EXCLUDED.published_at, EXCLUDED.serve_until, EXCLUDED.title, EXCLUDED.head);
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_search_title AFTER INSERT OR UPDATE ON delivery_search
  FOR EACH ROW EXECUTE FUNCTION carepress_index_title();

INSERT INTO delivery_title (site_id, article_id, locale, topic, published_at, serve_until, title, head)
SELECT site_id, article_id, locale, topic, published_at, serve_until, title, head FROM delivery_search;

CREATE INDEX delivery_title_title ON delivery_title USING gin (title);
CREATE INDEX delivery_title_head ON delivery_title USING gin (head);
DROP INDEX delivery_search_title;
DROP INDEX delivery_search_head;

CREATE VIEW delivery.search_title AS
  SELECT site_id, article_id, locale, topic, published_at, serve_until, title, head
  FROM public.delivery_title WHERE serve_until IS NULL OR serve_until > now();
GRANT SELECT ON delivery.search_title TO carepress_delivery;
