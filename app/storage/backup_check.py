"""Checking a backup whole: on a copy of it, so that it stays as it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

from app.core.access import WayKind
from app.core.backup import Backup, Standing
from app.core.errors import (
    BackupDamagedError,
    BackupUnsoundError,
    DatabaseDamagedError,
    TamperedError,
)
from app.core.progress import Progress
from app.core.secret import Secret
from app.storage import backup_file
from app.storage.access import VaultAccess
from app.storage.backup_copy import alone, fetch, held, opened, require_backup, scratch
from app.storage.backup_file import Manifest
from app.storage.backup_shelf import signature_of
from app.storage.database import Database
from app.storage.failure import explained
from app.storage.ledger import Ledger
from app.storage.place import Place
from app.storage.surroundings import Surroundings
from app.storage.vault import Vault
from app.storage.verification import Verification


class BackupChecks:
    """Checks backups of the inventory in *place*."""

    def __init__(self, place: Place, vault: Vault, surroundings: Surroundings) -> None:
        self._place = place
        self._vault = vault
        self._surroundings = surroundings

    def sign(self, backup: Backup, progress: Progress) -> Sequence[str]:
        """Verify a waiting backup and sign it; return what is wrong with it, if anything is."""
        source = Path(backup.path)
        with alone(self._place), self._fetched(source, progress) as (copy, _sha256):
            content = backup_file.described(copy)
            if content.generation != self._vault.generation:
                return [_of_another_key()]
            with explained(copy):
                whole = backup_file.completed(
                    content, copy, why=backup.why, made_at=backup.made_at.isoformat()
                )
            try:
                with held(opened(copy, source)) as database:
                    require_whole(database, self._vault, progress)
            except (BackupUnsoundError, BackupDamagedError) as error:
                return [str(error.facts["problem"])]
            backup_file.store_manifest(source, signed(whole, self._vault))
        return []

    def verify(self, path: str, progress: Progress) -> Sequence[str]:
        """Check a backup whole and return what is wrong with it; raise NotABackupError."""
        source = Path(path)
        manifest = backup_file.read_manifest(source)
        if manifest is not None and manifest.mac:
            standing = signature_of(self._vault, manifest)
            if standing is Standing.OTHER_KEY:
                return [_of_another_key()]
            if standing is not Standing.GOOD:
                return [_("Its manifest was not signed by this inventory's vault.")]
        try:
            with alone(self._place), self._fetched(source, progress) as (copy, sha256):
                if manifest is not None and manifest.sha256 != sha256:
                    return [backup_file.different()]
                with held(opened(copy, source)) as database:
                    return self._content(database, manifest, progress)
        except BackupDamagedError as error:
            return [str(error.facts["problem"])]
        except (DatabaseDamagedError, TamperedError) as error:
            return [str(error)]

    def _content(
        self, database: Database, manifest: Manifest | None, progress: Progress
    ) -> Sequence[str]:
        """Check the records too, where the vault has the keys that sealed them."""
        ledger = Ledger(database, self._vault)
        state = ledger.state()
        if (state.vault, state.generation) == (self._vault.id, self._vault.generation):
            found = Verification(database, ledger, self._vault).findings(progress)
            return [one.told for one in found]
        if manifest is not None and manifest.mac and state.vault == self._vault.id:
            return []  # sealed by earlier keys, and it is to the bit what was verified then
        return [_of_another_key()]

    def drill(self, path: str, code: Secret, progress: Progress) -> None:
        """Open a backup with the recovery *code* alone, and check it whole.

        Raise WrongSecretError or BackupDamagedError.
        """
        source = Path(path)
        with (
            alone(self._place),
            self._fetched(source, progress) as (copy, _sha256),
            held(opened(copy, source)) as database,
        ):
            state = Ledger(database, self._vault).state()
            vault = Vault(state.vault, state.generation)
            ledger = Ledger(database, vault)
            VaultAccess(
                database=database, ledger=ledger, vault=vault, surroundings=self._surroundings
            ).open_with(WayKind.RECOVERY_CODE, code)
            Verification(database, ledger, vault).require_whole(
                lambda told: BackupDamagedError(name=source.name, problem=told), progress
            )

    @contextmanager
    def _fetched(self, source: Path, progress: Progress) -> Iterator[tuple[Path, str]]:
        """Yield a copy of the backup *source*, and its SHA-256."""
        require_backup(source)
        with scratch(self._place.scratch) as copy:
            yield copy, fetch(source, copy, lambda: progress(0, 1))


def _of_another_key() -> str:
    return _(
        "It was sealed with a vault key that this inventory does not have: another inventory's, or "
        "one that it had before or after what is here now. The ways in of its own time open it, "
        "and a restore checks it whole before anything changes."
    )


def require_whole(database: Database, vault: Vault, progress: Progress) -> None:
    """Check a copy whole; raise BackupUnsoundError with the first thing that is wrong."""
    check = Verification(database, Ledger(database, vault), vault)
    check.require_whole(lambda told: BackupUnsoundError(problem=told), progress)


def signed(manifest: Manifest, vault: Vault) -> Manifest:
    """Return the manifest with the signature of *vault*; raise VaultLockedError when shut."""
    return backup_file.signed(manifest, vault.backups.sign(manifest.signed_bytes()))
