-- Several articles that go live together, all or none of them. New tables only; older code runs against this.
CREATE TABLE "publication_release" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "local_time" TEXT,
    "time_zone" TEXT,
    "state" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "obstacles" JSONB,
    "faults" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "publication_release_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "release_item" (
    "release_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "publication_id" UUID,

    CONSTRAINT "release_item_pkey" PRIMARY KEY ("release_id","position")
);
CREATE INDEX "publication_release_site_id_publish_at_idx" ON "publication_release"("site_id", "publish_at");
CREATE INDEX "publication_release_state_publish_at_idx" ON "publication_release"("state", "publish_at");
CREATE UNIQUE INDEX "publication_release_site_id_key_key" ON "publication_release"("site_id", "key");
CREATE UNIQUE INDEX "release_item_release_id_article_id_locale_key" ON "release_item"("release_id", "article_id", "locale");
ALTER TABLE "release_item" ADD CONSTRAINT "release_item_release_id_fkey"
  FOREIGN KEY ("release_id") REFERENCES "publication_release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE publication_release ADD CONSTRAINT publication_release_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE release_item ADD CONSTRAINT release_item_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE release_item ADD CONSTRAINT release_item_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
ALTER TABLE publication_release ADD CONSTRAINT publication_release_state
  CHECK (state IN ('planned', 'fired', 'refused', 'cancelled', 'parked'));
-- What did not happen says why.
ALTER TABLE publication_release ADD CONSTRAINT publication_release_reason
  CHECK (state NOT IN ('refused', 'parked') OR obstacles IS NOT NULL);

-- All or none, whoever writes: a release has not fired before each of its texts has its publication.
CREATE FUNCTION carepress_release_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'fired' AND EXISTS (
    SELECT 1 FROM release_item i WHERE i.release_id = NEW.id AND i.publication_id IS NULL) THEN
    RAISE EXCEPTION 'release %: some of it is not live', NEW.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_release_whole BEFORE UPDATE ON publication_release FOR EACH ROW EXECUTE FUNCTION carepress_release_whole();
