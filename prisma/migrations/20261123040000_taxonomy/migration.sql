-- Terms that articles are sorted by, the addresses articles had, and related articles. Only adds: old code runs against
-- it, and keeps its topics as text.

-- CreateTable
CREATE TABLE "slug_redirect" (
    "id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "slug_redirect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "related_article" (
    "article_id" UUID NOT NULL,
    "related_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "related_article_pkey" PRIMARY KEY ("article_id","related_id")
);

-- CreateTable
CREATE TABLE "taxonomy_term" (
    "id" UUID NOT NULL,
    "site_id" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "parent_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "taxonomy_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taxonomy_label" (
    "term_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "synonyms" TEXT[],

    CONSTRAINT "taxonomy_label_pkey" PRIMARY KEY ("term_id","locale")
);

-- CreateTable
CREATE TABLE "taxonomy_code" (
    "term_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "replaced_by" TEXT[],

    CONSTRAINT "taxonomy_code_pkey" PRIMARY KEY ("term_id","system","code")
);

-- CreateTable
CREATE TABLE "taxonomy_archive" (
    "site_id" UUID NOT NULL,
    "term_id" UUID NOT NULL,
    "archived_by_id" UUID NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taxonomy_archive_pkey" PRIMARY KEY ("site_id","term_id")
);

-- CreateTable
CREATE TABLE "article_term" (
    "article_id" UUID NOT NULL,
    "term_id" UUID NOT NULL,

    CONSTRAINT "article_term_pkey" PRIMARY KEY ("article_id","term_id")
);

-- CreateIndex
CREATE INDEX "slug_redirect_article_id_locale_idx" ON "slug_redirect"("article_id", "locale");

-- CreateIndex
CREATE INDEX "related_article_related_id_idx" ON "related_article"("related_id");

-- CreateIndex
CREATE UNIQUE INDEX "related_article_article_id_position_key" ON "related_article"("article_id", "position");

-- CreateIndex
CREATE INDEX "taxonomy_term_site_id_kind_idx" ON "taxonomy_term"("site_id", "kind");

-- CreateIndex
CREATE INDEX "taxonomy_term_parent_id_idx" ON "taxonomy_term"("parent_id");

-- CreateIndex
CREATE INDEX "taxonomy_code_system_code_idx" ON "taxonomy_code"("system", "code");

-- CreateIndex
CREATE INDEX "taxonomy_archive_term_id_idx" ON "taxonomy_archive"("term_id");

-- CreateIndex
CREATE INDEX "article_term_term_id_idx" ON "article_term"("term_id");

-- AddForeignKey
ALTER TABLE "slug_redirect" ADD CONSTRAINT "slug_redirect_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_article" ADD CONSTRAINT "related_article_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_article" ADD CONSTRAINT "related_article_related_id_fkey" FOREIGN KEY ("related_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_term" ADD CONSTRAINT "taxonomy_term_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "taxonomy_term"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_label" ADD CONSTRAINT "taxonomy_label_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "taxonomy_term"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_code" ADD CONSTRAINT "taxonomy_code_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "taxonomy_term"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_archive" ADD CONSTRAINT "taxonomy_archive_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "taxonomy_term"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_term" ADD CONSTRAINT "article_term_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "taxonomy_term"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "publication_site_id_locale_slug_idx" ON "publication"("site_id", "locale", "slug");

-- Kinds, shapes and "only one" ----------------------------------------------------------------------------------------

ALTER TABLE taxonomy_term ADD CONSTRAINT taxonomy_term_kind
  CHECK (kind IN ('topic', 'bodyRegion', 'condition', 'audience'));
ALTER TABLE taxonomy_term ADD CONSTRAINT taxonomy_term_not_its_own_parent CHECK (parent_id <> id);
ALTER TABLE taxonomy_code ADD CONSTRAINT taxonomy_code_status CHECK (status IN ('active', 'retired'));
ALTER TABLE taxonomy_code ADD CONSTRAINT taxonomy_code_shape CHECK (
  CASE system
    WHEN 'icd10cm' THEN code ~ '^[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?$'
    WHEN 'snomedct' THEN code ~ '^[1-9][0-9]{5,17}$'
    WHEN 'mesh' THEN code ~ '^[CD][0-9]{6}([0-9]{3})?$'
    ELSE false
  END);
-- Only a retired code was replaced by something.
ALTER TABLE taxonomy_code ADD CONSTRAINT taxonomy_code_replaced
  CHECK (status = 'retired' OR cardinality(replaced_by) = 0);
CREATE UNIQUE INDEX taxonomy_term_one_common_key ON taxonomy_term (kind, key) WHERE site_id IS NULL;
CREATE UNIQUE INDEX taxonomy_term_one_key ON taxonomy_term (site_id, kind, key) WHERE site_id IS NOT NULL;
CREATE UNIQUE INDEX slug_redirect_one ON slug_redirect (locale, slug) WHERE ended_at IS NULL;
ALTER TABLE related_article ADD CONSTRAINT related_article_not_itself CHECK (article_id <> related_id);

-- Foreign keys from room to room --------------------------------------------------------------------------------------

ALTER TABLE taxonomy_term ADD CONSTRAINT taxonomy_term_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE taxonomy_term ADD CONSTRAINT taxonomy_term_created_by_room_fkey
  FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE taxonomy_archive ADD CONSTRAINT taxonomy_archive_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE taxonomy_archive ADD CONSTRAINT taxonomy_archive_by_room_fkey
  FOREIGN KEY (archived_by_id) REFERENCES staff_user (id);
ALTER TABLE article_term ADD CONSTRAINT article_term_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE slug_redirect ADD CONSTRAINT slug_redirect_ended_by_room_fkey
  FOREIGN KEY (ended_by_id) REFERENCES staff_user (id);

-- A clinic's own word stays with its own articles ------------------------------------------------------------------------

CREATE FUNCTION carepress_article_term_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM taxonomy_term t JOIN article a ON a.id = NEW.article_id
      WHERE t.id = NEW.term_id AND (t.site_id IS NULL OR t.site_id = a.site_id)) THEN
    RAISE EXCEPTION 'article_term: term % is of another site than article %', NEW.term_id, NEW.article_id
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER article_term_guard BEFORE INSERT OR UPDATE ON article_term
  FOR EACH ROW EXECUTE FUNCTION carepress_article_term_guard();

-- An address that an article had leads to it, until a person gives it free --------------------------------------------------
-- After the row and not before it: the unique index makes a second writer wait for the first, and only then does a new
-- statement here see what the first one left.

CREATE FUNCTION carepress_slug_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.slug IS DISTINCT FROM OLD.slug THEN
    UPDATE slug_redirect SET ended_at = now()
      WHERE locale = NEW.locale AND slug = NEW.slug AND article_id = NEW.article_id AND ended_at IS NULL;
    INSERT INTO slug_redirect (id, locale, slug, article_id) VALUES (gen_random_uuid(), OLD.locale, OLD.slug, OLD.article_id);
  END IF;
  IF EXISTS (SELECT 1 FROM slug_redirect r WHERE r.locale = NEW.locale AND r.slug = NEW.slug
      AND r.article_id <> NEW.article_id AND r.ended_at IS NULL) THEN
    RAISE EXCEPTION 'article_slug: % leads to another article', NEW.slug USING ERRCODE = '23505';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER article_slug_history AFTER INSERT OR UPDATE ON article_slug
  FOR EACH ROW EXECUTE FUNCTION carepress_slug_history();

CREATE FUNCTION carepress_slug_redirect_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL OR (NEW.id, NEW.locale, NEW.slug, NEW.article_id)
      IS DISTINCT FROM (OLD.id, OLD.locale, OLD.slug, OLD.article_id)) THEN
    RAISE EXCEPTION 'slug_redirect %: it can be ended once, and nothing else', OLD.id USING ERRCODE = 'CP003';
  END IF;
  IF NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM article_slug s WHERE s.locale = NEW.locale AND s.slug = NEW.slug) THEN
    RAISE EXCEPTION 'slug_redirect: % is the address of an article', NEW.slug USING ERRCODE = '23505';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER slug_redirect_guard AFTER INSERT OR UPDATE ON slug_redirect
  FOR EACH ROW EXECUTE FUNCTION carepress_slug_redirect_guard();
CREATE TRIGGER slug_redirect_no_delete BEFORE DELETE ON slug_redirect
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- Where an old address of a site leads now ------------------------------------------------------------------------------
-- Only addresses that the site really showed, only to what is live there, in one step. What is live keeps its address
-- until it is published again, so an address leads on only from then.

CREATE VIEW delivery.redirect AS
SELECT DISTINCT was.site_id, was.locale, was.slug, live.slug AS target
FROM publication was
JOIN publication live ON live.site_id = was.site_id AND live.article_id = was.article_id AND live.locale = was.locale
  AND live.state = 'live' AND live.slug <> was.slug
JOIN slug_redirect r ON r.article_id = was.article_id AND r.locale = was.locale AND r.slug = was.slug
  AND r.ended_at IS NULL
WHERE NOT EXISTS (SELECT 1 FROM publication other WHERE other.site_id = was.site_id AND other.locale = was.locale
  AND other.slug = was.slug AND other.state = 'live');
GRANT SELECT ON delivery.redirect TO carepress_delivery;
