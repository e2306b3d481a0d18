"""A backup's files: the copy, and the manifest beside it that says what was verified."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from pathlib import Path
from typing import Any

from app.core import audit
from app.core.audit import canonical_json
from app.core.backup import Backup, Standing, Why
from app.core.errors import BackupFailedError, BackupFolderGoneError, DatabaseDamagedError
from app.storage.failure import explained, legible

FORMAT = "keyholder backup 1"
SUFFIX = ".db"
_PART = ".part"
_CHUNK = 1 << 20
_SHORT = 8
_MANIFEST_LIMIT = 65_536
_TIME = "%Y%m%dT%H%M%SZ"

_STATE = "SELECT vault, generation, counts FROM state"
HEAD = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"

Step = Callable[[], object]
"""Called now and then while something lasts; raises CancelledError when somebody cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is said of a backup; *mac* is empty until it was verified with an open vault."""

    vault: str
    generation: int
    schema: int
    made_at: str
    why: str
    counts: Mapping[str, int]
    entries: int
    head: str
    size: int
    sha256: str
    mac: str = ""

    def signed_bytes(self) -> bytes:
        """Return what the signature covers."""
        said = asdict(self) | {"format": FORMAT}
        del said["mac"]
        return canonical_json(said).encode()

    def file(self) -> bytes:
        """Return the manifest's file."""
        said = {"format": FORMAT} | asdict(self)
        return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def prefix_of(vault_id: str) -> str:
    """Return how the names of a vault's backups begin."""
    return f"keyholder-{vault_id[:_SHORT]}-"


def free_path(folder: Path, vault_id: str, at: datetime) -> Path:
    """Return a path for a backup made *at* that moment; names sort by time."""
    moment = at.astimezone(UTC)
    while True:
        path = folder / f"{prefix_of(vault_id)}{moment.strftime(_TIME)}{SUFFIX}"
        if not path.exists():
            return path
        moment += timedelta(seconds=1)


