"""Preferences: each declared once, with its type, default and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Any, Generic, Protocol, TypeVar

from app.core.errors import N_, FieldError
from app.core.identity import AccountId

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


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
    """Any text."""

    def read(self, text: str) -> str | None:
        """Take the text as it is."""
        return text

    def told(self) -> str:
        """Say which values there are."""
        return _("a text")


class Appearance(StrEnum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preference(Generic[T]):
    """One preference: its name in files and on the command line, and what it may be."""

    name: str
    label: str
    kind: Kind[T]
    default: T

    def parse(self, text: str) -> T:
        """Return the value that *text* stands for; raise FieldError if it stands for none."""
        value = self.kind.read(text.strip())
        if value is None:
            raise FieldError(
                self.name,
                _("{name} cannot be “{text}”: it is {allowed}.").format(
                    name=self.name, text=text, allowed=self.kind.told()
                ),
            )
        return value


def text_of(value: object) -> str:
    """Return a preference's *value* as it stands in files and on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


CLIPBOARD_SECONDS: Preference[int] = Preference(
    "clipboard-seconds", N_("Clear a copied key after (seconds)"), Number(5, 300), 20
)
LOCK_MINUTES: Preference[int] = Preference(
    "lock-minutes", N_("Lock when idle for (minutes, 0 for never)"), Number(0, 480), 15
)
ROW_BUTTONS: Preference[bool] = Preference(
    "row-buttons-always", N_("Always show the buttons of a row"), Flag(), default=False
)
APPEARANCE: Preference[str] = Preference(
    "appearance",
    N_("Colours"),
    Choice(tuple(choice.value for choice in Appearance)),
    Appearance.SYSTEM.value,
)
MY_ACCOUNT: Preference[str] = Preference(
    "my-account", N_("The account of the person at this workstation"), Text(), ""
)

ALL: tuple[Preference[int] | Preference[bool] | Preference[str], ...] = (
    CLIPBOARD_SECONDS,
    LOCK_MINUTES,
    ROW_BUTTONS,
    APPEARANCE,
    MY_ACCOUNT,
)


class Preferences:
    """The preferences as stored; what is not stored, or no longer fits, is the default."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        self._stored = dict(stored)

    def get(self, preference: Preference[T]) -> T:
        """Return a preference's value."""
        text = self._stored.get(preference.name)
        if text is None:
            return preference.default
        try:
            return preference.parse(text)
        except FieldError:
            return preference.default

    def text(self, preference: Preference[Any]) -> str:
        """Return a preference's value as it stands in files."""
        return text_of(self.get(preference))

    def my_account(self) -> AccountId | None:
        """Return the account of the person at this workstation, if one is marked."""
        account = self.get(MY_ACCOUNT)
        return AccountId(account) if account else None


def named(name: str) -> Preference[int] | Preference[bool] | Preference[str]:
    """Return the preference called *name*; raise FieldError if there is none."""
    for preference in ALL:
        if preference.name == name:
            return preference
    raise FieldError(
        "name",
        _("There is no preference “{name}”. There are: {names}.").format(
            name=name, names=", ".join(preference.name for preference in ALL)
        ),
    )
