-- A second factor, passkeys and API tokens; who confirmed a licence; who was deactivated; what a site says of itself.
-- Additive: older code runs against it, and takes licences as confirmed as it always did.

ALTER TABLE "staff_user"
  ADD COLUMN "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "deactivated_at" TIMESTAMPTZ(3),
  ADD COLUMN "deactivated_by_id" UUID;
ALTER TABLE staff_user ADD CONSTRAINT staff_user_deactivated CHECK ((deactivated_at IS NULL) = (deactivated_by_id IS NULL));

CREATE TABLE "staff_two_factor" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "staff_two_factor_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_two_factor_user_id_key" ON "staff_two_factor"("user_id");
ALTER TABLE "staff_two_factor" ADD CONSTRAINT "staff_two_factor_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "staff_passkey" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_passkey_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_passkey_credential_id_key" ON "staff_passkey"("credential_id");
CREATE INDEX "staff_passkey_user_id_idx" ON "staff_passkey"("user_id");
ALTER TABLE "staff_passkey" ADD CONSTRAINT "staff_passkey_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");
CREATE INDEX "api_token_site_id_created_at_idx" ON "api_token"("site_id", "created_at" DESC);
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_site_id_fkey"
  FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE api_token ADD CONSTRAINT api_token_scope CHECK (scope IN ('read', 'write'));
ALTER TABLE api_token ADD CONSTRAINT api_token_revoked CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL));
ALTER TABLE api_token ADD CONSTRAINT api_token_ends CHECK (expires_at > created_at);

ALTER TABLE "credential"
  ADD COLUMN "pending" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "entered_by_id" UUID,
  ADD COLUMN "confirmed_by_id" UUID,
  ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
ALTER TABLE credential ADD CONSTRAINT credential_confirmed_by_another
  CHECK (confirmed_by_id IS NULL OR (confirmed_by_id <> user_id AND confirmed_by_id IS DISTINCT FROM entered_by_id));
ALTER TABLE credential ADD CONSTRAINT credential_pending_or_confirmed CHECK (NOT (pending AND confirmed_at IS NOT NULL));

-- Nobody approves on a licence that nobody has confirmed, whoever writes the row.
CREATE FUNCTION carepress_confirmed_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.credential_id AND c.pending) THEN
    RAISE EXCEPTION 'Nobody has confirmed the licence of this approval.' USING ERRCODE = 'CP001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_confirmed_licence BEFORE INSERT ON approval
  FOR EACH ROW EXECUTE FUNCTION carepress_confirmed_licence();

ALTER TABLE "site"
  ADD COLUMN "country" TEXT,
  ADD COLUMN "locales" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "accent_color" TEXT,
  ADD COLUMN "logo_media_id" UUID,
  ADD COLUMN "call_to_action" TEXT,
  ADD COLUMN "call_to_action_url" TEXT;
ALTER TABLE site ADD CONSTRAINT site_country CHECK (country ~ '^[A-Z]{2}$');
ALTER TABLE site ADD CONSTRAINT site_accent_color CHECK (accent_color ~ '^#[0-9a-f]{6}$');
ALTER TABLE site ADD CONSTRAINT site_logo_room_fkey FOREIGN KEY (logo_media_id) REFERENCES media_asset (id);
