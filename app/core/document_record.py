"""Reads the members of one object of a document strictly: each missing, strange or wrong one told.

Nothing is mended in silence: a text that would be stored otherwise than it stands is a problem.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from gettext import gettext as _
from typing import Any, TypeVar

from app.core import text
from app.core.calendar import YEARS, YEARS_OF_MOMENTS
from app.core.document import Remarks, place
from app.core.errors import N_, FieldError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Cleaner = Callable[[str, str], str]
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a moment that is a problem."""


class Members:
    """The members of one object of a document: where it stands, and what kind each is."""

    def __init__(self, data: object, where: str, problems: Remarks, known: Iterable[str]) -> None:
        self.where = where
        self._problems = problems
        self._data: Mapping[str, object] | None = data if isinstance(data, dict) else None
        if self._data is None:
            problems.add(where, _("An object is expected here."))
            return
        for member in sorted(self._data.keys() - set(known)):
            self.refuse(member, _("This member is not known."))

    def refuse(self, member: str, told: str) -> None:
        """Note that a member is a problem, and why."""
        self._problems.add(place(self.where, member), told)

    def has(self, member: str) -> bool:
        """Tell whether there is such a member."""
        return self._data is not None and member in self._data

    def is_null(self, member: str) -> bool:
        """Tell whether a member is there, and null."""
        return self._data is not None and self._data.get(member, "") is None

    def member(self, member: str, kind: type[T], expected: str) -> T | None:
        """Return a member of that *kind*; None where there is none, and that is a problem.

        What is *expected* is translated only where it is told: most members are as they should be.
        """
        if self._data is None:  # told already
            return None
        if member not in self._data:
            self.refuse(member, _("This member is missing."))
            return None
        found = self._data[member]
        if isinstance(found, kind) and not (isinstance(found, bool) and kind is int):
            return found
        self.refuse(member, _(expected))
        return None

    def string(self, member: str) -> str | None:
        """Return a text as it stands; None where there is none, and that is a problem."""
        return self.member(member, str, N_("A text is expected here."))

    def flag(self, member: str) -> bool:
        """Return true or false."""
        return bool(self.member(member, bool, N_("True or false is expected here.")))

    def number(self, member: str) -> int:
        """Return a whole number."""
        return self.member(member, int, N_("A whole number is expected here.")) or 0

    def items(self, member: str) -> list[Any]:
        """Return a list."""
        return self.member(member, list, N_("A list is expected here.")) or []


class Record(Members):
    """One object of a document whose members are texts that mean something."""

    def text(self, member: str, clean: Cleaner = text.clean_line) -> str:
        """Return a text that *clean* leaves as it is."""
        said = self.string(member)
        return "" if said is None else self._as_it_is(member, said, clean)

    def _as_it_is(self, member: str, said: str, clean: Cleaner) -> str:
        try:
            cleaned = clean(member, said)
        except FieldError as error:
            self.refuse(member, str(error))
            return ""
        if cleaned != said:
            self.refuse(
                member, _("There is space around the text, or a letter in an unusual spelling.")
            )
        return cleaned

    def texts(self, member: str) -> tuple[str, ...]:
        """Return a list of texts of one line."""
        found = self.items(member)
        if not all(isinstance(one, str) for one in found):
            self.refuse(member, _("A list of texts is expected here."))
            return ()
        return tuple(
            self._as_it_is(f"{member}[{at}]", one, _long_line) for at, one in enumerate(found)
        )

    def emails(self, member: str) -> tuple[str, ...]:
        """Return a list of e-mail addresses, each once."""
        said = self.texts(member)
        try:
            cleaned = text.clean_emails(member, said)
        except FieldError as error:
            self.refuse(member, str(error))
            return ()
        if cleaned != said:
            self.refuse(member, _("An address stands there twice, or is empty."))
        return cleaned

    def id(self, member: str) -> str:
        """Return an id: a UUID in small letters."""
        said = self.string(member)
        if said is not None and not _ID.fullmatch(said):
            self.refuse(member, _("An id of Keyholder's, a UUID, is expected here."))
            return ""
        return said or ""

    def optional(self, member: str, read: Callable[[str], T]) -> T | None:
        """Return what *read* makes of a member; None where that is null."""
        return None if self.is_null(member) else read(member)

    def one_of(self, member: str, kind: type[E]) -> E:
        """Return one of a few words."""
        said, words = self.string(member), [one.value for one in kind]
        if said in words:
            return kind(said)
        if said is not None:
            told = _("One of these is expected here: {words}.").format(words=", ".join(words))
            self.refuse(member, told)
        return next(iter(kind))

    def day(self, member: str) -> date:
        """Return a day."""
        said = self.string(member)
        if said is None:
            return EPOCH.date()
        try:
            day = date.fromisoformat(said) if _DAY.fullmatch(said) else None
        except ValueError:
            day = None
        if day is not None and day.year in YEARS:
            return day
        self.refuse(member, _("This is not a date. Write it like 2027-03-01."))
        return EPOCH.date()

    def moment(self, member: str) -> datetime:
        """Return a moment, in UTC."""
        said = self.string(member)
        if said is None:
            return EPOCH
        try:
            moment = datetime.fromisoformat(said) if _MOMENT.fullmatch(said) else None
        except ValueError:
            moment = None
        if moment is not None and moment.year in YEARS_OF_MOMENTS:
            return moment.astimezone(UTC)
        told = _("This is not a moment. Write it like 2027-03-01T09:30:00+00:00.")
        self.refuse(member, told)
        return EPOCH


def _long_line(field: str, said: str) -> str:
    return text.clean_line(field, said, limit=text.ADDRESS_LIMIT)
