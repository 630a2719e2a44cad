-- A recalled piece bars every text that shows it, and a stricter risk class shortens the review of what is live. Older
-- code runs against it: it is refused what shows recalled pieces, and tells readers the later date until it is replaced.

-- As before, but for text that was recalled: nothing vouches for it any more.
CREATE OR REPLACE FUNCTION carepress_sound_until(of_article uuid, of_locale text, of_hash text) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT NULLIF(max(until), '-infinity') FROM (
    SELECT min(CASE
      WHEN c.revoked_at IS NOT NULL
        OR ap.approver_id IN (SELECT carepress_contributors(of_article, of_locale, covered.number)) THEN '-infinity'
      ELSE LEAST(ap.review_due_at, c.valid_until) END) AS until
    FROM approval ap
    JOIN revision covered ON covered.id = ap.revision_id
    JOIN credential c ON c.id = ap.credential_id
    WHERE ap.article_id = of_article AND ap.locale = of_locale AND ap.content_hash = of_hash AND ap.revoked_at IS NULL
      AND carepress_case_complete(ap.case_id)
    GROUP BY ap.case_id) cases
  WHERE NOT EXISTS (SELECT 1 FROM recalled_revision r
    WHERE r.article_id = of_article AND r.locale = of_locale AND r.content_hash = of_hash)
$$;

-- What showed recalled text: a publication of that very text, or of one that shows a piece at the recalled version.
CREATE VIEW recalled_publication AS
SELECT b.recall_id, p.id AS publication_id
FROM recalled_revision b
JOIN publication p ON p.article_id = b.article_id AND p.locale = b.locale AND p.content_hash = b.content_hash
UNION
SELECT b.recall_id, p.id
FROM recalled_revision b
JOIN revision_use u ON u.kind = 'piece' AND u.target_id = b.article_id::text AND u.content_hash = b.content_hash
JOIN publication p ON p.revision_id = u.revision_id AND p.locale = b.locale;

-- When the review of a text that was looked at then ends by the cycle of a risk class: 36, 24 or 12 months.
CREATE FUNCTION carepress_cycle_end(reviewed_at timestamptz, risk_class text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT (reviewed_at AT TIME ZONE 'UTC' + make_interval(months =>
    CASE risk_class WHEN 'low' THEN 36 WHEN 'standard' THEN 24 ELSE 12 END)) AT TIME ZONE 'UTC'
$$;

-- The review date is the approval's, or the one that today's risk class would have given, whichever comes first: a text
-- that turned out to be riskier does not wait as long as its approval said.
CREATE OR REPLACE VIEW published_review AS
SELECT p.id AS publication_id, p.site_id, p.article_id, p.locale, p.slug, p.revision_id, p.content_hash, p.live_from,
       a.site_id AS owner_site_id, a.risk_class, ground.id AS approval_id, ground.approver_id, ground.credential_id,
       ground.approved_at,
       LEAST(COALESCE(ground.review_due_at, went.revoked_at, went.review_due_at),
         carepress_cycle_end(COALESCE(ground.reviewed_at, went.last_reviewed_at, went.approved_at), a.risk_class))
         AS review_due_at
FROM publication p
JOIN article a ON a.id = p.article_id
JOIN approval went ON went.id = p.approval_id
LEFT JOIN LATERAL (
  SELECT g.id, g.approver_id, g.credential_id, g.approved_at, COALESCE(g.last_reviewed_at, g.approved_at) AS reviewed_at,
         (SELECT min(one.review_due_at) FROM approval one WHERE one.case_id = g.case_id AND one.revoked_at IS NULL)
           AS review_due_at
  FROM approval g
  WHERE g.article_id = p.article_id AND g.locale = p.locale AND g.content_hash = p.content_hash AND g.revoked_at IS NULL
    AND carepress_case_complete(g.case_id)
  ORDER BY g.approved_at DESC, g.id DESC LIMIT 1) ground ON true
WHERE p.state = 'live';
