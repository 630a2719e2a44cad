-- Answers "where is this used" without reading documents, and says what kind of text an article is. Old code runs on.

ALTER TABLE "article" ADD COLUMN "content_type" TEXT NOT NULL DEFAULT 'article';
ALTER TABLE "article" ADD CONSTRAINT "article_content_type" CHECK ("content_type" ~ '^[a-z][A-Za-z]{1,39}$');

CREATE TABLE "revision_use" (
    "revision_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "content_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "revision_use_pkey" PRIMARY KEY ("revision_id", "kind", "target_id", "version", "content_hash")
);
CREATE INDEX "revision_use_kind_target_id_version_idx" ON "revision_use" ("kind", "target_id", "version");
ALTER TABLE "revision_use" ADD CONSTRAINT "revision_use_revision_id_fkey"
  FOREIGN KEY ("revision_id") REFERENCES "revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "revision_use" ADD CONSTRAINT "revision_use_kind" CHECK ("kind" IN ('media', 'piece'));
ALTER TABLE "revision_use" ADD CONSTRAINT "revision_use_piece_is_exact"
  CHECK (("kind" = 'piece') = ("content_hash" <> '') AND ("kind" = 'piece') = ("version" > 0));

-- What a document refers to. The same rule as `usesOf` of the document room; a test holds the two against each other.
-- `strict`, because the lax mode unwraps arrays and finds everything twice.

CREATE FUNCTION carepress_uses(document jsonb)
RETURNS TABLE (kind text, target_id text, version integer, content_hash text) LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT 'media', id #>> '{}', 0, ''
  FROM jsonb_path_query(document, 'strict $.** ? (exists(@.attrs.mediaId)).attrs.mediaId') id
  WHERE jsonb_typeof(id) = 'string'
  UNION ALL
  SELECT DISTINCT 'piece', attrs ->> 'blockId', (attrs ->> 'version')::integer, attrs ->> 'contentHash'
  FROM jsonb_path_query(document, 'strict $.** ? (@.type == "safetyBlock" || @.type == "sharedExercise").attrs') attrs
$$;

-- A trigger and not the code that saves: an import, a restored archive or a script must not leave a text whose
-- pictures and safety blocks nobody finds. A working copy that is written over loses the uses it no longer has.

CREATE FUNCTION carepress_write_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM revision_use WHERE revision_id = NEW.id;
  END IF;
  INSERT INTO revision_use (revision_id, kind, target_id, version, content_hash)
  SELECT NEW.id, u.kind, u.target_id, u.version, u.content_hash FROM carepress_uses(NEW.document) u;
  RETURN NULL;
END $$;

CREATE TRIGGER revision_uses_added AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION carepress_write_uses();
CREATE TRIGGER revision_uses_changed AFTER UPDATE OF document ON revision
  FOR EACH ROW WHEN (NEW.document IS DISTINCT FROM OLD.document) EXECUTE FUNCTION carepress_write_uses();
