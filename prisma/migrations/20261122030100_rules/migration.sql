-- The rules that must hold whoever writes: the product, a script, or a person at a database prompt.
-- Own error codes: CP001 approval, CP002 pinned revision, CP003 append-only history, CP004 publication.

-- States -----------------------------------------------------------------------------------------------------------

ALTER TABLE outbox_event ADD CONSTRAINT outbox_event_state CHECK (state IN ('pending', 'leased', 'done', 'dead'));
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('author', 'reviewer', 'publisher', 'admin'));
ALTER TABLE credential ADD CONSTRAINT credential_period CHECK (valid_from < valid_until);
ALTER TABLE article ADD CONSTRAINT article_risk_class CHECK (risk_class IN ('low', 'standard', 'high'));
ALTER TABLE revision ADD CONSTRAINT revision_origin CHECK (origin IN ('edit', 'import', 'restore'));
ALTER TABLE revision ADD CONSTRAINT revision_edit_class CHECK (edit_class IN ('minor', 'clinical'));
ALTER TABLE revision ADD CONSTRAINT revision_content_hash CHECK (content_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE review_case ADD CONSTRAINT review_case_state
  CHECK (state IN ('requested', 'inReview', 'changesRequested', 'approved', 'withdrawn', 'superseded'));
ALTER TABLE publication ADD CONSTRAINT publication_state CHECK (state IN ('live', 'replaced', 'withdrawn'));
ALTER TABLE publication_schedule ADD CONSTRAINT publication_schedule_state
  CHECK (state IN ('scheduled', 'fired', 'refused', 'cancelled'));
ALTER TABLE channel_destination ADD CONSTRAINT channel_destination_state CHECK (state IN ('enabled', 'paused', 'disabled'));
ALTER TABLE channel_delivery ADD CONSTRAINT channel_delivery_state
  CHECK (state IN ('pending', 'succeeded', 'exhausted', 'cancelled'));
ALTER TABLE subscriber ADD CONSTRAINT subscriber_state CHECK (state IN ('pending', 'confirmed', 'unsubscribed'));
ALTER TABLE issue ADD CONSTRAINT issue_state
  CHECK (state IN ('composing', 'handingOver', 'paused', 'finished', 'cancelled'));
ALTER TABLE issue_recipient ADD CONSTRAINT issue_recipient_status CHECK (status IN
  ('queued', 'leased', 'in_flight', 'handed_over', 'deferred', 'failed', 'suppressed', 'skipped', 'unknown'));

-- Only one ---------------------------------------------------------------------------------------------------------

CREATE UNIQUE INDEX review_case_one_open ON review_case (article_id, locale)
  WHERE state IN ('requested', 'inReview', 'changesRequested');
CREATE UNIQUE INDEX publication_one_live ON publication (site_id, article_id, locale) WHERE state = 'live';
CREATE UNIQUE INDEX publication_one_address ON publication (site_id, locale, slug) WHERE state = 'live';
CREATE UNIQUE INDEX publication_schedule_one ON publication_schedule (site_id, article_id, locale) WHERE state = 'scheduled';
CREATE UNIQUE INDEX revision_one_working_copy ON revision (article_id, locale) WHERE pinned_at IS NULL;

-- Foreign keys from room to room: a Prisma relation would put a field into the other room's model. ------------------

ALTER TABLE article ADD CONSTRAINT article_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE article ADD CONSTRAINT article_created_by_room_fkey FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE revision ADD CONSTRAINT revision_created_by_room_fkey FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE import_record ADD CONSTRAINT import_record_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE review_case ADD CONSTRAINT review_case_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE approval ADD CONSTRAINT approval_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE approval ADD CONSTRAINT approval_approver_room_fkey FOREIGN KEY (approver_id) REFERENCES staff_user (id);
ALTER TABLE approval ADD CONSTRAINT approval_credential_room_fkey FOREIGN KEY (credential_id) REFERENCES credential (id);
ALTER TABLE publication ADD CONSTRAINT publication_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE publication ADD CONSTRAINT publication_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE publication ADD CONSTRAINT publication_approval_room_fkey FOREIGN KEY (approval_id) REFERENCES approval (id);
ALTER TABLE publication_schedule ADD CONSTRAINT publication_schedule_revision_room_fkey
  FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE delivery_article ADD CONSTRAINT delivery_article_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
ALTER TABLE channel_destination ADD CONSTRAINT channel_destination_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE channel_delivery ADD CONSTRAINT channel_delivery_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
ALTER TABLE subscriber ADD CONSTRAINT subscriber_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE issue ADD CONSTRAINT issue_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE issue_article ADD CONSTRAINT issue_article_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);
ALTER TABLE issue_recipient ADD CONSTRAINT issue_recipient_subscriber_room_fkey
  FOREIGN KEY (subscriber_id) REFERENCES subscriber (id);

