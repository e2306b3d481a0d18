"""The files of folders, each looked into once; links are not followed, pipes never opened."""

import os
import stat
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from pathspec import GitIgnoreSpec

from app.core.errors import FieldError
from app.core.progress import Progress
from app.core.scan import Findings, Place, Recogniser, Search, Skipped
from app.delivery.search import content

_STEP = 200
"""So many files are looked at between two reports."""
_CHUNK = 1 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class PlainFileSearch:
    """Searches the files of this computer."""

    def run(self, search: Search, recogniser: Recogniser, progress: Progress) -> Findings:
        """Look into all files; raise CancelledError, or FieldError for a path."""
        return _Run(search, recogniser, progress).findings()


class _Run:
    """One search."""

    def __init__(self, search: Search, recogniser: Recogniser, progress: Progress) -> None:
        self._search = search
        self._recogniser = recogniser
        self._progress = progress
        self._excluded = _patterns(search.excludes)
        self._found = Findings()
        self._met: content.Met = {}
        self._seen = 0

    def findings(self) -> Findings:
        for path in self._search.paths:
            if not os.path.lexists(path):
                raise FieldError("path", _("There is nothing at {path}.").format(path=path))
        for path in self._search.paths:
            self._begin(path)
        self._progress(self._seen, 0)
        return self._found

    def _begin(self, path: str) -> None:
        """Look at what somebody named: of a link, at what it leads to."""
        if not Path(path).is_dir():
            self._file(os.path.realpath(path), path)
            return
        folders = [(path, "")]
        while folders:
            folders += self._folder(*folders.pop())

    def _folder(self, folder: str, inside: str) -> Iterator[tuple[str, str]]:
        """Look into the files of *folder*, which lies *inside* of what somebody named.

        Yield the folders in it, each with where it lies.
        """
        for entry in self._entries(folder):
            name = inside + entry.name
            if entry.is_symlink():
                self._found.skipped[Skipped.LINK] += 1
            elif entry.is_dir(follow_symlinks=False):
                if self._is_excluded(name + "/"):
                    self._found.skipped[Skipped.EXCLUDED] += 1
                else:
                    yield entry.path, name + "/"
            elif self._is_excluded(name):
                self._found.skipped[Skipped.EXCLUDED] += 1
            elif entry.is_file(follow_symlinks=False):
                self._file(entry.path, entry.path)
            else:
                self._found.skipped[Skipped.SPECIAL] += 1

    def _entries(self, folder: str) -> Iterator["os.DirEntry[str]"]:
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            self._unreadable(folder, error)
            return iter(())
        return iter(found)

    def _is_excluded(self, name: str) -> bool:
        return self._excluded is not None and self._excluded.match_file(name)

    def _file(self, path: str, shown: str) -> None:
        self._seen += 1
        if self._seen % _STEP == 0:
            self._progress(self._seen, 0)
        try:
            read = self._content(path)
        except OSError as error:
            self._unreadable(shown, error)
            return
        if isinstance(read, Skipped):
            self._found.skipped[read] += 1
            return
        found = content.looked_into(read, self._recogniser, self._met)
        if isinstance(found, Skipped):
            self._found.skipped[found] += 1
            return
        self._found.files += 1
        self._found.size += len(read)
        self._found.unknown += found.unknown
        if found.keys:
            told = _told(shown)
            self._found.places += [Place(key, told, line) for key, line in found.keys]

    def _content(self, path: str) -> bytes | Skipped:
        """Return all of a file, or why it is not looked into; raise OSError."""
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return Skipped.SPECIAL
            if status.st_size > self._search.most_bytes:
                return Skipped.HUGE
            return _read(handle, status.st_size, self._search.most_bytes)
        finally:
            os.close(handle)

    def _unreadable(self, path: str, error: OSError) -> None:
        self._found.unreadable.append((_told(path), error.strerror or "?"))


def _read(handle: int, size: int, most: int) -> bytes:
    """Return what is in an open file of *size* bytes; of one that grows, *most* bytes."""
    content = os.read(handle, size + 1)  # all of it, but for what a system reads at once at most
    if len(content) == size:
        return content
    parts, length = [content], len(content)
    while length < most and (more := os.read(handle, _CHUNK)):
        parts.append(more)
        length += len(more)
    return b"".join(parts)


def _told(path: str) -> str:
    """Return *path* as it can be shown and stored: a system allows names that are no text."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _patterns(lines: tuple[str, ...]) -> GitIgnoreSpec | None:
    return GitIgnoreSpec.from_lines(lines) if lines else None
