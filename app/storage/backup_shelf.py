"""The folder of backups: whether it is fit, what is in it, and what goes."""

import os
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from app.core.access import VaultState
from app.core.backup import Backup, Shelf, Standing
from app.core.errors import BackupFolderGoneError, FieldError
from app.storage import backup_file
from app.storage.backup_copy import clear
from app.storage.backup_file import SUFFIX, Manifest, manifest_of, prefix_of
from app.storage.place import Place
from app.storage.vault import Vault


class BackupShelf:
    """The backups that the inventory in *place* has in some folder."""

    def __init__(self, place: Place, vault: Vault) -> None:
        self._place = place
        self._vault = vault

    def require_fit(self, folder: str) -> None:
        """Raise FieldError where backups in *folder* would be lost together with the inventory."""
        chosen, own = Path(os.path.realpath(folder)), Path(os.path.realpath(self._place.folder))
        if not chosen.is_dir():
            raise FieldError("folder", _("There is no folder {folder}.").format(folder=folder))
        if chosen.is_relative_to(own):
            raise FieldError(
                "folder",
                _(
                    "{folder} is inside the inventory's own folder: backups there would be lost "
                    "together with it."
                ).format(folder=folder),
            )
        if not os.access(chosen, os.W_OK | os.X_OK):
            raise FieldError(
                "folder", _("Your account may not write to {folder}.").format(folder=folder)
            )

    def look(self, folder: str) -> Shelf:
        """Return what is in *folder*; raise BackupFolderGoneError."""
        root = Path(folder)
        prefix = prefix_of(self._vault.id)
        try:
            paths = [
                one
                for one in root.iterdir()
                if one.name.startswith(prefix) and one.name.endswith(SUFFIX)
            ]
            device = root.stat().st_dev
            same = device == self._place.folder.stat().st_dev
        except OSError as error:
            raise BackupFolderGoneError(folder=folder, reason=error.strerror or "?") from error
        found = [self._seen(path) for path in sorted(paths, reverse=True)]
        return Shelf(
            folder=folder,
            backups=tuple(one for one in found if one is not None),
            same_device=same,
            synced=Place(root).is_synced(),
        )

    def _seen(self, path: Path) -> Backup | None:
        try:
            size = path.stat().st_size
        except OSError:
            return None
        manifest = backup_file.read_manifest(path)
        if manifest is not None and manifest.vault != self._vault.id:
            return None
        return backup_file.to_backup(path, manifest, self._standing(manifest, size), size)

    def _standing(self, manifest: Manifest | None, size: int) -> Standing:
        if manifest is None:
            return Standing.WAITING
        if not manifest.mac:
            now = manifest.generation == self._vault.generation
            return Standing.WAITING if now else Standing.OTHER_KEY
        if manifest.size != size:
            return Standing.WRONG
        if manifest.generation > self._vault.generation:
            return Standing.OTHER_KEY
        if self._vault.state is VaultState.SHUT:
            return Standing.UNTOLD
        return signature_of(self._vault, manifest)

    def remove(self, backups: Sequence[Backup]) -> None:
        """Remove these; raise BackupFolderGoneError."""
        for backup in backups:
            path = Path(backup.path)
            try:
                clear(path)  # first, so that what is left is no backup
                manifest_of(path).unlink(missing_ok=True)
            except OSError as error:
                raise BackupFolderGoneError(
                    folder=path.parent, reason=error.strerror or "?"
                ) from error


def signature_of(vault: Vault, manifest: Manifest) -> Standing:
    """Tell what the signature of the manifest says to the open *vault*."""
    if vault.backups.has_signed(manifest.signed_bytes(), bytes.fromhex(manifest.mac)):
        return Standing.GOOD
    known = manifest.generation in vault.backups.known
    return Standing.WRONG if known else Standing.OTHER_KEY
