"""Checking the whole inventory: the file, each record, their number, and the audit trail."""

import json
from collections.abc import Callable, Iterator
from gettext import gettext as _

from peewee import Model

from app.core.access import VaultState
from app.core.audit import AuditEntry, canonical_json
from app.core.errors import (
    N_,
    AppError,
    DatabaseDamagedError,
    DatabaseReadOnlyError,
    TamperedError,
    VaultLockedError,
)
from app.core.ports import Finding
from app.core.progress import Progress
from app.storage.anchor import Anchor
from app.storage.audit_log import to_entry
from app.storage.database import Database
from app.storage.ledger import Ledger
from app.storage.parts import batches, size_of
from app.storage.tables import (
    SEALED,
    AuditRow,
    KeyRow,
    SealedRow,
    WayRow,
    label_of,
    name_of,
)
from app.storage.vault import Vault

_SETTING = N_(
    "The database setting {name} is not in force. Close every program that uses the inventory"
    " and start Keyholder again."
)
_DAMAGED = N_("The database file is damaged: {problem}. Restore your latest backup.")
_WORDS = N_(
    "The index for searching does not fit the keys: a search may miss some. The keys "
    "themselves are checked below."
)
_COUNT = N_(
    "The inventory's own count of its records was changed outside Keyholder. Restore your "
    "latest backup."
)
_NUMBER = N_(
    "There are {found} records of the kind “{table}”, and there should be {expected}: some "
    "were added or deleted outside Keyholder."
)
_EDITED = N_(
    "The {table} “{name}” was changed outside Keyholder: its dates and state cannot be "
    "trusted. Compare it with the portal, or with your latest backup."
)
_WAY = N_(
    "A way into the vault, “{name}”, was changed outside Keyholder. Set it anew in Preferences."
)
_PART = N_(
    "A part of the database, {part}, was changed or removed outside Keyholder. Restore your "
    "latest backup."
)
_VALUE = N_(
    "The value of the key “{name}” cannot be opened: it was damaged or swapped. Fetch it from"
    " the portal again."
)
_CUT = N_(
    "The audit trail ends after {found} entries; it had {expected}. Entries were cut off "
    "outside Keyholder."
)
_BROKEN = N_(
    "The audit trail was changed outside Keyholder at entry {number}: from there on it proves"
    " nothing."
)

_OLDER = N_(
    "An older state of the inventory was put in its place outside Keyholder: the audit trail had "
    "{entries} entries when it was seen last, and these are not all there. What was changed since "
    "is missing. Restore your latest backup; or, if this state is the right one, run keyholder "
    "verify --accept."
)

Count = Callable[[int], None]
"""Called with how many more rows were checked."""


