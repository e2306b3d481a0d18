"""What a preference's values may be, and how a text stands for one."""

import re
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import PurePosixPath, PureWindowsPath
from typing import Protocol, TypeVar

from app.core.errors import FieldError
from app.core.schedule import LONGEST_STAGE, WEEKDAYS
from app.core.text import clean_email, clean_line

T_co = TypeVar("T_co", covariant=True)

_LABEL = r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+")
_DIGITS = 5
_LONGEST = 4096


class Kind(Protocol[T_co]):
    """What a preference's values are, and how a text stands for one."""

    def read(self, text: str) -> T_co | None:
        """Return the value that *text* stands for; None if it stands for none."""

    def told(self) -> str:
        """Say which values there are."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, text: str) -> bool | None:
        """Read true or false."""
        return {"true": True, "false": False}.get(text.lower())

    def told(self) -> str:
        """Say which values there are."""
        return _("true or false")


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, text: str) -> int | None:
        """Read a whole number."""
        number = int(text) if text.isascii() and text.isdigit() else -1
        return number if number in range(self.least, self.most + 1) else None

    def told(self) -> str:
        """Say which values there are."""
        return _("a whole number from {least} to {most}").format(least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, text: str) -> str | None:
        """Read one of the words."""
        return text if text in self.words else None

    def told(self) -> str:
        """Say which values there are."""
        return _("one of: {words}").format(words=", ".join(self.words))


@dataclass(frozen=True, slots=True)
class Text:
    """Any text of one line."""

    def read(self, text: str) -> str | None:
        """Take the text as it is, unless something in it cannot be seen."""
        return _as_line(text)

    def told(self) -> str:
        """Say which values there are."""
        return _("a text")


@dataclass(frozen=True, slots=True)
class Host:
    """The name of a server, or none."""

    def read(self, text: str) -> str | None:
        """Read a host's name or address."""
        return text.lower() if not text or _HOST.fullmatch(text) else None

    def told(self) -> str:
        """Say which values there are."""
        return _("a server's name like mail.example.org, or empty")


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address, or none."""

    def read(self, text: str) -> str | None:
        """Read an address."""
        try:
            return clean_email("", text)
        except FieldError:
            return None

    def told(self) -> str:
        """Say which values there are."""
        return _("an e-mail address, or empty")


@dataclass(frozen=True, slots=True)
class FilePath:
    """The whole path of a file, or none."""

    ending: str = ".ics"

    def read(self, text: str) -> str | None:
        """Read a path that begins at the root and has the right ending."""
        fits = _is_whole(text) and text.lower().endswith(self.ending)
        return _as_line(text) if fits or not text else None

    def told(self) -> str:
        """Say which values there are."""
        return _("the whole path of a file that ends in {ending}, or empty").format(
            ending=self.ending
        )


@dataclass(frozen=True, slots=True)
class FolderPath:
    """The whole path of a folder, or none."""

    def read(self, text: str) -> str | None:
        """Read a path that begins at the root."""
        return _as_line(text) if not text or _is_whole(text) else None

    def told(self) -> str:
        """Say which values there are."""
        return _("the whole path of a folder, or empty")


@dataclass(frozen=True, slots=True)
class Stages:
    """Days before an expiry date, at least one."""

    def read(self, text: str) -> tuple[int, ...] | None:
        """Read whole numbers with commas or spaces between them."""
        parts = text.replace(",", " ").split()
        if not all(part.isascii() and part.isdigit() and len(part) < _DIGITS for part in parts):
            return None
        stages = tuple(sorted({int(part) for part in parts}, reverse=True))
        return stages if stages and stages[0] <= LONGEST_STAGE else None

    def told(self) -> str:
        """Say which values there are."""
        return _("whole numbers from 0 to {most} with commas between them").format(
            most=LONGEST_STAGE
        )


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays: one at least, and not all of them."""

    def read(self, text: str) -> tuple[str, ...] | None:
        """Read the names of weekdays with commas or spaces between them."""
        named = set(text.lower().replace(",", " ").split())
        chosen = tuple(day for day in WEEKDAYS if day in named)
        return chosen if len(chosen) == len(named) and 0 < len(named) < len(WEEKDAYS) else None

    def told(self) -> str:
        """Say which values there are."""
        return _("one or more of {days}, and not all").format(days=", ".join(WEEKDAYS))


def _is_whole(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()


def _as_line(text: str) -> str | None:
    try:
        return clean_line("", text, limit=_LONGEST)
    except FieldError:
        return None
