-- Keys with which programs ask the delivery API for one site, and whether a site answers programs without one.
-- Additive: older code runs against it, and answers everybody as it always did.

ALTER TABLE "site" ADD COLUMN "public_read" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "site_key" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,

    CONSTRAINT "site_key_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "site_key_site_id_created_at_idx" ON "site_key"("site_id", "created_at" DESC);
ALTER TABLE "site_key" ADD CONSTRAINT "site_key_site_id_fkey"
  FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE site_key ADD CONSTRAINT site_key_scopes
  CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'signUp']);

CREATE TABLE "site_key_secret" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "site_key_secret_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "site_key_secret_hash_key" ON "site_key_secret"("hash");
CREATE INDEX "site_key_secret_key_id_idx" ON "site_key_secret"("key_id");
ALTER TABLE "site_key_secret" ADD CONSTRAINT "site_key_secret_key_id_fkey"
  FOREIGN KEY ("key_id") REFERENCES "site_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE site_key_secret ADD CONSTRAINT site_key_secret_revoked
  CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL));
-- A key has two secrets in force at most: the one that goes and the one that comes.
ALTER TABLE site_key_secret ADD CONSTRAINT site_key_secret_slot CHECK (slot IN (1, 2));
CREATE UNIQUE INDEX site_key_secret_two_live ON site_key_secret (key_id, slot) WHERE revoked_at IS NULL;

-- A revoked secret stays revoked.
CREATE FUNCTION carepress_site_secret_stays_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A secret that was revoked stays revoked.' USING ERRCODE = 'CP003';
END $$;
CREATE TRIGGER site_key_secret_stays_revoked BEFORE UPDATE ON site_key_secret
  FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
  EXECUTE FUNCTION carepress_site_secret_stays_revoked();

-- Who may read is part of what a site shows: every API process hears of it as it hears of a publication. When a secret
-- was last used is not.
CREATE FUNCTION count_site_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO site_generation (site_id, generation)
  SELECT k.site_id, 1 FROM site_key k WHERE k.id = NEW.key_id
  ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER site_key_secret_made AFTER INSERT ON site_key_secret
  FOR EACH ROW EXECUTE FUNCTION count_site_key_change();
CREATE TRIGGER site_key_secret_ended AFTER UPDATE ON site_key_secret
  FOR EACH ROW WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION count_site_key_change();
