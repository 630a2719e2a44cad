-- What subscribers care about, where they came from, a rest until a day, and erasure; an issue names the part of the
-- audience it is for. Old code runs against it: it writes to people who rest and to the whole audience, as it did before.

ALTER TABLE "subscriber" ADD COLUMN "source" TEXT;
ALTER TABLE "subscriber" ADD COLUMN "paused_until" TIMESTAMPTZ(3);
ALTER TABLE "subscriber" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE subscriber ADD CONSTRAINT subscriber_source CHECK (source IN ('form', 'import', 'admission'));
ALTER TABLE subscriber DROP CONSTRAINT subscriber_state;
ALTER TABLE subscriber ADD CONSTRAINT subscriber_state CHECK (state IN ('pending', 'confirmed', 'unsubscribed', 'erased'));
-- Who is erased has no address, and no link of theirs works but the one to leave; everybody else has one.
ALTER TABLE subscriber DROP CONSTRAINT subscriber_address;
ALTER TABLE subscriber ADD CONSTRAINT subscriber_address CHECK (
  CASE WHEN state = 'erased'
       THEN email IS NULL AND email_norm IS NULL AND address_box IS NULL AND confirm_token_hash IS NULL AND erased_at IS NOT NULL
       ELSE ((email IS NOT NULL AND email_norm IS NOT NULL) OR address_box IS NOT NULL) AND erased_at IS NULL END);

CREATE INDEX "subscriber_site_id_created_at_id_idx" ON "subscriber"("site_id", "created_at" DESC, "id" DESC);

CREATE TABLE "subscriber_interest" (
    "subscriber_id" UUID NOT NULL,
    "term_id" UUID NOT NULL,

    CONSTRAINT "subscriber_interest_pkey" PRIMARY KEY ("subscriber_id","term_id")
);
CREATE INDEX "subscriber_interest_term_id_idx" ON "subscriber_interest"("term_id");
ALTER TABLE "subscriber_interest" ADD CONSTRAINT "subscriber_interest_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE subscriber_interest ADD CONSTRAINT subscriber_interest_term_room_fkey FOREIGN KEY (term_id) REFERENCES taxonomy_term (id);

-- The interests that a person chose stand with their consent. They are the one thing of the ledger that erasing takes away.
ALTER TABLE "consent_entry" ADD COLUMN "interests" UUID[] DEFAULT ARRAY[]::UUID[];
CREATE FUNCTION carepress_consent_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.interests = '{}'
     AND (NEW.id, NEW.subscriber_id, NEW.kind, NEW.wording, NEW.wording_hash, NEW.form_url, NEW.at)
         IS NOT DISTINCT FROM (OLD.id, OLD.subscriber_id, OLD.kind, OLD.wording, OLD.wording_hash, OLD.form_url, OLD.at)
     AND EXISTS (SELECT 1 FROM subscriber s WHERE s.id = OLD.subscriber_id AND s.state = 'erased') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'consent_entry is append-only: % refused', TG_OP USING ERRCODE = 'CP003';
END $$;
DROP TRIGGER consent_entry_append_only ON consent_entry;
CREATE TRIGGER consent_entry_append_only BEFORE UPDATE OR DELETE ON consent_entry
  FOR EACH ROW EXECUTE FUNCTION carepress_consent_guard();

-- What a person changes on their own page is kept too.
ALTER TABLE consent_entry DROP CONSTRAINT consent_entry_kind;
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_kind CHECK (kind IN ('requested', 'confirmed', 'withdrawn', 'changed'));

-- Who kept an address from being written to, and why. A complaint is the person's own: no staff member takes it back.
ALTER TABLE "suppression" ADD COLUMN "note" TEXT;
ALTER TABLE "suppression" ADD COLUMN "added_by_id" UUID;
ALTER TABLE suppression ADD CONSTRAINT suppression_added_by_room_fkey FOREIGN KEY (added_by_id) REFERENCES staff_user (id);
CREATE INDEX "suppression_site_id_created_at_idx" ON "suppression"("site_id", "created_at" DESC);
CREATE FUNCTION carepress_complaint_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reason = 'complained' AND (TG_OP = 'DELETE' OR NEW.reason <> 'complained') THEN
    RAISE EXCEPTION 'a complaint is never lifted' USING ERRCODE = 'CP003';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER suppression_complaint_stays BEFORE UPDATE OR DELETE ON suppression
  FOR EACH ROW EXECUTE FUNCTION carepress_complaint_stays();

-- Whom an issue is for: a language or all, some interests or all.
ALTER TABLE "issue" ADD COLUMN "segment_locale" TEXT;
ALTER TABLE "issue" ADD COLUMN "segment_interests" UUID[] DEFAULT ARRAY[]::UUID[];
ALTER TABLE "issue" ADD COLUMN "segment_without_interests" BOOLEAN NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW audience_member AS
  SELECT s.id AS subscriber_id, s.site_id, s.email, s.locale, s.state, s.confirmed_at, x.reason AS suppressed_for,
         s.address_box, s.paused_until
  FROM subscriber s LEFT JOIN suppression x ON x.site_id = s.site_id AND x.email_hash = s.email_hash;

-- Everybody of a site, and why somebody stands outside a part of its audience; null where they are in it. A function of one
-- statement: the planner takes it apart like a view, so that a million people cost one scan.
CREATE FUNCTION audience_segment(site uuid, language text, interests uuid[], without_interests boolean)
RETURNS TABLE (subscriber_id uuid, state text, suppressed_for text, paused_until timestamptz, outside text)
LANGUAGE sql STABLE AS $$
  SELECT m.subscriber_id, m.state, m.suppressed_for, m.paused_until,
         CASE WHEN language IS NOT NULL AND m.locale <> language AND m.locale NOT LIKE language || '-%' THEN 'otherLanguage'
              WHEN cardinality(interests) = 0 THEN NULL
              WHEN EXISTS (SELECT 1 FROM subscriber_interest i WHERE i.subscriber_id = m.subscriber_id
                                                               AND i.term_id = ANY (interests)) THEN NULL
              WHEN without_interests AND NOT EXISTS (SELECT 1 FROM subscriber_interest i
                                                      WHERE i.subscriber_id = m.subscriber_id) THEN NULL
              ELSE 'otherInterests' END
    FROM audience_member m WHERE m.site_id = site
$$;
