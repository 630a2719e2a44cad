-- Keeps of each text what other texts are compared with: copies, contradictions, topics. Shape only; code without it runs the same.
CREATE TABLE "library_entry" (
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "library_version" INTEGER NOT NULL,
    "entry" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "library_entry_pkey" PRIMARY KEY ("article_id","locale")
);

CREATE INDEX "library_entry_language_updated_at_idx" ON "library_entry"("language", "updated_at" DESC);

ALTER TABLE library_entry ADD CONSTRAINT library_entry_article_room_fkey FOREIGN KEY (article_id) REFERENCES article (id);
ALTER TABLE library_entry ADD CONSTRAINT library_entry_content_hash CHECK (content_hash ~ '^[0-9a-f]{64}$');
