-- Which operations a site answers over the delivery API, where it answers known ones only. Additive: older code runs
-- against it, and answers any operation as it always did.

CREATE TABLE "site_operation" (
    "site_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT,
    "body" TEXT NOT NULL,

    CONSTRAINT "site_operation_pkey" PRIMARY KEY ("site_id", "hash")
);
CREATE INDEX "site_operation_hash_idx" ON "site_operation"("hash");
ALTER TABLE "site_operation" ADD CONSTRAINT "site_operation_site_id_fkey"
  FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- An operation is known by its text alone, byte for byte.
ALTER TABLE site_operation ADD CONSTRAINT site_operation_hash
  CHECK (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex'));

-- What a site answers is part of what it shows: every API process hears of it as it hears of a publication.
CREATE FUNCTION count_site_operation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO site_generation (site_id, generation) SELECT DISTINCT site_id, 1 FROM changed
  ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER site_operation_added AFTER INSERT ON site_operation
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_site_operation_change();
CREATE TRIGGER site_operation_removed AFTER DELETE ON site_operation
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_site_operation_change();

-- A text under another's name would let through what nobody put on the list.
CREATE FUNCTION carepress_site_operation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An operation on a list is not changed: take it off and add another.' USING ERRCODE = 'CP003';
END $$;
CREATE TRIGGER site_operation_stays BEFORE UPDATE ON site_operation
  FOR EACH ROW EXECUTE FUNCTION carepress_site_operation_stays();
