-- An issue may carry a corrected text as a correction of what an earlier one carried. Older code runs against it: it
-- writes no such rows, and shows one it meets as a teaser.
ALTER TABLE issue_article DROP CONSTRAINT issue_article_mode;
ALTER TABLE issue_article ADD CONSTRAINT issue_article_mode CHECK (mode IN ('teaser', 'full', 'correction'));
