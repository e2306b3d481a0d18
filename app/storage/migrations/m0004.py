"""The fourth version: the oldest entries of the audit trail may be moved into signed files."""

SCRIPT = """
CREATE TABLE archive (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    first INTEGER NOT NULL UNIQUE,
    last INTEGER NOT NULL UNIQUE,
    head TEXT NOT NULL,
    until TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    signer TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TRIGGER archive_is_never_changed
BEFORE UPDATE OF id, name, first, last, head, until, sha256, signer, made_at, made_by ON archive
WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.first IS NOT NEW.first
    OR OLD.last IS NOT NEW.last OR OLD.head IS NOT NEW.head OR OLD.until IS NOT NEW.until
    OR OLD.sha256 IS NOT NEW.sha256 OR OLD.signer IS NOT NEW.signer
    OR OLD.made_at IS NOT NEW.made_at OR OLD.made_by IS NOT NEW.made_by
BEGIN SELECT RAISE(ABORT, 'an archive is never changed'); END;
CREATE TRIGGER archive_is_never_deleted BEFORE DELETE ON archive
BEGIN SELECT RAISE(ABORT, 'an archive is never deleted'); END;

DROP TRIGGER audit_is_never_deleted;
CREATE TRIGGER audit_is_deleted_once_archived BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM archive WHERE last >= OLD.number)
BEGIN SELECT RAISE(ABORT, 'the audit trail is appended only'); END;
CREATE TRIGGER audit_is_never_put_back BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM archive WHERE last >= NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit trail is appended only'); END;
"""
