-- A new review of live text may set an earlier date than the one readers are told. That must not wait for a worker: the
-- read model takes the earlier dates in the transaction that completes the review. Later dates wait for the job, which
-- errs to the safe side. Older code runs against this unchanged.

CREATE FUNCTION carepress_shorten_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  due timestamptz;
  shown record;
  grace interval;
BEGIN
  SELECT min(review_due_at) INTO due FROM approval WHERE case_id = NEW.id AND revoked_at IS NULL;
  FOR shown IN
    SELECT d.publication_id, d.site_id, d.serve_until, d.payload #>> '{provenance,nextReviewAt}' AS due_text,
      d.payload #>> '{provenance,graceEndsAt}' AS grace_text
    FROM delivery_article d JOIN publication p ON p.id = d.publication_id
    WHERE p.article_id = NEW.article_id AND p.locale = NEW.locale AND p.content_hash = NEW.content_hash AND p.state = 'live'
    ORDER BY d.site_id
  LOOP
    CONTINUE WHEN due IS NULL OR shown.due_text::timestamptz <= due;
    grace := COALESCE(shown.grace_text, shown.due_text)::timestamptz - shown.due_text::timestamptz;
    UPDATE site_generation SET generation = generation + 1 WHERE site_id = shown.site_id;
    UPDATE delivery_article SET
      payload = jsonb_set(payload, '{provenance}', payload->'provenance' || jsonb_build_object(
        'nextReviewAt', to_char(due AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'graceEndsAt', to_char((due + grace) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
      review_due_at = due, serve_until = CASE WHEN shown.serve_until IS NULL THEN NULL ELSE due + grace END
    WHERE publication_id = shown.publication_id;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER review_case_shortens AFTER UPDATE OF state ON review_case FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'approved') EXECUTE FUNCTION carepress_shorten_review();
