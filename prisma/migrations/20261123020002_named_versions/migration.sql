-- Names for revisions, and who has an article open. New tables: old code runs against them and never looks at them.

CREATE TABLE "named_version" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "named_version_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "named_version_article_id_locale_created_at_idx" ON "named_version"("article_id", "locale", "created_at");
CREATE INDEX "named_version_revision_id_idx" ON "named_version"("revision_id");
ALTER TABLE "named_version" ADD CONSTRAINT "named_version_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- "Spring" and "spring" are one name to a person.
CREATE UNIQUE INDEX named_version_name ON named_version (article_id, locale, lower(name));
ALTER TABLE named_version ADD CONSTRAINT named_version_length CHECK (length(name) BETWEEN 1 AND 80);
ALTER TABLE named_version ADD CONSTRAINT named_version_author_room_fkey
  FOREIGN KEY (created_by_id) REFERENCES staff_user (id);

CREATE FUNCTION carepress_named_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.pinned_at IS NOT NULL
      AND (r.article_id, r.locale) = (NEW.article_id, NEW.locale)) THEN
    RAISE EXCEPTION 'named version %: its revision must be pinned', NEW.id USING ERRCODE = 'CP002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER named_version_guard BEFORE INSERT ON named_version
  FOR EACH ROW EXECUTE FUNCTION carepress_named_version_guard();
CREATE TRIGGER named_version_append_only BEFORE UPDATE OR DELETE ON named_version
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER named_version_no_truncate BEFORE TRUNCATE ON named_version EXECUTE FUNCTION carepress_append_only();

-- Unlogged: a crash of the server forgets who was looking, and nothing else. Without foreign keys: their locks on the
-- article would make a heartbeat wait for a save, and a save for a heartbeat.
CREATE UNLOGGED TABLE "article_presence" (
    "article_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_presence_pkey" PRIMARY KEY ("article_id", "user_id")
);
CREATE INDEX "article_presence_seen_at_idx" ON "article_presence"("seen_at");
