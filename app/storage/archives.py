"""The archives of one inventory: its oldest entries moved into signed files."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core import archive
from app.core.access import VaultState
from app.core.archive import Archive, Checked, Header, OldestKey, Provenance
from app.core.errors import ArchiveUnsoundError, NothingToArchiveError
from app.core.identity import new_id
from app.core.progress import Progress
from app.core.trail import Numbered
from app.storage import archive_file
from app.storage.anchor import Anchor
from app.storage.archive_file import ArchiveReading
from app.storage.audit_log import to_entry
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, text_of
from app.storage.parts import half
from app.storage.place import Place
from app.storage.tables import ArchiveRow, AuditRow
from app.storage.vault import Vault
from app.storage.verification import Verification

_FIRST_SINCE = "SELECT number FROM audit WHERE at >= ? ORDER BY number LIMIT 1"
_OLDEST_KEY = """
    SELECT name, created_at FROM key WHERE removed_at IS NULL AND expires_on > ?
    ORDER BY created_at LIMIT 1"""
_PAGE = 2_000


class SqliteArchives:
    """The archives of the inventory that *database* holds."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._anchor = Anchor(Place(database.path.parent).seen, database, vault)

    def all(self) -> list[Archive]:
        """Return them, the oldest first."""
        return [_to_archive(row) for row in self._rows()]

    def _rows(self) -> list[ArchiveRow]:
        return self._database.rows(ArchiveRow.select().order_by(ArchiveRow.first))

    def first(self) -> int:
        """Return the number of the first entry that is in no archive."""
        return self._ledger.chain.archived()[0] + 1

    def last_before(self, moment: datetime) -> int:
        """Return the number of the last entry before the first one of *moment* or later."""
        for (number,) in self._database.sql(_FIRST_SINCE, [text_of(moment.astimezone(UTC))]):
            return int(number) - 1
        return self._ledger.chain.head()[0]

    def oldest_key(self, day: date) -> OldestKey | None:
        """Return the oldest record of a key that is not removed and works on or after *day*."""
        for name, created_at in self._database.sql(_OLDEST_KEY, [text_of(day)]):
            with legible(name):
                return OldestKey(name, known_moment(created_at))
        return None

    def make(
        self,
        path: str,
        last: int,
        *,
        at: datetime,
        by: str,
        note: Callable[[Archive], object],
        progress: Progress,
    ) -> Archive:
        """Move the entries up to *last* into a new file at *path*; *note* writes into the trail."""
        check = Verification(self._database, self._ledger, self._vault, self._anchor)
        check.require_whole(lambda told: ArchiveUnsoundError(problem=told), half(progress, 0))
        signer = self._vault.signer()
        before, previous = self._ledger.chain.archived()
        if last <= before:
            raise NothingToArchiveError
        row = self._row(last)
        target = Path(path).absolute()
        header = Header(
            vault=self._vault.id,
            first=before + 1,
            last=last,
            previous=previous,
            head=row.hash,
            made_at=at.isoformat(),
            made_by=by,
            signer=_public(signer),
        )
        sha256 = archive_file.write(target, self._lines(header, half(progress, 1)), signer)
        with archive_file.withdrawn_on_failure(target) as kept:
            ArchiveReading(target, lambda _done, _total: None).run()
            return self._move(header, target, sha256, until=row.at, note=note, kept=kept)

    def _row(self, number: int) -> AuditRow:
        row: AuditRow | None = self._database.first(
            AuditRow.select().where(AuditRow.number == number)
        )
        if row is None:
            raise NothingToArchiveError
        return row

    def _lines(self, header: Header, progress: Progress) -> Iterator[str]:
        """Yield the lines of the file, but its signature."""
        yield header.line()
        number = header.first
        while number <= header.last:
            progress(number - header.first, header.last - header.first + 1)
            until = min(number + _PAGE - 1, header.last)
            query = AuditRow.select().where(AuditRow.number.between(number, until))
            for row in self._database.rows(query.order_by(AuditRow.number)):
                yield archive.entry_line(Numbered(row.number, to_entry(row)), row.hash)
            number = until + 1

    def _move(
        self,
        header: Header,
        target: Path,
        sha256: str,
        *,
        until: str,
        note: Callable[[Archive], object],
        kept: Callable[[], object],
    ) -> Archive:
        """Let go of the entries that the file at *target* holds, in one change."""
        row = ArchiveRow(
            id=new_id(),
            name=target.name,
            first=header.first,
            last=header.last,
            head=header.head,
            until=until,
            sha256=sha256,
            signer=header.signer,
            made_at=header.made_at,
            made_by=header.made_by,
        )
        with self._database.transaction():
            self._ledger.begin()
            if self.first() != header.first:  # another program was quicker
                raise NothingToArchiveError
            self._ledger.insert(row)
            note(_to_archive(row))
            head = self._ledger.finish()  # first: the sealed entry may be one of those that go
            self._database.run(AuditRow.delete().where(AuditRow.number <= header.last))
            kept()  # what becomes of the change from here on is not certain
        if head is not None:
            self._anchor.note(*head)
        return _to_archive(row)

    def check(self, path: str, progress: Progress) -> Checked:
        """Check the archive at *path* whole; raise NotAnArchiveError or ArchiveDamagedError."""
        reading = ArchiveReading(Path(path), progress)
        header = reading.run()
        if header.vault != self._vault.id:
            return Checked(header, Provenance.ANOTHER)
        if self._vault.state is VaultState.SHUT:
            return Checked(header, Provenance.UNTOLD)
        for row in self._rows():
            if row.sha256 == reading.sha256 and self._ledger.is_intact(row):
                return Checked(header, Provenance.OURS, _to_archive(row))
        if self._vault.state is not VaultState.OPEN:
            return Checked(header, Provenance.UNTOLD)
        own = header.signer == _public(self._vault.signer())
        return Checked(header, Provenance.LEFT if own else Provenance.DISOWNED)


def _public(signer: Ed25519PrivateKey) -> str:
    return signer.public_key().public_bytes_raw().hex()


def _to_archive(row: ArchiveRow) -> Archive:
    with legible(row.name):
        return Archive(
            name=row.name,
            first=row.first,
            last=row.last,
            head=row.head,
            until=known_moment(row.until),
            sha256=row.sha256,
            made_at=known_moment(row.made_at),
            made_by=row.made_by,
        )
