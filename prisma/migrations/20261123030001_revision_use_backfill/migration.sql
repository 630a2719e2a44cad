-- Finds the uses of every revision that was stored before. Old code runs on; a second run adds nothing.

INSERT INTO revision_use (revision_id, kind, target_id, version, content_hash)
SELECT r.id, u.kind, u.target_id, u.version, u.content_hash FROM revision r, carepress_uses(r.document) u
ON CONFLICT DO NOTHING;
