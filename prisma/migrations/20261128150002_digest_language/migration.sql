-- A digest is one issue for each language of its site. Null: made before digests had a language, in the site's own. Old code
-- runs against it, and makes one digest a period: it asks for the day before it writes.

ALTER TABLE "digest_run" ADD COLUMN "locale" TEXT;
DROP INDEX "digest_run_site_id_period_key";
CREATE UNIQUE INDEX "digest_run_site_id_period_locale_key" ON "digest_run"("site_id", "period", "locale") NULLS NOT DISTINCT;
