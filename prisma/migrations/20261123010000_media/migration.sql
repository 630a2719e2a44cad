-- Pictures and PDFs: what is stored, what was said about it, what is made of it, and what the public may load.
-- Old code runs against it unchanged: every table is new.

CREATE TABLE "media_asset" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source_sha256" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "fallback_format" TEXT,
    "file_name" TEXT NOT NULL,
    "alt" TEXT,
    "decorative" BOOLEAN NOT NULL DEFAULT false,
    "credit" TEXT,
    "rights_status" TEXT NOT NULL DEFAULT 'unknown',
    "rights_holder" TEXT,
    "licence" TEXT,
    "rights_until" TIMESTAMPTZ(3),
    "focal_x" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "focal_y" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "archived_by_id" UUID,

    CONSTRAINT "media_asset_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "media_description" (
    "asset_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "alt" TEXT,
    "decorative" BOOLEAN NOT NULL,
    "credit" TEXT,
    "rights_status" TEXT NOT NULL,
    "rights_holder" TEXT,
    "licence" TEXT,
    "rights_until" TIMESTAMPTZ(3),
    "focal_x" DOUBLE PRECISION NOT NULL,
    "focal_y" DOUBLE PRECISION NOT NULL,
    "described_by_id" UUID NOT NULL,
    "described_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "media_description_pkey" PRIMARY KEY ("asset_id","version")
);

CREATE TABLE "media_rendition" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "variant" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "name" TEXT,
    "bytes" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),

    CONSTRAINT "media_rendition_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "media_showing" (
    "asset_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "publication_id" UUID NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "media_showing_pkey" PRIMARY KEY ("asset_id","site_id","article_id","locale")
);

CREATE INDEX "media_asset_site_id_created_at_id_idx" ON "media_asset"("site_id", "created_at" DESC, "id");
CREATE INDEX "media_asset_name_idx" ON "media_asset"("name");
CREATE UNIQUE INDEX "media_asset_site_id_sha256_key" ON "media_asset"("site_id", "sha256");
CREATE UNIQUE INDEX "media_asset_site_id_source_sha256_key" ON "media_asset"("site_id", "source_sha256");
CREATE INDEX "media_rendition_state_next_try_at_idx" ON "media_rendition"("state", "next_try_at");
CREATE INDEX "media_rendition_name_idx" ON "media_rendition"("name");
CREATE UNIQUE INDEX "media_rendition_asset_id_format_width_variant_key" ON "media_rendition"("asset_id", "format", "width", "variant");
CREATE INDEX "media_showing_site_id_article_id_locale_idx" ON "media_showing"("site_id", "article_id", "locale");

ALTER TABLE "media_description" ADD CONSTRAINT "media_description_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "media_asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "media_rendition" ADD CONSTRAINT "media_rendition_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "media_asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "media_showing" ADD CONSTRAINT "media_showing_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "media_asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Foreign keys from room to room -------------------------------------------------------------------------------------

ALTER TABLE media_asset ADD CONSTRAINT media_asset_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE media_asset ADD CONSTRAINT media_asset_created_by_room_fkey FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE media_description ADD CONSTRAINT media_description_by_room_fkey FOREIGN KEY (described_by_id) REFERENCES staff_user (id);
ALTER TABLE media_showing ADD CONSTRAINT media_showing_publication_room_fkey FOREIGN KEY (publication_id) REFERENCES publication (id);

-- Rules --------------------------------------------------------------------------------------------------------------

ALTER TABLE media_asset ADD CONSTRAINT media_asset_kind CHECK (
  (kind = 'image' AND width > 0 AND height > 0 AND fallback_format IN ('jpeg', 'png'))
  OR (kind = 'pdf' AND width IS NULL AND height IS NULL AND fallback_format IS NULL));
ALTER TABLE media_asset ADD CONSTRAINT media_asset_name CHECK (
  sha256 ~ '^[0-9a-f]{64}$' AND source_sha256 ~ '^[0-9a-f]{64}$' AND name ~ ('^' || sha256 || '\.[a-z]{3,4}$'));
ALTER TABLE media_asset ADD CONSTRAINT media_asset_decorative CHECK (NOT (decorative AND alt IS NOT NULL));
ALTER TABLE media_asset ADD CONSTRAINT media_asset_rights
  CHECK (rights_status IN ('unknown', 'owned', 'licensed', 'publicDomain', 'consented'));
ALTER TABLE media_asset ADD CONSTRAINT media_asset_focal CHECK (focal_x BETWEEN 0 AND 1 AND focal_y BETWEEN 0 AND 1);
ALTER TABLE media_rendition ADD CONSTRAINT media_rendition_state CHECK (
  (state = 'ready') = (name IS NOT NULL AND bytes IS NOT NULL AND ready_at IS NOT NULL)
  AND state IN ('pending', 'ready', 'failed') AND format IN ('avif', 'webp', 'jpeg', 'png'));

-- An id stands for the same bytes for ever, because an approved text names a picture by its id.
CREATE FUNCTION carepress_media_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.site_id, NEW.kind, NEW.name, NEW.sha256, NEW.source_sha256, NEW.content_type,
      NEW.bytes, NEW.width, NEW.height, NEW.created_by_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.site_id, OLD.kind, OLD.name, OLD.sha256, OLD.source_sha256, OLD.content_type,
      OLD.bytes, OLD.width, OLD.height, OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'media asset %: it is archived, never deleted, and its bytes never change', OLD.id
      USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER media_asset_guard BEFORE UPDATE OR DELETE ON media_asset
  FOR EACH ROW EXECUTE FUNCTION carepress_media_guard();
CREATE TRIGGER media_description_append_only BEFORE UPDATE OR DELETE ON media_description
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- A file that is ready may stand in a page for years: its row stays as it is.
CREATE TRIGGER media_rendition_ready BEFORE UPDATE OR DELETE ON media_rendition
  FOR EACH ROW WHEN (OLD.state = 'ready') EXECUTE FUNCTION carepress_append_only();

-- Nothing is shown to the public but by a live publication.
CREATE FUNCTION carepress_showing_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id
      AND p.state = 'live' AND (p.site_id, p.article_id, p.locale) = (NEW.site_id, NEW.article_id, NEW.locale)) THEN
    RAISE EXCEPTION 'media_showing: publication % is not live with this article', NEW.publication_id
      USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER media_showing_guard BEFORE INSERT OR UPDATE ON media_showing
  FOR EACH ROW EXECUTE FUNCTION carepress_showing_guard();

-- What the public may load: every finished rendition of a picture that is shown, and the PDF itself. A row that is
-- shown nowhere any more says so, and every other file is not there at all.
CREATE VIEW delivery.media_file AS
SELECT f.name, f.content_type, f.bytes, f.file_name, s.is_shown
FROM (
  SELECT r.name, 'image/' || r.format AS content_type, r.bytes, a.file_name, a.id AS asset_id
  FROM public.media_rendition r JOIN public.media_asset a ON a.id = r.asset_id WHERE r.state = 'ready'
  UNION ALL
  SELECT a.name, a.content_type, a.bytes, a.file_name, a.id FROM public.media_asset a WHERE a.kind = 'pdf'
) f
JOIN LATERAL (
  SELECT bool_or(m.hidden_at IS NULL) AS is_shown FROM public.media_showing m WHERE m.asset_id = f.asset_id
) s ON s.is_shown IS NOT NULL;
GRANT SELECT ON delivery.media_file TO carepress_delivery;
