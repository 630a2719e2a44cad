-- Alternative text in further languages, beside the one that stands for all of them. Shape only; code without it runs the same.
ALTER TABLE "media_asset" ADD COLUMN "alt_texts" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "media_description" ADD COLUMN "alt_texts" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE media_asset ADD CONSTRAINT media_asset_alt_texts CHECK (jsonb_typeof(alt_texts) = 'object' AND NOT (decorative AND alt_texts <> '{}'));
ALTER TABLE media_description ADD CONSTRAINT media_description_alt_texts CHECK (jsonb_typeof(alt_texts) = 'object');
