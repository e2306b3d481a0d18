"""Preferences: each declared once, with its type, default and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Any, Generic, TypeVar

from app.core.errors import N_, FieldError
from app.core.identity import AccountId
from app.core.preference_kind import (
    Choice,
    Days,
    Email,
    FilePath,
    Flag,
    FolderPath,
    Host,
    Kind,
    Number,
    Stages,
    Text,
)
from app.core.schedule import DEFAULT_STAGES, DEFAULT_WEEKEND, Schedule, weekend_of

T = TypeVar("T")


class MailSecurity(StrEnum):
    """How the connection to the mail server is encrypted; it always is."""

    TLS = "tls"
    STARTTLS = "starttls"


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
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


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

NOTICE_STAGES: Preference[tuple[int, ...]] = Preference(
    "notice-stages", N_("Give notice so many days before a key stops"), Stages(), DEFAULT_STAGES
)
NOTICE_BEFORE_WEEKEND: Preference[bool] = Preference(
    "notice-before-weekend",
    N_("Give notice on the working day before a day off"),
    Flag(),
    default=True,
)
WEEKEND: Preference[tuple[str, ...]] = Preference(
    "weekend", N_("Days off"), Days(), DEFAULT_WEEKEND
)
DESKTOP_NOTICES: Preference[bool] = Preference(
    "desktop-notices", N_("Show notices on the desktop"), Flag(), default=True
)
DESKTOP_NAMES: Preference[bool] = Preference(
    "desktop-names", N_("Name the most urgent key on the desktop"), Flag(), default=True
)
CLOSE_TO_TRAY: Preference[bool] = Preference(
    "close-to-tray", N_("Keep looking when the window is closed"), Flag(), default=False
)
CALENDAR_FILE: Preference[str] = Preference(
    "calendar-file", N_("Keep this calendar file up to date"), FilePath(), ""
)
BACKUP_FOLDER: Preference[str] = Preference(
    "backup-folder", N_("Make backups in this folder, on another device"), FolderPath(), ""
)
MAIL_ON: Preference[bool] = Preference(
    "mail-on", N_("Send notices by e-mail"), Flag(), default=False
)
MAIL_HOST: Preference[str] = Preference("mail-host", N_("Mail server"), Host(), "")
MAIL_PORT: Preference[int] = Preference(
    "mail-port", N_("The mail server's port"), Number(1, 65_535), 465
)
MAIL_SECURITY: Preference[str] = Preference(
    "mail-security",
    N_("How the connection to the mail server is encrypted"),
    Choice(tuple(choice.value for choice in MailSecurity)),
    MailSecurity.TLS.value,
)
MAIL_USER: Preference[str] = Preference("mail-user", N_("User at the mail server"), Text(), "")
MAIL_SENDER: Preference[str] = Preference(
    "mail-sender", N_("The address that messages come from"), Email(), ""
)

ALL: tuple[Preference[Any], ...] = (
    CLIPBOARD_SECONDS,
    LOCK_MINUTES,
    ROW_BUTTONS,
    APPEARANCE,
    MY_ACCOUNT,
    NOTICE_STAGES,
    NOTICE_BEFORE_WEEKEND,
    WEEKEND,
    DESKTOP_NOTICES,
    DESKTOP_NAMES,
    CLOSE_TO_TRAY,
    CALENDAR_FILE,
    BACKUP_FOLDER,
    MAIL_ON,
    MAIL_HOST,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_USER,
    MAIL_SENDER,
)


OF_ONE_COMPUTER: tuple[Preference[Any], ...] = (BACKUP_FOLDER, CALENDAR_FILE)
"""Those that name folders and files of the computer they were set on."""


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

    def schedule(self) -> Schedule:
        """Return when notices are due."""
        weekend = self.get(WEEKEND) if self.get(NOTICE_BEFORE_WEEKEND) else ()
        return Schedule(stages=self.get(NOTICE_STAGES), weekend=weekend_of(weekend))


def named(name: str) -> Preference[Any]:
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
