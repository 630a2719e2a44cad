-- Addresses of subscribers are kept sealed: a copy of the database alone tells nobody who reads about which complaint. Older
-- code runs against it and goes on with the rows it knows; whom it cannot read it defers, and the newer code writes to.
-- The worker seals what is there, in small batches.
ALTER TABLE "subscriber" ADD COLUMN "address_box" TEXT;
ALTER TABLE "subscriber" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "subscriber" ALTER COLUMN "email_norm" DROP NOT NULL;
ALTER TABLE subscriber ADD CONSTRAINT subscriber_address CHECK ((email IS NOT NULL AND email_norm IS NOT NULL) OR address_box IS NOT NULL);
-- The keyed hash tells two people apart now; it was made from the normalised address, which was unique.
CREATE UNIQUE INDEX "subscriber_site_id_email_hash_key" ON "subscriber"("site_id", "email_hash");
DROP INDEX "subscriber_site_id_email_hash_idx";
CREATE INDEX subscriber_unsealed ON subscriber (id) WHERE email IS NOT NULL;

CREATE OR REPLACE VIEW audience_member AS
  SELECT s.id AS subscriber_id, s.site_id, s.email, s.locale, s.state, s.confirmed_at, x.reason AS suppressed_for,
         s.address_box
  FROM subscriber s LEFT JOIN suppression x ON x.site_id = s.site_id AND x.email_hash = s.email_hash;
