"""Archives of the audit trail: what may go, made, listed and checked."""

from collections.abc import Sequence
from datetime import datetime
from gettext import gettext as _

from app.core.access import VaultState
from app.core.archive import LEAST_YEARS, MOST_YEARS, Archive, Checked, Plan
from app.core.audit import Act, Thing
from app.core.backup import Why
from app.core.errors import FieldError, VaultLockedError
from app.core.progress import Progress
from app.services.backups import Backups
from app.services.workplace import NO_PROGRESS, Workplace


class Archives:
    """Moves old entries of the audit trail into signed files."""

    def __init__(self, workplace: Workplace, backups: Backups) -> None:
        self._workplace = workplace
        self._store = workplace.inventory.archives
        self._backups = backups

    def all(self) -> Sequence[Archive]:
        """Return the archives that were made, the oldest first."""
        return self._store.all()

    def plan(self, years: int) -> Plan:
        """Return which entries are older than so many years; raise FieldError.

        Nothing goes that was done since the oldest key in use was created: whoever had that key
        at hand can still be told.
        """
        if years < LEAST_YEARS:
            raise FieldError("years", _("Entries of the last year always stay."))
        if years > MOST_YEARS:
            raise FieldError("years", _("No entry is over a hundred years old."))
        moment, kept_for = _years_before(self._workplace.now(), years), ""
        oldest = self._store.oldest_key(self._workplace.days().earliest())
        if oldest is not None and oldest.created_at < moment:
            moment, kept_for = oldest.created_at, oldest.name
        first, last = self._store.first(), self._store.last_before(moment)
        return Plan(first=first, last=last, moment=moment, kept_for=kept_for)

    def make(self, path: str, years: int, progress: Progress = NO_PROGRESS) -> Archive:
        """Move what is older than so many years into a new file at *path*; back up before.

        Raise FieldError, an ArchiveError, VaultLockedError, CancelledError or a StorageError; then
        nothing was changed.
        """
        if self._workplace.inventory.access.state is not VaultState.OPEN:
            raise VaultLockedError
        plan = self.plan(years)
        self._backups.before(Why.BULK, progress)
        return self._store.make(
            path,
            plan.last,
            at=self._workplace.now(),
            by=self._workplace.actor,
            note=self._note,
            progress=progress,
        )

    def _note(self, made: Archive) -> None:
        told = {"file": made.name, "count": made.count, "first": made.first, "last": made.last}
        self._workplace.record(Act.ARCHIVED, Thing.INVENTORY, "", after=told | {"head": made.head})

    def check(self, path: str, progress: Progress = NO_PROGRESS) -> Checked:
        """Check an archive whole, of this inventory or another one.

        Raise NotAnArchiveError or ArchiveDamagedError.
        """
        return self._store.check(path, progress)


def _years_before(now: datetime, years: int) -> datetime:
    """Return the moment so many years ago; of a leap day, the day before."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)
