"""What the audit trail says of backups, and what is written into it."""

from contextlib import suppress

from app.core.audit import Act, AuditEntry, Thing
from app.core.backup import Backup
from app.core.errors import StorageError
from app.services.backup_order import Outcome
from app.services.workplace import Workplace

_ACTS = (Act.BACKED_UP, Act.BACKUP_FAILED, Act.DRILLED)
_NO_CHANGE = frozenset({*_ACTS, Act.LOCKED, Act.UNLOCKED, Act.UNLOCK_FAILED})
"""What leaves nothing in the inventory that the last backup would lack."""


class BackupTrail:
    """The trail's entries about backups; each is read once."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._number = 0
        self._known: dict[Act, AuditEntry] = {}

    def last(self, act: Act) -> AuditEntry | None:
        """Return the last entry about *act*, if there is one."""
        log = self._workplace.inventory.audit
        number = log.last_number()
        if number != self._number:
            self._known |= log.last_of(_ACTS, after=self._number)
            self._number = number
        return self._known.get(act)

    def last_change(self) -> int:
        """Return the number of the last entry that tells of a change."""
        return self._workplace.inventory.audit.last_number_besides(_NO_CHANGE)

    def standing_failure(self) -> str:
        """Return why the last backup failed, empty where it did not."""
        failed, made = self.last(Act.BACKUP_FAILED), self.last(Act.BACKED_UP)
        if failed is None or (made is not None and made.at >= failed.at):
            return ""
        return str(failed.after.get("reason", "?"))

    def note_made(self, made: Backup) -> None:
        """Write that a backup was made, and what it holds."""
        facts = {"path": made.path, "why": made.why.value, "sha256": made.sha256}
        more = {"entries": made.entries, "head": made.head, "keys": made.keys}
        self._note(Act.BACKED_UP, made.name, facts | more)

    def note_failure(self, outcome: Outcome) -> bool:
        """Write of a failure, once for each reason and day; tell whether that was new.

        A full disk keeps even that away.
        """
        now, reason = self._workplace.now(), str(outcome.error)
        last = self.last(Act.BACKUP_FAILED)
        if last and last.at.date() == now.date() and self.standing_failure() == reason:
            return False
        with suppress(StorageError):
            self._note(Act.BACKUP_FAILED, "", {"reason": reason, "why": outcome.why.value})
        return True

    def note_drill(self, drilled: Backup) -> None:
        """Write that a backup opened with the recovery code alone."""
        self._note(Act.DRILLED, drilled.name, {"made_at": drilled.made_at.isoformat()})

    def _note(self, act: Act, name: str, facts: dict[str, object]) -> None:
        with self._workplace.unsealed():
            self._workplace.record(act, Thing.BACKUP, name, after=facts)
