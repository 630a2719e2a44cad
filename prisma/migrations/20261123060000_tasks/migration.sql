-- Work that somebody must do about an article. A new table: older code runs against it unchanged.

CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assignee_id" UUID,
    "assigned_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "closed_reason" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "task_site_id_closed_at_urgent_opened_at_id_idx"
  ON "task"("site_id", "closed_at", "urgent" DESC, "opened_at", "id");
CREATE INDEX "task_article_id_idx" ON "task"("article_id");
CREATE INDEX "task_subject_type_subject_id_idx" ON "task"("subject_type", "subject_id");

ALTER TABLE task ADD CONSTRAINT task_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE task ADD CONSTRAINT task_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE task ADD CONSTRAINT task_assignee_room_fkey FOREIGN KEY (assignee_id) REFERENCES staff_user (id);
ALTER TABLE task ADD CONSTRAINT task_closed_by_room_fkey FOREIGN KEY (closed_by_id) REFERENCES staff_user (id);

-- The same reason found twice, also by two workers at once, is one task. After it was closed it may be opened again.
CREATE UNIQUE INDEX task_open_key ON task (key) WHERE closed_at IS NULL;
ALTER TABLE task ADD CONSTRAINT task_key_length CHECK (length(key) BETWEEN 1 AND 200);
ALTER TABLE task ADD CONSTRAINT task_closed_with_reason CHECK ((closed_at IS NULL) = (closed_reason IS NULL));

-- What a task was about stays as it was, and a closed one is history.
CREATE FUNCTION carepress_task_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL
     OR (to_jsonb(NEW) - ARRAY['assignee_id', 'assigned_at', 'closed_at', 'closed_by_id', 'closed_reason', 'urgent', 'due_at'])
        IS DISTINCT FROM
        (to_jsonb(OLD) - ARRAY['assignee_id', 'assigned_at', 'closed_at', 'closed_by_id', 'closed_reason', 'urgent', 'due_at']) THEN
    RAISE EXCEPTION 'task %: it can be assigned and closed once, and nothing else', OLD.id USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_guard BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION carepress_task_guard();
CREATE TRIGGER task_no_delete BEFORE DELETE ON task FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER task_no_truncate BEFORE TRUNCATE ON task EXECUTE FUNCTION carepress_append_only();
