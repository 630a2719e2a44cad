-- Why: an article that came from another site is found under the addresses it had there. Old code still runs against it: the table is new, and the view has the same columns.
CREATE TABLE "imported_address" (
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imported_address_pkey" PRIMARY KEY ("site_id","locale","path")
);
CREATE INDEX "imported_address_article_id_idx" ON "imported_address"("article_id");
ALTER TABLE imported_address ADD CONSTRAINT imported_address_path CHECK (path <> '' AND length(path) <= 500 AND path !~ '^/|/$');
ALTER TABLE imported_address ADD CONSTRAINT imported_address_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE imported_address ADD CONSTRAINT imported_address_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);

-- An address of before leads on as soon as its article is live, whatever slug it has here; what is live under the address
-- itself comes first.
CREATE OR REPLACE VIEW delivery.redirect AS
SELECT DISTINCT was.site_id, was.locale, was.slug, live.slug AS target
FROM publication was
JOIN publication live ON live.site_id = was.site_id AND live.article_id = was.article_id AND live.locale = was.locale
  AND live.state = 'live' AND live.slug <> was.slug
JOIN slug_redirect r ON r.article_id = was.article_id AND r.locale = was.locale AND r.slug = was.slug
  AND r.ended_at IS NULL
WHERE NOT EXISTS (SELECT 1 FROM publication other WHERE other.site_id = was.site_id AND other.locale = was.locale
  AND other.slug = was.slug AND other.state = 'live')
UNION
SELECT old.site_id, old.locale, old.path, live.slug
FROM imported_address old
JOIN publication live ON live.site_id = old.site_id AND live.article_id = old.article_id AND live.locale = old.locale
  AND live.state = 'live' AND live.slug <> old.path
WHERE NOT EXISTS (SELECT 1 FROM publication other WHERE other.site_id = old.site_id AND other.locale = old.locale
  AND other.slug = old.path AND other.state = 'live')
  -- An address that an article had here and moved from leads where that article went.
  AND NOT EXISTS (SELECT 1 FROM slug_redirect r WHERE r.locale = old.locale AND r.slug = old.path
    AND r.ended_at IS NULL AND r.article_id <> old.article_id);
