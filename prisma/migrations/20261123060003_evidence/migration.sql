-- References as records that articles share, found by their identity, with what became of them. Additive: older code runs
-- against it, and what it saves is linked all the same.

CREATE TABLE "evidence_reference" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "pmid" TEXT,
    "doi" TEXT,
    "url" TEXT,
    "title" TEXT NOT NULL,
    "source" TEXT,
    "year" INTEGER,
    "grade" TEXT,
    "jurisdiction" TEXT,
    "status" TEXT NOT NULL DEFAULT 'unchecked',
    "status_source" TEXT,
    "status_at" TIMESTAMPTZ(3),
    "superseded_by_id" UUID,
    "checked_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01T00:00:00Z',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_reference_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "evidence_reference_status_idx" ON "evidence_reference"("status");
CREATE INDEX "evidence_reference_next_check_at_idx" ON "evidence_reference"("next_check_at");
ALTER TABLE evidence_reference ADD CONSTRAINT evidence_reference_status
  CHECK (status IN ('unchecked', 'ok', 'concern', 'retracted', 'superseded'));
ALTER TABLE evidence_reference ADD CONSTRAINT evidence_reference_status_said
  CHECK (status = 'unchecked' OR (status_source IS NOT NULL AND status_at IS NOT NULL));
ALTER TABLE evidence_reference ADD CONSTRAINT evidence_reference_not_itself CHECK (superseded_by_id <> id);

-- One identity belongs to one record: pmid:34719942, doi:10.2519/jospt.2021.0304, guideline:nice ng59 2020.
CREATE TABLE "evidence_identity" (
    "key" TEXT NOT NULL,
    "reference_id" UUID NOT NULL,

    CONSTRAINT "evidence_identity_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "evidence_identity_reference_id_idx" ON "evidence_identity"("reference_id");
ALTER TABLE "evidence_identity" ADD CONSTRAINT "evidence_identity_reference_id_fkey"
  FOREIGN KEY ("reference_id") REFERENCES "evidence_reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "revision_reference" (
    "revision_id" UUID NOT NULL,
    "reference_id" UUID NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "revision_reference_pkey" PRIMARY KEY ("revision_id", "reference_id", "key")
);
CREATE INDEX "revision_reference_reference_id_idx" ON "revision_reference"("reference_id");
ALTER TABLE "revision_reference" ADD CONSTRAINT "revision_reference_reference_id_fkey"
  FOREIGN KEY ("reference_id") REFERENCES "evidence_reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE revision_reference ADD CONSTRAINT revision_reference_revision_room_fkey
  FOREIGN KEY (revision_id) REFERENCES revision (id);

-- The identities of a reference as a document writes it, in order. None for a page on the web: it is no evidence record.
CREATE FUNCTION carepress_reference_keys(reference jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(array_agg(key ORDER BY key), '{}') FROM (
    SELECT 'doi:' || lower(regexp_replace(trim(reference->>'doi'), '^(https?://(dx\.)?doi\.org/|doi:\s*)', '', 'i')) AS key
    WHERE COALESCE(reference->>'doi', '') <> ''
    UNION
    SELECT 'pmid:' || ltrim(trim(reference->>'pmid'), '0') WHERE COALESCE(reference->>'pmid', '') <> ''
    UNION
    SELECT 'guideline:' || trim(regexp_replace(lower(concat_ws(' ', reference->>'source', reference->>'title', reference->>'year')), '[^[:alnum:]]+', ' ', 'g'))
    WHERE reference->>'kind' = 'guideline' AND COALESCE(reference->>'doi', '') = '' AND COALESCE(reference->>'pmid', '') = ''
  ) keys
$$;

-- Links one revision to the records of its references, and makes those that are new. Run twice it changes nothing.
CREATE FUNCTION carepress_link_references(of_revision uuid, given jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  reference jsonb;
  keys text[];
  fresh uuid;
BEGIN
  -- In the order of the identities, so that two saves at once wait for each other and never in a circle.
  FOR reference, keys IN
    SELECT one, carepress_reference_keys(one) FROM jsonb_array_elements(given) one ORDER BY carepress_reference_keys(one)
  LOOP
    CONTINUE WHEN cardinality(keys) = 0;
    IF NOT EXISTS (SELECT 1 FROM evidence_identity i WHERE i.key = ANY (keys)) THEN
      fresh := gen_random_uuid();
      INSERT INTO evidence_reference (id, kind, pmid, doi, url, title, source, year, grade, jurisdiction)
      VALUES (fresh, reference->>'kind', reference->>'pmid', reference->>'doi', reference->>'url',
        COALESCE(reference->>'title', ''), reference->>'source', (reference->>'year')::int, reference->>'grade',
        reference->>'jurisdiction');
      INSERT INTO evidence_identity (key, reference_id) SELECT key, fresh FROM unnest(keys) key ON CONFLICT DO NOTHING;
      -- Somebody else made it at this moment: theirs is the record.
      DELETE FROM evidence_reference r WHERE r.id = fresh
        AND NOT EXISTS (SELECT 1 FROM evidence_identity i WHERE i.reference_id = fresh);
    ELSE
      -- A second identity of a record that is known by the first.
      INSERT INTO evidence_identity (key, reference_id)
      SELECT key, (SELECT i.reference_id FROM evidence_identity i WHERE i.key = ANY (keys) ORDER BY i.key LIMIT 1)
      FROM unnest(keys) key ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO revision_reference (revision_id, reference_id, key)
    SELECT DISTINCT of_revision, i.reference_id, COALESCE(reference->>'key', '') FROM evidence_identity i
    WHERE i.key = ANY (keys) ON CONFLICT DO NOTHING;
  END LOOP;
END $$;

-- A trigger and not the code that saves: no import and no script leaves a text whose retracted source nobody finds.
CREATE FUNCTION carepress_write_references() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM revision_reference WHERE revision_id = NEW.id;
  END IF;
  PERFORM carepress_link_references(NEW.id, NEW."references");
  RETURN NULL;
END $$;
CREATE TRIGGER revision_references_added AFTER INSERT ON revision
  FOR EACH ROW EXECUTE FUNCTION carepress_write_references();
CREATE TRIGGER revision_references_changed AFTER UPDATE OF "references" ON revision
  FOR EACH ROW WHEN (NEW."references" IS DISTINCT FROM OLD."references") EXECUTE FUNCTION carepress_write_references();

-- What was written before.
SELECT carepress_link_references(id, "references") FROM revision ORDER BY created_at, id;

-- What was said about a record, each time it changed. Append-only.
CREATE TABLE "evidence_status_entry" (
    "id" UUID NOT NULL,
    "reference_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "evidence_status_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "evidence_status_entry_reference_id_recorded_at_idx" ON "evidence_status_entry"("reference_id", "recorded_at");
ALTER TABLE "evidence_status_entry" ADD CONSTRAINT "evidence_status_entry_reference_id_fkey"
  FOREIGN KEY ("reference_id") REFERENCES "evidence_reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER evidence_status_entry_append_only BEFORE UPDATE OR DELETE ON evidence_status_entry
  FOR EACH ROW EXECUTE FUNCTION carepress_append_only();