class Verification:
    """One check of an open inventory; it changes nothing."""

    def __init__(
        self, database: Database, ledger: Ledger, vault: Vault, anchor: Anchor | None = None
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._anchor = anchor

    def findings(self, progress: Progress) -> list[Finding]:
        """Return what is wrong; raise VaultLockedError while the vault is shut."""
        if self._vault.state is VaultState.SHUT:
            raise VaultLockedError
        tables: tuple[type[Model], ...] = (*SEALED, AuditRow)
        total = sum(size_of(self._database, table) for table in tables)
        seen = 0

        def count(rows: int) -> None:
            nonlocal seen
            seen += rows
            progress(min(seen, total), total)

        found = [*self._words(), *self._settings(), *self._file()]
        with self._database.snapshot():  # counts belong together; each row speaks for itself
            found += [*self._state(), *self._seen()]
        for table in SEALED:
            found += self._rows(table, count)
        return [*found, *self._trail(count)]

    def require_whole(self, refusal: Callable[[str], AppError], progress: Progress) -> None:
        """Raise what *refusal* makes of the first thing that is wrong, if anything is."""
        for finding in self.findings(progress):
            raise refusal(finding.told)

    def _settings(self) -> Iterator[Finding]:
        differences = self._database.differences()
        for name in differences.pragmas:
            yield _found(_SETTING, name=name)
        for part in differences.parts:
            yield _found(_PART, part=part)

    def _file(self) -> Iterator[Finding]:
        problems = [row[0] for row in self._database.sql("PRAGMA integrity_check")]
        problems += [
            _("a {table} refers to something that is gone").format(table=row[0])
            for row in self._database.sql("PRAGMA foreign_key_check")
        ]
        for problem in problems:
            if problem != "ok":
                yield _found(_DAMAGED, problem=problem)

    def _words(self) -> Iterator[Finding]:
        check = "INSERT INTO key_search (key_search, rank) VALUES ('integrity-check', 1)"
        try:
            with self._database.trial():  # SQLite takes the check for a change
                self._database.sql(check)
        except DatabaseDamagedError:
            yield _found(_WORDS)
        except DatabaseReadOnlyError:
            return

    def _state(self) -> Iterator[Finding]:
        state = self._ledger.state()
        if not self._ledger.state_is_intact(state):
            yield _found(_COUNT)
            return
        counts = json.loads(state.counts)
        for table in SEALED:
            name = name_of(table)
            found, expected = size_of(self._database, table), counts.get(name, 0)
            if found != expected:
                yield _found(_NUMBER, found=found, table=name, expected=expected)

    def _seen(self) -> Iterator[Finding]:
        """Compare the trail with what was seen of it last."""
        mark = None if self._anchor is None else self._anchor.contradiction()
        if mark is not None:
            yield _found(_OLDER, entries=mark.entries)

    def _rows(self, table: type[SealedRow], count: Count) -> Iterator[Finding]:
        name = name_of(table)
        for rows in batches(self._database, table):
            for row in rows:
                yield from self._row(name, row)
            count(len(rows))

    def _row(self, table: str, row: SealedRow) -> Iterator[Finding]:
        if not self._ledger.is_intact(row):
            edited = _WAY if isinstance(row, WayRow) else _EDITED
            yield _found(edited, table=table, name=label_of(row))
        elif isinstance(row, KeyRow) and row.value is not None and self._is_open():
            yield from self._value(row)

    def _is_open(self) -> bool:
        return self._vault.state is VaultState.OPEN

    def _value(self, row: KeyRow) -> Iterator[Finding]:
        try:
            value = self._vault.unseal(bytes(row.value or b""), row=row.id, name=row.name)
            whole = self._vault.fingerprint(value) == bytes(row.fingerprint or b"")
        except AppError:
            whole = False
        if not whole:
            yield _found(_VALUE, name=row.name)

    def _trail(self, count: Count) -> Iterator[Finding]:
        """Follow the audit trail's chain from where it was archived, and compare its head."""
        state = self._ledger.state()
        number, head = self._ledger.chain.archived()
        for rows in batches(self._database, AuditRow):
            for row in rows:
                number += 1
                head = self._next_head(head, row)
                if row.number != number or row.hash != head:
                    yield self._broken(number)
                    return
                if number == state.sealed_entries and head != state.sealed_head:
                    yield self._broken(number)
                    return
            count(len(rows))
        if number < state.sealed_entries:
            yield _found(_CUT, found=number, expected=state.sealed_entries)

    def _next_head(self, head: str, row: AuditRow) -> str:
        try:
            entry = to_entry(row)
            return entry.hash_after(head) if _is_spelled_so(entry, row) else ""
        except (TamperedError, ValueError):
            return ""

    def _broken(self, number: int) -> Finding:
        return _found(_BROKEN, number=number)


def _is_spelled_so(entry: AuditEntry, row: AuditRow) -> bool:
    """Tell whether *row* says what *entry* says to the letter."""
    spelled = (entry.at.isoformat(), canonical_json(entry.before), canonical_json(entry.after))
    return spelled == (row.at, row.before, row.after)


def _found(text: str, **facts: object) -> Finding:
    return Finding(_(text).format(**facts))
