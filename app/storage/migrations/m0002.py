"""The second version: notices, the outbox, and the mail server's password."""

SCRIPT = """
CREATE TABLE notice (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    stage INTEGER NOT NULL,
    through INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    skipped INTEGER NOT NULL,
    acknowledged_at TEXT,
    acknowledged_by TEXT NOT NULL,
    snoozed_until TEXT,
    woken_at TEXT,
    voided_at TEXT
) STRICT;

CREATE UNIQUE INDEX notice_once ON notice (subject_id, subject, expires_on, stage)
    WHERE voided_at IS NULL;
CREATE INDEX notice_by_subject ON notice (subject_id, subject, expires_on, through, snoozed_until)
    WHERE voided_at IS NULL;
CREATE INDEX notice_by_moment ON notice (raised_at);
CREATE INDEX notice_snoozed ON notice (snoozed_until)
    WHERE snoozed_until IS NOT NULL AND woken_at IS NULL;

CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'a notice is never deleted'); END;
CREATE TRIGGER notice_is_never_replaced BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a notice is never replaced'); END;

CREATE TABLE delivery (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    next_attempt_at TEXT NOT NULL,
    waited_s INTEGER NOT NULL,
    taken_at TEXT,
    settled_at TEXT,
    last_error TEXT NOT NULL,
    message_id TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_by_state ON delivery (state, channel, number);

CREATE TABLE delivery_notice (
    delivery TEXT NOT NULL REFERENCES delivery (id),
    notice TEXT NOT NULL REFERENCES notice (id),
    PRIMARY KEY (delivery, notice)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_of_notice ON delivery_notice (notice);

CREATE INDEX audit_of_todos ON audit (number) WHERE thing = 'todo';

CREATE TABLE credential (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT;

ALTER TABLE organisation ADD COLUMN also_tell TEXT NOT NULL DEFAULT '[]';
"""
