"""The backup before a migration: made while the vault is shut, so signed later."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.core.backup import Why
from app.core.errors import AppError
from app.core.ports import Clock
from app.core.preference import BACKUP_FOLDER
from app.storage import backup_file
from app.storage.backup_copy import alone, copy_database, scratch
from app.storage.failure import explained
from app.storage.place import Place

_FOLDER = "SELECT text FROM preference WHERE name = ?"


def save_before_migration(place: Place, clock: Clock) -> bool:
    """Back the older inventory up to the folder that it names; tell whether that was done.

    Nobody else may use it. The next program with an open vault verifies and signs the backup.
    """
    try:
        folder = _folder(place.database)
        if not folder or not Path(folder).is_dir():
            return False
        with alone(place), scratch(place.scratch) as copy:
            copy_database(place.database, copy, lambda: None)
            content = backup_file.described(copy)
            at = clock.now()
            target = backup_file.free_path(Path(folder), content.vault, at)
            with explained(copy):
                manifest = backup_file.completed(
                    content, copy, why=Why.MIGRATION, made_at=at.isoformat()
                )
            backup_file.store(copy, target, manifest, lambda: None)
    except AppError:  # whoever migrates keeps a copy aside instead
        return False
    return True


def _folder(database: Path) -> str:
    """Return the folder that the preferences in *database* name, empty where they name none."""
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with explained(database), closing(sqlite3.connect(uri, uri=True)) as connection:
        for (text,) in connection.execute(_FOLDER, (BACKUP_FOLDER.name,)):
            return str(text)
    return ""
