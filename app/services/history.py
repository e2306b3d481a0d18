"""What was done with one key or application, as the audit trail tells it, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core import history_words
from app.core.audit import AuditEntry
from app.core.history_words import Names
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.services.workplace import Workplace

MOST = 500
"""So many entries are told at most: the latest."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history."""

    at: datetime
    actor: str
    told: str
    entry: AuditEntry


class Histories:
    """Tells what became of things."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of_key(self, key_id: KeyId) -> list[Event]:
        """Return what was done with a key, its to-dos and its replacements, latest first.

        What was done with the records that it corrects was done with the key.
        """
        inventory = self._workplace.inventory
        ids: list[str] = [one.id for one in inventory.replacements.of_key(key_id)]
        record: Key | None = inventory.keys.get(key_id)
        while record is not None:
            ids += [record.id, *(one.id for one in inventory.todos.of_key(record.id))]
            earlier = record.predecessor and inventory.keys.get(record.predecessor)
            record = earlier if earlier and record.corrects(earlier) else None
        return self._events(ids)

    def of_application(self, application_id: ApplicationId) -> list[Event]:
        """Return what was done with an application's record, latest first."""
        return self._events([application_id])

    def _events(self, ids: Sequence[str]) -> list[Event]:
        names = self._names()
        return [
            Event(entry.at, entry.actor, history_words.sentence(entry, names), entry)
            for entry in self._workplace.inventory.audit.of_things(ids, MOST)
        ]

    def _names(self) -> Names:
        accounts, _unreadable = self._workplace.inventory.accounts.readable()
        organisations, _unreadable = self._workplace.inventory.organisations.readable()
        known: Mapping[str, str] = {
            **{one.id: one.name for one in accounts},
            **{one.id: one.name for one in organisations},
        }
        return Names(known, self._workplace.levels, self._workplace.kinds)
