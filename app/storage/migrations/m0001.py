"""The first version."""

SCRIPT = """
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    vault TEXT NOT NULL,
    generation INTEGER NOT NULL,
    counts TEXT NOT NULL,
    sealed_entries INTEGER NOT NULL,
    sealed_head TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE way (
    kind TEXT PRIMARY KEY,
    parameters TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    since TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_sort TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL,
    number TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    reports_api INTEGER NOT NULL,
    lifetime_months INTEGER NOT NULL,
    parent TEXT REFERENCES organisation (id),
    created_at TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    email TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    expires_on TEXT,
    created_at TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX account_by_organisation ON account (organisation);

CREATE TABLE key (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    look TEXT NOT NULL,
    permission TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    owner TEXT REFERENCES account (id),
    origin TEXT NOT NULL,
    value BLOB,
    fingerprint BLOB,
    ending TEXT NOT NULL,
    generation INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    disabled_at TEXT,
    removed_at TEXT,
    destroyed_at TEXT,
    superseded_at TEXT,
    predecessor TEXT REFERENCES key (id),
    notes TEXT NOT NULL,
    also_tell TEXT NOT NULL,
    compared_at TEXT,
    compared_by TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX key_by_value ON key (fingerprint)
    WHERE fingerprint IS NOT NULL AND superseded_at IS NULL;
CREATE INDEX key_by_expiry ON key (expires_on, name_sort, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_name ON key (name_sort, expires_on, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_permission ON key (permission, expires_on, name_sort, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_ending ON key (ending, expires_on, name_sort, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_organisation ON key (organisation, expires_on, name_sort, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_state ON key ((disabled_at IS NOT NULL), expires_on, name_sort, disabled_at)
    WHERE removed_at IS NULL AND superseded_at IS NULL;
CREATE INDEX key_by_removal
    ON key (expires_on, name_sort, disabled_at, number, permission, organisation)
    WHERE removed_at IS NOT NULL AND superseded_at IS NULL;
CREATE INDEX key_by_supersession
    ON key (expires_on, name_sort, disabled_at, number, permission, organisation)
    WHERE superseded_at IS NOT NULL;
CREATE INDEX key_to_destroy ON key (removed_at)
    WHERE removed_at IS NOT NULL AND destroyed_at IS NULL;
CREATE INDEX key_by_owner ON key (owner, removed_at, superseded_at) WHERE owner IS NOT NULL;
CREATE INDEX key_of_ending ON key (LOWER(ending));
CREATE INDEX key_by_fact ON key (number, permission, organisation, owner, origin, ending);
CREATE INDEX key_by_look ON key (organisation, look);
CREATE INDEX key_by_predecessor ON key (predecessor) WHERE predecessor IS NOT NULL;

CREATE TRIGGER key_is_never_replaced BEFORE INSERT ON key
WHEN EXISTS (SELECT 1 FROM key WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a key is never replaced'); END;

CREATE TRIGGER key_is_never_deleted BEFORE DELETE ON key
BEGIN SELECT RAISE(ABORT, 'a key is never deleted'); END;

CREATE TRIGGER key_identity_never_changes
BEFORE UPDATE OF number, id, organisation, origin, ending, created_at, expires_on, predecessor
ON key
WHEN OLD.number IS NOT NEW.number OR OLD.id IS NOT NEW.id
    OR OLD.organisation IS NOT NEW.organisation OR OLD.origin IS NOT NEW.origin
    OR OLD.ending IS NOT NEW.ending OR OLD.created_at IS NOT NEW.created_at
    OR OLD.expires_on IS NOT NEW.expires_on OR OLD.predecessor IS NOT NEW.predecessor
BEGIN SELECT RAISE(ABORT, 'an expiry date never changes'); END;

CREATE TRIGGER key_value_never_changes BEFORE UPDATE OF value, fingerprint ON key
WHEN (OLD.value IS NOT NEW.value OR OLD.fingerprint IS NOT NEW.fingerprint) AND NOT (
    (OLD.value IS NOT NULL AND NEW.value IS NOT NULL AND NEW.generation > OLD.generation)
    OR (OLD.value IS NULL AND OLD.fingerprint IS NULL AND OLD.destroyed_at IS NULL
        AND OLD.origin = 'portal' AND NEW.value IS NOT NULL)
    OR (NEW.value IS NULL AND NEW.fingerprint IS NULL
        AND OLD.removed_at IS NOT NULL AND NEW.removed_at IS NOT NULL)
)
BEGIN SELECT RAISE(ABORT, 'a value never changes'); END;

CREATE VIRTUAL TABLE key_search USING fts5(
    name, notes, content='key', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6 7 8', detail=none
);

CREATE TABLE todo (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL REFERENCES key (id),
    kind TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    since TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX todo_by_key ON todo (key);
CREATE INDEX todo_open ON todo (since, id) WHERE done_at IS NULL;

CREATE TABLE preference (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    thing TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_thing ON audit (thing_id, number);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is appended only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is appended only'); END;
CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit trail is appended only'); END;
"""
