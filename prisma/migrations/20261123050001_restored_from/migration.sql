-- Why: restores made before the column existed say in the audit log where their text came from. Old code still runs.

ALTER TABLE revision DISABLE TRIGGER revision_guard;
UPDATE revision r SET restored_from_id = (e.data->>'restoredFrom')::uuid
FROM audit_entry e
WHERE r.origin = 'restore' AND r.restored_from_id IS NULL AND e.subject_type = 'revision' AND e.subject_id = r.id
  AND e.action = 'revision.restored';
ALTER TABLE revision ENABLE TRIGGER revision_guard;

CREATE TRIGGER revision_restored_from_fixed BEFORE UPDATE OF restored_from_id ON revision FOR EACH ROW
  WHEN (NEW.restored_from_id IS DISTINCT FROM OLD.restored_from_id) EXECUTE FUNCTION carepress_append_only();
