-- A suggestion may be declined: it then has who decided and when, and no revision that took it over. The old code still runs: it only ever accepts.
ALTER TABLE suggestion DROP CONSTRAINT suggestion_decision;
ALTER TABLE suggestion ADD CONSTRAINT suggestion_decision
  CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NOT NULL OR accepted_revision_id IS NULL));
