-- Shared pieces must be approved where they are shown, and a translation says which source it was made from.
-- Old code runs on: what it publishes without pieces and translations meets no new rule.

ALTER TABLE "revision" DROP CONSTRAINT "revision_origin";
ALTER TABLE "revision" ADD CONSTRAINT "revision_origin" CHECK ("origin" IN ('edit', 'import', 'restore', 'translation'));

CREATE TABLE "translation_basis" (
    "sequence" BIGSERIAL NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "from_number" INTEGER NOT NULL,
    "source_locale" TEXT NOT NULL,
    "source_revision_id" UUID NOT NULL,
    "source_number" INTEGER NOT NULL,
    "translatable_hash" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "confirmed_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_basis_pkey" PRIMARY KEY ("sequence")
);
CREATE INDEX "translation_basis_article_id_locale_from_number_sequence_idx"
  ON "translation_basis" ("article_id", "locale", "from_number", "sequence" DESC);
ALTER TABLE "translation_basis" ADD CONSTRAINT "translation_basis_source_revision_id_fkey"
  FOREIGN KEY ("source_revision_id") REFERENCES "revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "translation_basis" ADD CONSTRAINT "translation_basis_confirmed_by_room_fkey"
  FOREIGN KEY ("confirmed_by_id") REFERENCES "staff_user" ("id");
ALTER TABLE "translation_basis" ADD CONSTRAINT "translation_basis_act"
  CHECK ("act" IN ('started', 'saved', 'confirmed', 'restored'));
ALTER TABLE "translation_basis" ADD CONSTRAINT "translation_basis_other_locale" CHECK ("locale" <> "source_locale");
ALTER TABLE "translation_basis" ADD CONSTRAINT "translation_basis_hash" CHECK ("translatable_hash" ~ '^[0-9a-f]{64}$');
CREATE TRIGGER translation_basis_append_only BEFORE UPDATE OR DELETE ON translation_basis
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER translation_basis_no_truncate BEFORE TRUNCATE ON translation_basis
  EXECUTE FUNCTION carepress_append_only();

-- A text as an id, null when it is none: a reference is text, and a cast that fails would end the transaction.

CREATE FUNCTION carepress_id(value text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN value::uuid END
$$;

-- Until when a text may be shown: the latest end of a complete approval in force of that very hash, by people who did
-- not write it, not past its review dates and not past their licences. Null when there is none.

CREATE FUNCTION carepress_sound_until(of_article uuid, of_locale text, of_hash text) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT NULLIF(max(until), '-infinity') FROM (
    SELECT min(CASE
      WHEN c.revoked_at IS NOT NULL
        OR ap.approver_id IN (SELECT carepress_contributors(of_article, of_locale, covered.number)) THEN '-infinity'
      ELSE LEAST(ap.review_due_at, c.valid_until) END) AS until
    FROM approval ap
    JOIN revision covered ON covered.id = ap.revision_id
    JOIN credential c ON c.id = ap.credential_id
    WHERE ap.article_id = of_article AND ap.locale = of_locale AND ap.content_hash = of_hash AND ap.revoked_at IS NULL
      AND carepress_case_complete(ap.case_id)
    GROUP BY ap.case_id) cases
$$;

-- True for a text that a complete approval covers which nobody revoked. It says nothing about review dates and licences.

CREATE FUNCTION carepress_is_approved(of_article uuid, of_locale text, of_hash text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM approval ap WHERE ap.article_id = of_article AND ap.locale = of_locale
    AND ap.content_hash = of_hash AND ap.revoked_at IS NULL AND carepress_case_complete(ap.case_id))
$$;

-- Each piece that a revision shows, and until when it may be shown.

CREATE FUNCTION carepress_piece_grounds(of_revision uuid)
RETURNS TABLE (piece_id text, version integer, sound_until timestamptz) LANGUAGE sql STABLE AS $$
  SELECT u.target_id, u.version, (
    SELECT carepress_sound_until(p.article_id, p.locale, p.content_hash) FROM revision p
    WHERE p.article_id = carepress_id(u.target_id) AND p.locale = host.locale AND p.number = u.version
      AND p.content_hash = u.content_hash AND p.pinned_at IS NOT NULL)
  FROM revision_use u JOIN revision host ON host.id = u.revision_id
  WHERE u.revision_id = of_revision AND u.kind = 'piece'
$$;

CREATE FUNCTION carepress_publication_pieces_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM carepress_piece_grounds(NEW.revision_id) g
      WHERE g.sound_until IS NULL OR g.sound_until <= NEW.live_from) THEN
    RAISE EXCEPTION 'publication %: it shows a piece without an approval in force of that hash', NEW.id
      USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_pieces_guard BEFORE INSERT ON publication
  FOR EACH ROW EXECUTE FUNCTION carepress_publication_pieces_guard();
