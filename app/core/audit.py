"""The audit trail: what one entry says, and how entries are chained."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core.identity import Actor

START = "0" * 64
"""The hash before the first entry."""


class Act(StrEnum):
    """What was done."""

    SET_UP = "set_up"
    CREATED = "created"
    ADDED = "added"
    EDITED = "edited"
    DISABLED = "disabled"
    ENABLED = "enabled"
    REMOVED = "removed"
    RESTORED = "restored"
    DESTROYED = "destroyed"
    SUPERSEDED = "superseded"
    VALUE_FILLED = "value_filled"
    COPIED = "copied"
    REVEALED = "revealed"
    COMPARED = "compared"
    USED = "used"
    LEFT = "left"
    MOVED = "moved"
    MOVED_BACK = "moved_back"
    CONFIRMED_UNUSED = "confirmed_unused"
    PLANNED = "planned"
    REPLACED = "replaced"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    TICKED = "ticked"
    UNTICKED = "unticked"
    RAISED = "raised"
    VOIDED = "voided"
    ACKNOWLEDGED = "acknowledged"
    REOPENED = "reopened"
    SNOOZED = "snoozed"
    PREFERENCE_SET = "preference_set"
    ACCESS_ADDED = "access_added"
    ACCESS_DROPPED = "access_dropped"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    ROTATED = "rotated"
    IMPORTED = "imported"
    EXPORTED = "exported"
    BACKED_UP = "backed_up"
    BACKUP_FAILED = "backup_failed"
    DRILLED = "drilled"
    ARCHIVED = "archived"
    SEARCHED = "searched"
    SERVED = "served"


LOOKS = frozenset({Act.COPIED, Act.REVEALED, Act.EXPORTED, Act.SERVED})
"""What leaves the thing as it was."""


class Thing(StrEnum):
    """What it was done to."""

    INVENTORY = "inventory"
    ORGANISATION = "organisation"
    ACCOUNT = "account"
    KEY = "key"
    APPLICATION = "application"
    REPLACEMENT = "replacement"
    TODO = "todo"
    NOTICE = "notice"
    MAIL = "mail"
    PREFERENCE = "preference"
    ACCESS = "access"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the trail; *before* and *after* never hold a secret."""

    at: datetime
    actor: Actor
    act: Act
    thing: Thing
    thing_id: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)

    def canonical(self) -> bytes:
        """Return the entry as the bytes that are chained; the same entry, the same bytes."""
        return canonical_json(
            [
                self.at.isoformat(),
                self.actor,
                self.act.value,
                self.thing.value,
                self.thing_id,
                dict(self.before),
                dict(self.after),
            ]
        ).encode()

    def hash_after(self, previous: str) -> str:
        """Return the chain's hash with this entry after *previous*."""
        return hashlib.sha256(bytes.fromhex(previous) + self.canonical()).hexdigest()


def canonical_json(value: object) -> str:
    """Return *value* as JSON with one spelling only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
