-- Why: a licence is revoked by somebody, for a reason, once; and what is published meanwhile waits for it.
-- Old code still runs against it: it reads credentials and never writes them.

ALTER TABLE "credential"
  ADD COLUMN "revoked_by_id" UUID,
  ADD COLUMN "revoked_reason" TEXT;
ALTER TABLE credential ADD CONSTRAINT credential_revoked_by_room_fkey
  FOREIGN KEY (revoked_by_id) REFERENCES staff_user (id);
ALTER TABLE credential ADD CONSTRAINT credential_revocation
  CHECK (revoked_at IS NOT NULL OR (revoked_by_id IS NULL AND revoked_reason IS NULL));

-- A revocation is final: who may practise again holds a new licence.
CREATE FUNCTION carepress_revoked_stays_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'credential %: it was revoked, and stays so', OLD.id USING ERRCODE = 'CP003';
END $$;
CREATE TRIGGER credential_revoked_stays BEFORE UPDATE ON credential FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL AND (NEW.revoked_at, NEW.revoked_by_id, NEW.revoked_reason)
    IS DISTINCT FROM (OLD.revoked_at, OLD.revoked_by_id, OLD.revoked_reason))
  EXECUTE FUNCTION carepress_revoked_stays_revoked();

-- Publishing holds the licences it stands on until its commit, so that who looks for what a revoked licence left live
-- finds it. By its name it fires before publication_guard, which then sees the licences as they are now.
CREATE FUNCTION carepress_hold_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM credential c WHERE c.id IN (
    SELECT a.credential_id FROM approval a
    WHERE a.case_id = (SELECT ground.case_id FROM approval ground WHERE ground.id = NEW.approval_id))
  ORDER BY c.id FOR SHARE;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_credentials_held BEFORE INSERT ON publication
  FOR EACH ROW EXECUTE FUNCTION carepress_hold_credentials();