-- History is append-only ---------------------------------------------------------------------------------------------

CREATE FUNCTION carepress_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'CP003';
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER consent_entry_append_only BEFORE UPDATE OR DELETE ON consent_entry
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON revision EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER approval_no_truncate BEFORE TRUNCATE ON approval EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON publication EXECUTE FUNCTION carepress_append_only();

-- A revision that something pinned never changes; a working copy keeps its author. ------------------------------------

CREATE FUNCTION carepress_revision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.article_id, NEW.locale, NEW.number, NEW.created_by_id, NEW.origin, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.article_id, OLD.locale, OLD.number, OLD.created_by_id, OLD.origin, OLD.created_at) THEN
    RAISE EXCEPTION 'revision %: its identity and its author cannot change', OLD.id USING ERRCODE = 'CP002';
  END IF;
  IF OLD.pinned_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'revision % is pinned (%) and cannot change', OLD.id, OLD.pinned_by USING ERRCODE = 'CP002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER revision_guard BEFORE UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION carepress_revision_guard();

-- Who contributed since the last approval ---------------------------------------------------------------------------
-- The authors of every revision after the last one with an approval in force, up to this one. When nothing is
-- approved yet, all authors of the article in this locale.

CREATE FUNCTION carepress_contributors(of_article uuid, of_locale text, up_to integer) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT r.created_by_id FROM revision r
  WHERE r.article_id = of_article AND r.locale = of_locale AND r.number <= up_to
    AND r.number > COALESCE((
      SELECT max(a_r.number) FROM approval a JOIN revision a_r ON a_r.id = a.revision_id
      WHERE a.article_id = of_article AND a.locale = of_locale AND a.revoked_at IS NULL AND a_r.number < up_to), 0)
$$;

-- A review case and an approval stand on one pinned revision and its hash ---------------------------------------------

CREATE FUNCTION carepress_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.article_id, NEW.locale, NEW.revision_id, NEW.content_hash)
     IS DISTINCT FROM (OLD.article_id, OLD.locale, OLD.revision_id, OLD.content_hash) THEN
    RAISE EXCEPTION 'review case %: the revision under review cannot change', OLD.id USING ERRCODE = 'CP001';
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.article_id = NEW.article_id AND r.locale = NEW.locale
      AND r.content_hash = NEW.content_hash AND r.pinned_at IS NOT NULL) THEN
    RAISE EXCEPTION 'review case %: its revision must be pinned and have this content hash', NEW.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER review_case_guard BEFORE INSERT OR UPDATE ON review_case
  FOR EACH ROW EXECUTE FUNCTION carepress_case_guard();

CREATE FUNCTION carepress_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reviewed revision%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.revoked_at IS NOT NULL
       OR (to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason'])
          IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason']) THEN
      RAISE EXCEPTION 'approval %: it can be revoked once, and nothing else', OLD.id USING ERRCODE = 'CP003';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO reviewed FROM revision WHERE id = NEW.revision_id;
  IF reviewed.pinned_at IS NULL OR reviewed.content_hash <> NEW.content_hash
     OR reviewed.article_id <> NEW.article_id OR reviewed.locale <> NEW.locale THEN
    RAISE EXCEPTION 'approval %: it must name a pinned revision and its content hash', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NEW.approver_id IN (SELECT carepress_contributors(NEW.article_id, NEW.locale, reviewed.number)) THEN
    RAISE EXCEPTION 'approval %: the approver contributed to this text', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.credential_id AND c.user_id = NEW.approver_id
      AND c.revoked_at IS NULL AND c.valid_from <= NEW.approved_at AND c.valid_until > NEW.approved_at) THEN
    RAISE EXCEPTION 'approval %: the approver has no such credential in force', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NEW.review_due_at <= NEW.approved_at THEN
    RAISE EXCEPTION 'approval %: the review date must lie after the approval', NEW.id USING ERRCODE = 'CP001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM review_case c WHERE c.id = NEW.case_id AND c.revision_id = NEW.revision_id) THEN
    RAISE EXCEPTION 'approval %: its review case is of another revision', NEW.id USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER approval_guard BEFORE INSERT OR UPDATE ON approval
  FOR EACH ROW EXECUTE FUNCTION carepress_approval_guard();

