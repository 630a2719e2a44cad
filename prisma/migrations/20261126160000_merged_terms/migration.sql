-- A site's own term can go up into another one; its row stays and leads there, so that its old words and ids still find.
-- Only adds: old code runs against it, and shows a merged term as one without articles.

ALTER TABLE "taxonomy_term" ADD COLUMN "merged_into_id" UUID;
CREATE INDEX "taxonomy_term_merged_into_id_idx" ON "taxonomy_term"("merged_into_id");
ALTER TABLE "taxonomy_term" ADD CONSTRAINT "taxonomy_term_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "taxonomy_term"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE taxonomy_term ADD CONSTRAINT taxonomy_term_merged CHECK (
  merged_into_id IS NULL OR (site_id IS NOT NULL AND parent_id IS NULL AND merged_into_id <> id));

-- Who names a term that was merged means the one it became. The row is locked: a merge that runs at this moment is waited
-- for, and one that comes later finds the pair and moves it.
CREATE OR REPLACE FUNCTION carepress_article_term_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  became uuid;
BEGIN
  SELECT t.merged_into_id INTO became FROM taxonomy_term t WHERE t.id = NEW.term_id FOR SHARE;
  IF became IS NOT NULL THEN
    NEW.term_id := became;
    IF EXISTS (SELECT 1 FROM article_term x WHERE x.article_id = NEW.article_id AND x.term_id = became) THEN
      RETURN NULL;
    END IF;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM taxonomy_term t JOIN article a ON a.id = NEW.article_id
      WHERE t.id = NEW.term_id AND (t.site_id IS NULL OR t.site_id = a.site_id)) THEN
    RAISE EXCEPTION 'article_term: term % is of another site than article %', NEW.term_id, NEW.article_id
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- Sites ask by key: the key of a merged term is answered by what it became.
CREATE OR REPLACE VIEW delivery.term AS SELECT id, site_id, kind, key, parent_id, merged_into_id FROM public.taxonomy_term;
