-- Withdrawals that a second person looks at afterwards, and recalls: text that may never be public again.
-- Additive: older code runs against it, and is refused what was recalled.

-- Text that may never be public again --------------------------------------------------------------------------------

CREATE TABLE "recalled_revision" (
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "recall_id" UUID NOT NULL,
    "recalled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recalled_revision_pkey" PRIMARY KEY ("recall_id", "revision_id")
);
CREATE INDEX "recalled_revision_article_id_locale_content_hash_idx"
  ON "recalled_revision"("article_id", "locale", "content_hash");
ALTER TABLE recalled_revision ADD CONSTRAINT recalled_revision_revision_room_fkey
  FOREIGN KEY (revision_id) REFERENCES revision (id);
CREATE TRIGGER recalled_revision_append_only BEFORE UPDATE OR DELETE ON recalled_revision
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER recalled_revision_no_truncate BEFORE TRUNCATE ON recalled_revision EXECUTE FUNCTION carepress_append_only();

-- The text counts, not its number: a restored revision with the same words is the same text.
CREATE FUNCTION carepress_recalled_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A recall holds the article while it bars its text. Whoever publishes meanwhile waits, and then sees the bar.
  PERFORM 1 FROM article WHERE id = NEW.article_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM recalled_revision r WHERE r.article_id = NEW.article_id AND r.locale = NEW.locale
      AND r.content_hash = NEW.content_hash) THEN
    RAISE EXCEPTION 'publication %: this text was recalled', NEW.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_recalled_guard BEFORE INSERT ON publication
  FOR EACH ROW EXECUTE FUNCTION carepress_recalled_guard();

-- The recall itself ----------------------------------------------------------------------------------------------------

CREATE TABLE "recall" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "corrected_at" TIMESTAMPTZ(3),
    "correction_id" UUID,

    CONSTRAINT "recall_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "recall_site_id_opened_at_idx" ON "recall"("site_id", "opened_at" DESC);
CREATE INDEX "recall_article_id_locale_idx" ON "recall"("article_id", "locale");
ALTER TABLE recall ADD CONSTRAINT recall_state CHECK (state IN ('open', 'corrected'));
ALTER TABLE recall ADD CONSTRAINT recall_corrected
  CHECK ((state = 'corrected') = (corrected_at IS NOT NULL AND correction_id IS NOT NULL));
ALTER TABLE recall ADD CONSTRAINT recall_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE recall ADD CONSTRAINT recall_opened_by_room_fkey FOREIGN KEY (opened_by_id) REFERENCES staff_user (id);
ALTER TABLE recall ADD CONSTRAINT recall_correction_room_fkey FOREIGN KEY (correction_id) REFERENCES publication (id);

CREATE FUNCTION carepress_recall_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' OR (to_jsonb(NEW) - ARRAY['state', 'corrected_at', 'correction_id'])
      IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'corrected_at', 'correction_id']) THEN
    RAISE EXCEPTION 'recall %: it can be corrected once, and nothing else', OLD.id USING ERRCODE = 'CP003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM publication p JOIN approval a ON a.id = p.approval_id
      WHERE p.id = NEW.correction_id AND p.article_id = NEW.article_id AND p.locale = NEW.locale
        AND p.live_from >= NEW.opened_at AND a.approved_at >= NEW.opened_at
        AND NOT EXISTS (SELECT 1 FROM recalled_revision r WHERE r.article_id = p.article_id AND r.locale = p.locale
          AND r.content_hash = p.content_hash)) THEN
    RAISE EXCEPTION 'recall %: its correction must be text approved and published after it', OLD.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recall_guard BEFORE UPDATE ON recall FOR EACH ROW EXECUTE FUNCTION carepress_recall_guard();
CREATE TRIGGER recall_no_delete BEFORE DELETE ON recall FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- Withdrawals a second person looks at ----------------------------------------------------------------------------------

CREATE TABLE "withdrawal_check" (
    "publication_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "withdrawn_by_id" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "withdrawal_check_pkey" PRIMARY KEY ("publication_id")
);
CREATE INDEX "withdrawal_check_site_id_due_at_idx" ON "withdrawal_check"("site_id", "due_at");
ALTER TABLE withdrawal_check ADD CONSTRAINT withdrawal_check_decision CHECK (decision IN ('confirmed', 'reinstated'));
ALTER TABLE withdrawal_check ADD CONSTRAINT withdrawal_check_decided
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by_id IS NULL));
-- Four eyes, afterwards: who withdrew it does not confirm it.
ALTER TABLE withdrawal_check ADD CONSTRAINT withdrawal_check_second_person CHECK (decided_by_id <> withdrawn_by_id);
ALTER TABLE withdrawal_check ADD CONSTRAINT withdrawal_check_publication_room_fkey
  FOREIGN KEY (publication_id) REFERENCES publication (id);

CREATE FUNCTION carepress_withdrawal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decision IS NOT NULL
     OR (to_jsonb(NEW) - ARRAY['raised_at', 'decision', 'decided_by_id', 'decided_at'])
        IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['raised_at', 'decision', 'decided_by_id', 'decided_at']) THEN
    RAISE EXCEPTION 'withdrawal %: it is decided once, and nothing else of it changes', OLD.publication_id USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER withdrawal_check_guard BEFORE UPDATE ON withdrawal_check
  FOR EACH ROW EXECUTE FUNCTION carepress_withdrawal_guard();
CREATE TRIGGER withdrawal_check_no_delete BEFORE DELETE ON withdrawal_check
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();

-- Whoever withdraws, by whatever path: the second look is asked for in the same transaction. What the review clock takes
-- off by its policy has no withdrawer and needs none.
CREATE FUNCTION carepress_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO withdrawal_check (publication_id, site_id, article_id, locale, withdrawn_by_id, withdrawn_at, due_at)
  VALUES (NEW.id, NEW.site_id, NEW.article_id, NEW.locale, NEW.withdrawn_by_id, NEW.live_until, NEW.live_until + interval '24 hours');
  RETURN NULL;
END $$;
CREATE TRIGGER publication_withdrawn AFTER UPDATE ON publication FOR EACH ROW
  WHEN (OLD.state = 'live' AND NEW.state = 'withdrawn' AND NEW.withdrawn_by_id IS NOT NULL AND NEW.live_until IS NOT NULL)
  EXECUTE FUNCTION carepress_withdrawn();
