"""The third version: applications, where keys are used, and replacements."""

SCRIPT = """
CREATE TABLE application (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    place TEXT NOT NULL,
    address TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    notes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    removed_at TEXT,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX application_by_name ON application (name_sort, id) WHERE removed_at IS NULL;
CREATE INDEX application_by_organisation ON application (organisation);

CREATE TABLE use (
    id TEXT PRIMARY KEY,
    application TEXT NOT NULL REFERENCES application (id),
    key TEXT NOT NULL REFERENCES key (id),
    since TEXT NOT NULL,
    begun_by TEXT NOT NULL,
    ended_at TEXT,
    ended_by TEXT NOT NULL,
    note TEXT NOT NULL,
    moved_to TEXT REFERENCES use (id),
    mac BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX use_once ON use (key, application) WHERE ended_at IS NULL;
CREATE INDEX use_of_key ON use (key, ended_at, moved_to, application);
CREATE INDEX use_of_application ON use (application, ended_at, key);
CREATE INDEX use_moved_to ON use (moved_to) WHERE moved_to IS NOT NULL;

CREATE TABLE replacement (
    id TEXT PRIMARY KEY,
    old TEXT NOT NULL REFERENCES key (id),
    new TEXT REFERENCES key (id),
    reason TEXT NOT NULL,
    planned_on TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    begun_at TEXT,
    closed_at TEXT,
    cancelled_at TEXT,
    mac BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX replacement_once ON replacement (old)
    WHERE closed_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX replacement_of_old ON replacement (old, cancelled_at, new);
CREATE INDEX replacement_of_new ON replacement (new) WHERE new IS NOT NULL;

ALTER TABLE key ADD COLUMN unused_at TEXT;
ALTER TABLE key ADD COLUMN unused_by TEXT NOT NULL DEFAULT '';
"""
