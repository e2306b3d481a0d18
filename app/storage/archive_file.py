"""An archive's file: a header, an entry to a line, and a signature over all of it."""

import hashlib
import json
import operator
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.core import archive
from app.core.archive import Header, parsed_entry
from app.core.errors import ArchiveDamagedError, ArchiveFileError, NotAnArchiveError
from app.core.progress import Progress
from app.storage.backup_file import flush_folder

_PART = ".part"
_LONGEST = 1 << 22
"""No line of an archive is longer."""


def write(path: Path, lines: Iterable[str], signer: Ed25519PrivateKey) -> str:
    """Write *lines* and their signature into a new file for this user; return its SHA-256.

    Raise ArchiveFileError; then there is nothing of it.
    """
    if path.exists():
        raise ArchiveFileError(path=path, reason=_("there is a file of that name"))
    part = path.with_name(path.name + _PART)
    try:
        part.unlink(missing_ok=True)
        digest = _write(part, lines, signer)
        part.replace(path)
    except OSError as error:
        _forget(part)
        raise ArchiveFileError(path=path, reason=error.strerror or "?") from error
    except BaseException:
        _forget(part)
        raise
    flush_folder(path.parent)
    return digest


def _write(part: Path, lines: Iterable[str], signer: Ed25519PrivateKey) -> str:
    said = hashlib.sha256()
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        for line in lines:
            written = line.encode()
            said.update(written)
            file.write(written)
        signature = signer.sign(_signed(said.digest())).hex()
        last = f"{json.dumps({'signature': signature})}\n".encode()
        file.write(last)
        file.flush()
        os.fsync(file.fileno())
    said.update(last)
    return said.hexdigest()


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


@contextmanager
def withdrawn_on_failure(path: Path) -> Iterator[Callable[[], object]]:
    """Remove the file at *path* again where what is inside fails, until what is yielded is called.

    From then on the file may be the only one that holds its entries.
    """
    kept = threading.Event()
    try:
        yield kept.set
    except BaseException:
        if not kept.is_set():
            _forget(path)
        raise


def _signed(digest: bytes) -> bytes:
    return archive.FORMAT.encode() + b" " + digest


class ArchiveReading:
    """One reading of an archive, from its first line to its signature."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._said = hashlib.sha256()
        self.sha256 = ""

    def run(self) -> Header:
        """Check it whole and return its header; raise NotAnArchiveError or ArchiveDamagedError."""
        try:
            with self._path.open("rb") as file:
                lines = iter(lambda: file.readline(_LONGEST), b"")
                header = self._header(next(lines, b""))
                self._entries(header, lines)
                self._signature(header, next(lines, b""))
                if next(lines, b""):
                    raise self._damaged(_("something stands after its signature"))
        except OSError as error:
            raise NotAnArchiveError(path=self._path, reason=error.strerror or "?") from error
        return header

    def _header(self, line: bytes) -> Header:
        self._said.update(line)
        try:
            said = json.loads(line)
            known = (said.pop("format"), said.pop("version"))
            header = Header(**said)
            first, last = operator.index(header.first), operator.index(header.last)
            bytes.fromhex(header.previous)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            reason = _("its first line is not that of one")
            raise NotAnArchiveError(path=self._path, reason=reason) from error
        if known != (archive.FORMAT, archive.VERSION) or first < 1 or last < first:
            reason = _("it is of another kind, or of a newer version")
            raise NotAnArchiveError(path=self._path, reason=reason)
        return header

    def _entries(self, header: Header, lines: Iterator[bytes]) -> None:
        """Follow the chain through all entries."""
        head, total = header.previous, header.last - header.first + 1
        for number in range(header.first, header.last + 1):
            if (number - header.first) % 500 == 0:
                self._progress(number - header.first, total)
            line = next(lines, b"")
            self._said.update(line)
            head = self._next_head(number, head, line)
        if head != header.head:
            raise self._damaged(_("its last entry is not the one that it names"))
        self._progress(total, total)

    def _next_head(self, number: int, head: str, line: bytes) -> str:
        try:
            record: dict[str, Any] = json.loads(line)
            one = parsed_entry(record)
            following = one.entry.hash_after(head)
            same = line.decode() == archive.entry_line(one, following)
            if one.number == number and same and record["hash"] == following:
                return following
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            pass
        raise self._damaged(_("entry {number} is not what was written").format(number=number))

    def _signature(self, header: Header, line: bytes) -> None:
        signed = _signed(self._said.digest())
        self._said.update(line)
        self.sha256 = self._said.hexdigest()
        try:
            signature = bytes.fromhex(json.loads(line)["signature"])
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(header.signer))
            key.verify(signature, signed)
        except (InvalidSignature, ValueError, TypeError, LookupError, RecursionError) as error:
            raise self._damaged(_("its signature does not fit")) from error

    def _damaged(self, problem: str) -> ArchiveDamagedError:
        return ArchiveDamagedError(name=self._path.name, problem=problem)
