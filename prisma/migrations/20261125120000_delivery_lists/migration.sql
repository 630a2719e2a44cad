-- What sites ask beside articles: related texts, kinds of text, the newsletters that were sent, and how a site looks.
-- Older code runs against it: views are new or longer at their ends, and the card of a list stays as narrow as it was.

-- Exercises stand in the payload from now on, and are long: a list does not carry them.
ALTER TABLE delivery_article ALTER COLUMN card
  SET EXPRESSION AS (payload - '{document,html,text,outline,faq,references,exercises}'::text[]);

-- The newest of a topic, and whether an article is live anywhere, without reading the whole site.
CREATE INDEX "delivery_article_site_id_locale_topic_published_at_article__idx"
  ON "delivery_article"("site_id", "locale", "topic", "published_at" DESC, "article_id");
CREATE INDEX "delivery_article_article_id_idx" ON "delivery_article"("article_id");

CREATE OR REPLACE VIEW delivery.site AS
  SELECT s.id, s.slug, s.name, s.locale, s.time_zone, s.url, s.phone, s.postal_address, s.emergency_number,
         COALESCE(g.generation, 0) AS generation,
         s.country, s.locales, s.accent_color, s.call_to_action, s.call_to_action_url
  FROM public.site s LEFT JOIN public.site_generation g ON g.site_id = s.id;

-- An article that is not live has no kind and nothing beside it here.
CREATE VIEW delivery.article_kind AS
  SELECT a.id AS article_id, a.content_type AS kind FROM public.article a
  WHERE EXISTS (SELECT 1 FROM delivery.article d WHERE d.article_id = a.id);
CREATE VIEW delivery.related AS
  SELECT r.article_id, r.related_id, r.position FROM public.related_article r
  WHERE EXISTS (SELECT 1 FROM delivery.article d WHERE d.article_id = r.article_id)
    AND EXISTS (SELECT 1 FROM delivery.article d WHERE d.article_id = r.related_id);

-- Newsletters that went out whole: what they were called and which articles they carried, and nobody who got them. The
-- words of the greeting were approved by no clinician and are not here.
CREATE VIEW delivery.issue AS
  SELECT id, site_id, locale, subject, finished_at AS sent_at FROM public.issue
  WHERE state = 'finished' AND finished_at IS NOT NULL;
CREATE VIEW delivery.issue_article AS
  SELECT c.issue_id, c.position, p.article_id, p.locale, c.content_hash,
    EXISTS (SELECT 1 FROM public.recalled_revision r
      WHERE (r.article_id, r.locale, r.content_hash) = (p.article_id, p.locale, c.content_hash)) AS is_recalled
  FROM public.issue_article c JOIN public.publication p ON p.id = c.publication_id
  WHERE EXISTS (SELECT 1 FROM delivery.issue i WHERE i.id = c.issue_id);
CREATE INDEX "issue_site_id_finished_at_idx" ON "issue"("site_id", "finished_at" DESC);

GRANT SELECT ON delivery.article_kind, delivery.related, delivery.issue, delivery.issue_article TO carepress_delivery;
