-- Keeps what a language model proposed and which person accepted it. Shape only; code without it runs the same.
CREATE TABLE "suggestion" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "path" TEXT,
    "original" TEXT NOT NULL,
    "proposal" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "accepted_revision_id" UUID,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "suggestion_article_id_locale_idx" ON "suggestion"("article_id", "locale");

ALTER TABLE suggestion ADD CONSTRAINT suggestion_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE suggestion ADD CONSTRAINT suggestion_accepted_room_fkey
  FOREIGN KEY (accepted_revision_id) REFERENCES revision (id);
ALTER TABLE suggestion ADD CONSTRAINT suggestion_asked_by_room_fkey FOREIGN KEY (asked_by_id) REFERENCES staff_user (id);
ALTER TABLE suggestion ADD CONSTRAINT suggestion_decided_by_room_fkey FOREIGN KEY (decided_by_id) REFERENCES staff_user (id);
ALTER TABLE suggestion ADD CONSTRAINT suggestion_task CHECK (task IN ('plainSentence', 'summary'));
ALTER TABLE suggestion ADD CONSTRAINT suggestion_decision
  CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (accepted_revision_id IS NULL));
CREATE TRIGGER suggestion_no_delete BEFORE DELETE ON suggestion FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
