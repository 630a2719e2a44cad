-- A list answers with titles and summaries: reading them out of the whole payload unpacks about 24 KB a row. The card is
-- the payload without its long parts, kept by the database itself, so that it cannot differ. Older code runs against this.

ALTER TABLE delivery_article ADD COLUMN card jsonb
  GENERATED ALWAYS AS (payload - '{document,html,text,outline,faq,references}'::text[]) STORED;

CREATE OR REPLACE VIEW delivery.article AS SELECT * FROM public.delivery_article;