def manifest_of(path: Path) -> Path:
    """Return where the manifest of the backup at *path* is."""
    return path.with_name(f"{path.name}.json")


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest of the backup at *path*; None where there is none that can be read."""
    try:
        with manifest_of(path).open("rb") as file:
            content = file.read(_MANIFEST_LIMIT)
        said: Any = json.loads(content)
        if said.pop("format") != FORMAT:
            return None
        manifest = Manifest(**said)
        return manifest if _is_sound(manifest) and manifest.file() == content else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _is_sound(manifest: Manifest) -> bool:
    """Tell whether each field is of its kind."""
    datetime.fromisoformat(manifest.made_at).astimezone(UTC)
    texts = (manifest.vault, manifest.why, manifest.head, manifest.sha256)
    numbers = (manifest.generation, manifest.schema, manifest.entries, manifest.size)
    kinds = [isinstance(one, str) for one in (*texts, *manifest.counts)]
    kinds += [isinstance(one, int) for one in (*numbers, *manifest.counts.values())]
    return all(kinds) and bytes.fromhex(manifest.mac).hex() == manifest.mac


def to_backup(path: Path, manifest: Manifest | None, standing: Standing, size: int) -> Backup:
    """Return the backup at *path* as its manifest tells of it; without one, as its name does."""
    if manifest is None:
        return Backup(
            path=str(path), name=path.name, made_at=_named(path), why=Why.UNKNOWN, size=size
        )
    return Backup(
        path=str(path),
        name=path.name,
        made_at=datetime.fromisoformat(manifest.made_at).astimezone(UTC),
        why=Why(manifest.why) if manifest.why in set(Why) else Why.UNKNOWN,
        size=size,
        counts=manifest.counts,
        entries=manifest.entries,
        head=manifest.head,
        schema=manifest.schema,
        generation=manifest.generation,
        sha256=manifest.sha256,
        standing=standing,
    )


def _named(path: Path) -> datetime:
    """Return the moment that the name of a backup tells, the start of time where it tells none."""
    with suppress(ValueError):
        return datetime.strptime(path.stem.rpartition("-")[2], _TIME).replace(tzinfo=UTC)
    return datetime.min.replace(tzinfo=UTC)


def digest(path: Path, step: Step = lambda: None) -> str:
    """Return the SHA-256 of a file; raise OSError."""
    known = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            step()
            known.update(chunk)
    return known.hexdigest()


def copy_whole(source: Path, target: Path, step: Step = lambda: None) -> str:
    """Copy a file, for this user alone, onto the disk itself; return its SHA-256.

    The *target* must not be there yet. Raise OSError.
    """
    known = hashlib.sha256()
    with source.open("rb") as read, _new(target) as write:
        while chunk := read.read(_CHUNK):
            step()
            known.update(chunk)
            write.write(chunk)
        write.flush()
        os.fsync(write.fileno())
    return known.hexdigest()


def _new(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def store(source: Path, target: Path, manifest: Manifest, step: Step) -> None:
    """Put the verified copy at *source* and its manifest in place, and read the copy back.

    Raise BackupFailedError; then there is nothing of it.
    """
    part = target.with_name(target.name + _PART)
    with _failing(target.parent):
        try:
            part.unlink(missing_ok=True)
            copy_whole(source, part, step)
            _require_same(part, manifest, step)
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    try:
        store_manifest(target, manifest)
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def _require_same(part: Path, manifest: Manifest, step: Step) -> None:
    if digest(part, step) != manifest.sha256:
        raise BackupFailedError(folder=part.parent, reason=_("it reads back differently"))


def store_manifest(path: Path, manifest: Manifest) -> None:
    """Put the manifest of the backup at *path* in place; raise BackupFailedError."""
    target = manifest_of(path)
    part = target.with_name(target.name + _PART)
    with _failing(path.parent):
        try:
            part.unlink(missing_ok=True)
            with _new(part) as file:
                file.write(manifest.file())
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            flush_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def clear_parts(folder: Path, vault_id: str) -> None:
    """Remove what a program that was stopped left half written."""
    for left in folder.glob(f"{prefix_of(vault_id)}*{_PART}"):
        with suppress(OSError):
            left.unlink()


@contextmanager
def _failing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not folder.is_dir():
            raise BackupFolderGoneError(folder=folder, reason=error.strerror or "?") from error
        raise BackupFailedError(folder=folder, reason=error.strerror or "?") from error


def flush_folder(folder: Path) -> None:
    """Bring a folder's entries onto the disk, where there is such a thing."""
    if hasattr(os, "O_DIRECTORY"):  # Windows has none
        with suppress(OSError):  # nor have some file systems
            held = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(held)
            finally:
                os.close(held)


def signed(manifest: Manifest, mac: bytes) -> Manifest:
    """Return the manifest with its signature."""
    return replace(manifest, mac=mac.hex())


def described(path: Path) -> Manifest:
    """Return what is to be said of the content of a copy, of whatever version.

    The file itself is not described yet. Raise DatabaseDamagedError or another StorageError.
    """
    with (
        explained(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as one,
    ):
        state = one.execute(_STATE).fetchone()
        if state is None:
            raise DatabaseDamagedError(folder=path.parent, path=path)
        vault, generation, counts = state
        entries, head = one.execute(HEAD).fetchone() or (0, audit.START)
        (schema,) = one.execute("PRAGMA user_version").fetchone()
    with legible("state"):
        return Manifest(
            vault=str(vault),
            generation=int(generation),
            schema=int(schema),
            made_at="",
            why="",
            counts=dict(json.loads(counts)),
            entries=int(entries),
            head=str(head),
            size=0,
            sha256="",
        )


def completed(manifest: Manifest, path: Path, *, why: Why, made_at: str) -> Manifest:
    """Return the manifest with what the file at *path* is; raise OSError."""
    return replace(
        manifest,
        size=path.stat().st_size,
        sha256=digest(path),
        why=why.value,
        made_at=made_at,
    )


def different() -> str:
    """Say that a file does not fit its manifest."""
    return _("The file is not the one that was verified when the backup was made.")