-- No publication without a matching approval in force -----------------------------------------------------------------

CREATE FUNCTION carepress_publication_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published revision%ROWTYPE;
  ground approval%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state <> 'live' OR NEW.state = 'live'
       OR (to_jsonb(NEW) - ARRAY['state', 'live_until', 'ended_sequence', 'withdrawn_by_id', 'withdrawn_reason'])
          IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'live_until', 'ended_sequence', 'withdrawn_by_id', 'withdrawn_reason']) THEN
      RAISE EXCEPTION 'publication %: it can be ended once, and nothing else', OLD.id USING ERRCODE = 'CP004';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO published FROM revision WHERE id = NEW.revision_id;
  SELECT * INTO ground FROM approval WHERE id = NEW.approval_id;
  IF ground.id IS NULL OR ground.revoked_at IS NOT NULL OR published.pinned_at IS NULL
     OR (ground.article_id, ground.locale, ground.content_hash)
        IS DISTINCT FROM (NEW.article_id, NEW.locale, NEW.content_hash)
     OR (published.article_id, published.locale, published.content_hash)
        IS DISTINCT FROM (NEW.article_id, NEW.locale, NEW.content_hash) THEN
    RAISE EXCEPTION 'publication %: no approval in force of this content hash', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF ground.review_due_at <= NEW.live_from THEN
    RAISE EXCEPTION 'publication %: the review of this text is overdue', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM credential c WHERE c.id = ground.credential_id AND c.revoked_at IS NULL
      AND c.valid_until > NEW.live_from) THEN
    RAISE EXCEPTION 'publication %: the credential of its approver is not in force', NEW.id USING ERRCODE = 'CP004';
  END IF;
  IF ground.approver_id IN (SELECT carepress_contributors(NEW.article_id, NEW.locale,
      (SELECT number FROM revision WHERE id = ground.revision_id))) THEN
    RAISE EXCEPTION 'publication %: its approver contributed to this text', NEW.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_guard BEFORE INSERT OR UPDATE ON publication
  FOR EACH ROW EXECUTE FUNCTION carepress_publication_guard();

-- The read model carries what is live, to the byte of its hash --------------------------------------------------------

CREATE FUNCTION carepress_delivery_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id AND p.state = 'live'
      AND (p.site_id, p.article_id, p.locale, p.slug, p.revision_id, p.content_hash)
        = (NEW.site_id, NEW.article_id, NEW.locale, NEW.slug, NEW.revision_id, NEW.content_hash)) THEN
    RAISE EXCEPTION 'delivery_article: publication % is not live with this content', NEW.publication_id
      USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER delivery_article_guard BEFORE INSERT OR UPDATE ON delivery_article
  FOR EACH ROW EXECUTE FUNCTION carepress_delivery_guard();

-- What the public may read: a schema of views, and a role that sees nothing else --------------------------------------

DO $$ BEGIN
  CREATE ROLE carepress_delivery NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT carepress_delivery TO CURRENT_USER;

CREATE SCHEMA IF NOT EXISTS delivery;
CREATE VIEW delivery.article AS SELECT * FROM public.delivery_article;
CREATE VIEW delivery.tombstone AS SELECT * FROM public.delivery_tombstone;
CREATE VIEW delivery.site AS
  SELECT s.id, s.slug, s.name, s.locale, s.time_zone, s.url, s.phone, s.postal_address, s.emergency_number,
         COALESCE(g.generation, 0) AS generation
  FROM public.site s LEFT JOIN public.site_generation g ON g.site_id = s.id;
GRANT USAGE ON SCHEMA delivery TO carepress_delivery;
GRANT SELECT ON delivery.article, delivery.tombstone, delivery.site TO carepress_delivery;
