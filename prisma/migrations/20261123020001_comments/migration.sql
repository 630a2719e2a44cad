-- Comments on articles. New tables: old code runs against them and never looks at them.

CREATE TABLE "comment_thread" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "anchor" JSONB NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "state_by_id" UUID,
    "state_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_thread_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "comment_thread_article_id_locale_created_at_idx" ON "comment_thread"("article_id", "locale", "created_at");
CREATE INDEX "comment_thread_revision_id_idx" ON "comment_thread"("revision_id");

CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "retracted_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "comment_thread_id_created_at_idx" ON "comment"("thread_id", "created_at");
CREATE INDEX "comment_author_id_idx" ON "comment"("author_id");
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comment_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "comment_mention" (
    "comment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "comment_mention_pkey" PRIMARY KEY ("comment_id","user_id")
);
ALTER TABLE "comment_mention" ADD CONSTRAINT "comment_mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "comment_text" (
    "comment_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_text_pkey" PRIMARY KEY ("comment_id","version")
);
ALTER TABLE "comment_text" ADD CONSTRAINT "comment_text_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_revision_room_fkey FOREIGN KEY (revision_id) REFERENCES revision (id);
ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_author_room_fkey FOREIGN KEY (created_by_id) REFERENCES staff_user (id);
ALTER TABLE comment ADD CONSTRAINT comment_author_room_fkey FOREIGN KEY (author_id) REFERENCES staff_user (id);
ALTER TABLE comment_mention ADD CONSTRAINT comment_mention_user_room_fkey FOREIGN KEY (user_id) REFERENCES staff_user (id);

ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_state CHECK (state IN ('open', 'resolved'));
ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_state_by CHECK ((state_at IS NULL) = (state_by_id IS NULL));
ALTER TABLE comment ADD CONSTRAINT comment_length CHECK (length(text) BETWEEN 1 AND 5000);
ALTER TABLE comment_text ADD CONSTRAINT comment_text_length CHECK (length(text) BETWEEN 1 AND 5000);

-- Where a thread stands never changes, and it stands on a text that never changes. Its state is all that moves.
CREATE FUNCTION carepress_comment_thread_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - ARRAY['state', 'state_by_id', 'state_at'])
       IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'state_by_id', 'state_at']) THEN
      RAISE EXCEPTION 'comment thread %: it can be resolved and reopened, and nothing else', OLD.id
        USING ERRCODE = 'CP003';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.pinned_at IS NOT NULL
      AND (r.article_id, r.locale) = (NEW.article_id, NEW.locale)) THEN
    RAISE EXCEPTION 'comment thread %: its revision must be pinned', NEW.id USING ERRCODE = 'CP002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_thread_guard BEFORE INSERT OR UPDATE ON comment_thread
  FOR EACH ROW EXECUTE FUNCTION carepress_comment_thread_guard();

-- A comment keeps its author and place; its words change only together with a row of what they were; a retracted one
-- stays retracted.
CREATE FUNCTION carepress_comment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.retracted_at IS NOT NULL
     OR (NEW.id, NEW.thread_id, NEW.author_id, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.thread_id, OLD.author_id, OLD.created_at)
     OR (NEW.text IS DISTINCT FROM OLD.text AND NOT (NEW.version = OLD.version + 1 AND EXISTS (
           SELECT 1 FROM comment_text t
           WHERE (t.comment_id, t.version, t.text) = (OLD.id, OLD.version, OLD.text)))) THEN
    RAISE EXCEPTION 'comment %: only its words change, and what they were is kept', OLD.id USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_guard BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION carepress_comment_guard();

CREATE TRIGGER comment_thread_no_delete BEFORE DELETE ON comment_thread
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER comment_thread_no_truncate BEFORE TRUNCATE ON comment_thread EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER comment_no_truncate BEFORE TRUNCATE ON comment EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER comment_text_append_only BEFORE UPDATE OR DELETE ON comment_text
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER comment_text_no_truncate BEFORE TRUNCATE ON comment_text EXECUTE FUNCTION carepress_append_only();
