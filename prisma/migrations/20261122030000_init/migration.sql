-- CreateTable
CREATE TABLE "subscriber" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_norm" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "confirm_token_hash" TEXT,
    "confirm_sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_entry" (
    "id" BIGSERIAL NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "wording_hash" TEXT NOT NULL,
    "form_url" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "site_id" UUID NOT NULL,
    "email_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("site_id","email_hash")
);

-- CreateTable
CREATE TABLE "channel_destination" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'enabled',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_delivery" (
    "id" UUID NOT NULL,
    "destination_id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_attempt" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "outcome" TEXT NOT NULL,
    "excerpt" TEXT,

    CONSTRAINT "channel_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_article" (
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "revision_number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "delivery_article_pkey" PRIMARY KEY ("site_id","article_id","locale")
);

-- CreateTable
CREATE TABLE "delivery_tombstone" (
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "delivery_tombstone_pkey" PRIMARY KEY ("site_id","article_id","locale")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "risk_class" TEXT NOT NULL DEFAULT 'standard',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article_slug" (
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_slug_pkey" PRIMARY KEY ("article_id","locale")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "references" JSONB NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "base_revision_id" UUID,
    "origin" TEXT NOT NULL,
    "edit_class" TEXT NOT NULL DEFAULT 'clinical',
    "reason" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pinned_at" TIMESTAMPTZ(3),
    "pinned_by" TEXT,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_record" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" BYTEA NOT NULL,
    "report" JSONB NOT NULL,
    "provenance" JSONB NOT NULL,
    "rights" TEXT NOT NULL DEFAULT 'unknown',
    "imported_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_address" TEXT NOT NULL,
    "emergency_number" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "sender_email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_rate_limit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "sign_in_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","site_id","role")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "licence_number" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "specialties" TEXT[],
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "site_id" UUID,
    "data" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "preheader" TEXT NOT NULL,
    "intro" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "frozen_at" TIMESTAMPTZ(3),
    "frozen_by_id" UUID,
    "finished_at" TIMESTAMPTZ(3),
    "hold_reason" TEXT,
    "candidate_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_article" (
    "issue_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "publication_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "issue_article_pkey" PRIMARY KEY ("issue_id","position")
);

-- CreateTable
CREATE TABLE "issue_recipient" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempt_no" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "message_id" TEXT,
    "smtp_reply" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handed_over_at" TIMESTAMPTZ(3),

    CONSTRAINT "issue_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "ended_sequence" BIGINT,
    "published_by_id" UUID NOT NULL,
    "live_from" TIMESTAMPTZ(3) NOT NULL,
    "live_until" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "withdrawn_reason" TEXT,
    "schedule_id" UUID,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_schedule" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "refusal_code" TEXT,
    "refusal_message" TEXT,

    CONSTRAINT "publication_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_generation" (
    "site_id" UUID NOT NULL,
    "generation" BIGINT NOT NULL,

    CONSTRAINT "site_generation_pkey" PRIMARY KEY ("site_id")
);

-- CreateTable
CREATE TABLE "review_case" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "note" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT,

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "approver_id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,
    "credential_snapshot" JSONB NOT NULL,
    "statement" TEXT NOT NULL,
    "conflict_of_interest" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,
    "review_due_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "revoked_reason" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_confirm_token_hash_key" ON "subscriber"("confirm_token_hash");

-- CreateIndex
CREATE INDEX "subscriber_site_id_state_id_idx" ON "subscriber"("site_id", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_site_id_email_norm_key" ON "subscriber"("site_id", "email_norm");

-- CreateIndex
CREATE INDEX "consent_entry_subscriber_id_idx" ON "consent_entry"("subscriber_id");

-- CreateIndex
CREATE INDEX "channel_destination_site_id_idx" ON "channel_destination"("site_id");

-- CreateIndex
CREATE INDEX "channel_delivery_state_next_attempt_at_idx" ON "channel_delivery"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "channel_delivery_destination_id_publication_id_operation_key" ON "channel_delivery"("destination_id", "publication_id", "operation");

-- CreateIndex
CREATE INDEX "channel_attempt_delivery_id_idx" ON "channel_attempt"("delivery_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_article_publication_id_key" ON "delivery_article"("publication_id");

-- CreateIndex
CREATE INDEX "delivery_article_site_id_locale_published_at_article_id_idx" ON "delivery_article"("site_id", "locale", "published_at" DESC, "article_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_article_site_id_locale_slug_key" ON "delivery_article"("site_id", "locale", "slug");

-- CreateIndex
CREATE INDEX "delivery_tombstone_site_id_locale_slug_idx" ON "delivery_tombstone"("site_id", "locale", "slug");

-- CreateIndex
CREATE INDEX "article_site_id_created_at_idx" ON "article"("site_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "article_slug_locale_slug_key" ON "article_slug"("locale", "slug");

-- CreateIndex
CREATE INDEX "revision_content_hash_idx" ON "revision"("content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "revision_article_id_locale_number_key" ON "revision"("article_id", "locale", "number");

-- CreateIndex
CREATE INDEX "import_record_article_id_idx" ON "import_record"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_record_site_id_sha256_key" ON "import_record"("site_id", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "site_slug_key" ON "site"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_user_id_idx" ON "staff_session"("user_id");

-- CreateIndex
CREATE INDEX "staff_account_user_id_idx" ON "staff_account"("user_id");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "staff_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_rate_limit_key_key" ON "sign_in_rate_limit"("key");

-- CreateIndex
CREATE INDEX "credential_user_id_idx" ON "credential"("user_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_idx" ON "audit_entry"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "issue_site_id_created_at_idx" ON "issue"("site_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "issue_state_idx" ON "issue"("state");

-- CreateIndex
CREATE UNIQUE INDEX "issue_article_issue_id_publication_id_key" ON "issue_article"("issue_id", "publication_id");

-- CreateIndex
CREATE INDEX "issue_recipient_issue_id_status_next_try_at_idx" ON "issue_recipient"("issue_id", "status", "next_try_at");

-- CreateIndex
CREATE UNIQUE INDEX "issue_recipient_issue_id_subscriber_id_key" ON "issue_recipient"("issue_id", "subscriber_id");

-- CreateIndex
CREATE INDEX "outbox_event_state_available_at_idx" ON "outbox_event"("state", "available_at");

-- CreateIndex
CREATE UNIQUE INDEX "publication_schedule_id_key" ON "publication"("schedule_id");

-- CreateIndex
CREATE INDEX "publication_article_id_locale_idx" ON "publication"("article_id", "locale");

-- CreateIndex
CREATE INDEX "publication_site_id_live_from_idx" ON "publication"("site_id", "live_from");

-- CreateIndex
CREATE INDEX "publication_revision_id_idx" ON "publication"("revision_id");

-- CreateIndex
CREATE INDEX "publication_schedule_state_publish_at_idx" ON "publication_schedule"("state", "publish_at");

-- CreateIndex
CREATE INDEX "review_case_article_id_locale_idx" ON "review_case"("article_id", "locale");

-- CreateIndex
CREATE INDEX "review_case_state_requested_at_idx" ON "review_case"("state", "requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_case_id_key" ON "approval"("case_id");

-- CreateIndex
CREATE INDEX "approval_article_id_locale_approved_at_idx" ON "approval"("article_id", "locale", "approved_at" DESC);

-- CreateIndex
CREATE INDEX "approval_content_hash_idx" ON "approval"("content_hash");

-- AddForeignKey
ALTER TABLE "consent_entry" ADD CONSTRAINT "consent_entry_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_delivery" ADD CONSTRAINT "channel_delivery_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "channel_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_attempt" ADD CONSTRAINT "channel_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "channel_delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_slug" ADD CONSTRAINT "article_slug_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_article" ADD CONSTRAINT "issue_article_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_recipient" ADD CONSTRAINT "issue_recipient_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
