-- The recall of a text that is never published by itself, a shared piece, ends with the texts that showed it. Older code
-- runs against it: it leaves such a recall open.

-- A text that nothing ever showed is corrected without a publication.
ALTER TABLE recall DROP CONSTRAINT recall_corrected;
ALTER TABLE recall ADD CONSTRAINT recall_corrected
  CHECK ((state = 'corrected') = (corrected_at IS NOT NULL) AND (correction_id IS NULL OR state = 'corrected'));

-- The open recalls that may end, and the publication they end with: the first of the recalled article itself or, where
-- that is never published by itself, the one that was last to replace what showed it. Null when nothing ever did, and
-- other text of it was approved since.
CREATE VIEW recall_correction AS
SELECT c.id AS recall_id, own.id AS correction_id, c.article_id
FROM recall c
CROSS JOIN LATERAL (
  SELECT p.id FROM publication p
  JOIN approval a ON a.id = p.approval_id AND a.approved_at >= c.opened_at
  WHERE p.article_id = c.article_id AND p.locale = c.locale AND p.live_from >= c.opened_at
    AND NOT EXISTS (SELECT 1 FROM recalled_publication r WHERE r.publication_id = p.id)
  ORDER BY p.live_from, p.id LIMIT 1) own
WHERE c.state = 'open'
UNION ALL
SELECT c.id, shown.correction_id, c.article_id
FROM recall c
CROSS JOIN LATERAL (
  SELECT (array_agg(later.id ORDER BY later.live_from DESC NULLS LAST, later.id))[1] AS correction_id, count(*) AS hosts,
    count(later.id) AS corrected
  FROM (
    SELECT DISTINCT p.site_id, p.article_id, p.locale FROM recalled_publication r JOIN publication p ON p.id = r.publication_id
    WHERE r.recall_id = c.id) host
  LEFT JOIN LATERAL (
    SELECT p.id, p.live_from FROM publication p
    WHERE p.site_id = host.site_id AND p.article_id = host.article_id AND p.locale = host.locale
      AND p.live_from >= c.opened_at
      AND NOT EXISTS (SELECT 1 FROM recalled_publication r WHERE r.publication_id = p.id)
    ORDER BY p.live_from, p.id LIMIT 1) later ON true) shown
WHERE c.state = 'open' AND shown.hosts = shown.corrected
  AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.article_id = c.article_id AND p.locale = c.locale)
  AND (shown.hosts > 0 OR EXISTS (
    SELECT 1 FROM approval a WHERE a.article_id = c.article_id AND a.locale = c.locale AND a.approved_at >= c.opened_at
      AND a.revoked_at IS NULL AND carepress_case_complete(a.case_id)
      AND NOT EXISTS (SELECT 1 FROM recalled_revision b WHERE b.article_id = a.article_id AND b.locale = a.locale
        AND b.content_hash = a.content_hash)));

CREATE OR REPLACE FUNCTION carepress_recall_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' OR (to_jsonb(NEW) - ARRAY['state', 'corrected_at', 'correction_id'])
      IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'corrected_at', 'correction_id']) THEN
    RAISE EXCEPTION 'recall %: it can be corrected once, and nothing else', OLD.id USING ERRCODE = 'CP003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM recall_correction r WHERE r.recall_id = NEW.id
      AND r.correction_id IS NOT DISTINCT FROM NEW.correction_id) THEN
    RAISE EXCEPTION 'recall %: its correction must be text approved and published after it', OLD.id USING ERRCODE = 'CP004';
  END IF;
  RETURN NEW;
END $$;
