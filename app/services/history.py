"""What was done with one key or application, as the audit trail tells it, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core import history_words
from app.core.audit import Act, AuditEntry
from app.core.history_words import Names
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.core.organisation import Account, Organisation
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
        return self._events(self.ids_of_key(key_id))

    def ids_of_key(self, key_id: KeyId) -> list[str]:
        """Return the ids of a key, the records that it corrects, its to-dos and replacements."""
        inventory = self._workplace.inventory
        ids: list[str] = [one.id for one in inventory.replacements.of_key(key_id)]
        record: Key | None = inventory.keys.get(key_id)
        while record is not None:
            ids += [record.id, *(one.id for one in inventory.todos.of_key(record.id))]
            earlier = record.predecessor and inventory.keys.get(record.predecessor)
            record = earlier if earlier and record.corrects(earlier) else None
        return ids

    def of_application(self, application_id: ApplicationId) -> list[Event]:
        """Return what was done with an application's record and its uses of keys, latest first."""
        inventory = self._workplace.inventory
        uses = inventory.uses.of_applications([application_id])
        keys = self._with_earlier(use.key for use in uses)
        entries = inventory.audit.of_application(application_id, keys, MOST)
        sought = set(keys)
        while unknown := _moved_to(entries) - sought:  # where the move was taken back, with its use
            sought |= unknown
            keys |= inventory.keys.some(unknown)
            entries = inventory.audit.of_application(application_id, sought, MOST)
        names = self.names(keys.values())
        return [_event(entry, history_words.in_application(entry, names)) for entry in entries]

    def _with_earlier(self, ids: Iterable[KeyId]) -> dict[KeyId, Key]:
        """Return these keys, and all that they are the successors of, or correct."""
        found: dict[KeyId, Key] = {}
        wanted = set(ids)
        while wanted:
            keys = self._workplace.inventory.keys.some(wanted)
            found |= keys
            wanted = {key.predecessor for key in keys.values() if key.predecessor} - set(found)
        return found

    def _events(self, ids: Sequence[str]) -> list[Event]:
        names = self.names()
        return [
            _event(entry, history_words.sentence(entry, names))
            for entry in self._workplace.inventory.audit.of_things(ids, MOST)
        ]

    def names(self, keys: Iterable[Key] = ()) -> Names:
        """Return what accounts, organisations and these keys are called."""
        accounts, _unreadable = self._workplace.inventory.accounts.readable()
        organisations, _unreadable = self._workplace.inventory.organisations.readable()
        named: tuple[Account | Organisation | Key, ...] = (*accounts, *organisations, *keys)
        known = {str(one.id): one.name for one in named}
        return Names(known, self._workplace.levels, self._workplace.kinds)


def _moved_to(entries: Iterable[AuditEntry]) -> set[KeyId]:
    """Return the keys that an application was moved to, as *entries* tell."""
    return {KeyId(str(entry.after.get("to"))) for entry in entries if entry.act is Act.MOVED}


def _event(entry: AuditEntry, told: str) -> Event:
    return Event(entry.at, entry.actor, told, entry)
