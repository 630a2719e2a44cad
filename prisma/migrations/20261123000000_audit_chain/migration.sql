-- The audit log becomes a chain: each line's hash covers the hash of the line before, so that a changed, removed or
-- moved line shows. Older code runs against this: it writes no roles and no origin, and its lines are sealed as well.

ALTER TABLE audit_entry
  ADD COLUMN roles text[] NOT NULL DEFAULT '{}',
  ADD COLUMN origin text,
  ADD COLUMN address text;

CREATE TABLE audit_chain (
  seq bigint NOT NULL,
  entry_id bigint NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_chain_pkey PRIMARY KEY (seq)
);
CREATE UNIQUE INDEX audit_chain_entry_id_key ON audit_chain (entry_id);
ALTER TABLE audit_chain ADD CONSTRAINT audit_chain_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES audit_entry (id)
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- One row: where the chain ends. A cut-off end shows, because the head still names it.
CREATE TABLE audit_head (
  id integer NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (id)
);
ALTER TABLE audit_head ADD CONSTRAINT audit_head_one CHECK (id = 1);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));

-- What a hash covers, after the hash before it: one field a line, in this order. Only the last can hold any character,
-- and JSON writes a line break as \n, so no two entries have the same text.
CREATE FUNCTION carepress_audit_text(entry audit_entry, position_in_chain bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws(E'\n', 'carepress-audit-1', position_in_chain::text, entry.id::text,
    to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), entry.actor_kind,
    COALESCE(entry.actor_id::text, ''), array_to_string(entry.roles, ','), COALESCE(entry.origin, ''),
    COALESCE(entry.address, ''), entry.action, entry.subject_type, entry.subject_id::text,
    COALESCE(entry.site_id::text, ''), entry.data::text)
$$;

CREATE FUNCTION carepress_audit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head audit_head%ROWTYPE;
  next_hash text;
BEGIN
  SELECT * INTO head FROM audit_head WHERE id = 1 FOR UPDATE;
  next_hash := encode(sha256(convert_to(head.hash || E'\n' || carepress_audit_text(NEW, head.seq + 1), 'UTF8')), 'hex');
  INSERT INTO audit_chain (seq, entry_id, previous_hash, hash) VALUES (head.seq + 1, NEW.id, head.hash, next_hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = next_hash WHERE id = 1;
  RETURN NULL;
END $$;

-- Deferred: the head is locked at the commit and not before, so that the chain follows the order of commits, and a
-- transaction that goes on working after its audit line holds nobody up and cannot meet another in a deadlock.
CREATE CONSTRAINT TRIGGER audit_entry_seal AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION carepress_audit_seal();

CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain EXECUTE FUNCTION carepress_append_only();

-- A head only moves forward, one line at a time.
CREATE FUNCTION carepress_audit_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR NEW.seq <> OLD.seq + 1 THEN
    RAISE EXCEPTION 'audit_head: it moves forward by one line' USING ERRCODE = 'CP003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_guard BEFORE INSERT OR UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION carepress_audit_head_guard();

-- The lines from before the chain, in the order of their ids: they are sealed as they are found now.
DO $$
DECLARE
  entry audit_entry%ROWTYPE;
  head audit_head%ROWTYPE;
  next_hash text;
BEGIN
  FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
    SELECT * INTO head FROM audit_head WHERE id = 1;
    next_hash := encode(sha256(convert_to(head.hash || E'\n' || carepress_audit_text(entry, head.seq + 1), 'UTF8')), 'hex');
    INSERT INTO audit_chain (seq, entry_id, previous_hash, hash) VALUES (head.seq + 1, entry.id, head.hash, next_hash);
    UPDATE audit_head SET seq = head.seq + 1, hash = next_hash WHERE id = 1;
  END LOOP;
END $$;

CREATE INDEX audit_entry_site_id_id_idx ON audit_entry (site_id, id DESC);
