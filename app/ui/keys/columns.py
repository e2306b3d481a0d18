"""The columns of the keys' list: a heading, what a cell says, what it sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.key import Key, KeyState, Origin
from app.core.permission import PermissionLevels
from app.core.query import Sort
from app.services.key_list import People
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook

_MASK = "•" * 4


@dataclass(frozen=True, slots=True)
class Row:
    """A key, and what its cells need to know besides."""

    key: Key
    people: People
    levels: PermissionLevels
    tells_where: bool = False
    """Whether the name's cell tells the organisation too: its own column has no room."""

    @property
    def state(self) -> KeyState:
        """How the key stands today."""
        return self.key.state_on(self.people.day(self.key))

    @property
    def days_left(self) -> int:
        """The days until it stops."""
        return self.key.days_left(self.people.day(self.key))


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    id: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    width: int
    sort: Sort | None = None
    muted: Callable[[Row], str] | None = None
    badge: Callable[[Row], BadgeLook] | None = None
    mono: bool = False


def masked(key: Key) -> str:
    """Return a key's value with all but its ending masked."""
    return _MASK + key.ending


def _expires(row: Row) -> str:
    return dates.day_text(row.key.expires_on)


def _expires_detail(row: Row) -> str:
    """Say how long it works still, where that is worth a thought."""
    if row.state is KeyState.EXPIRING:
        return _("{days} · works to {day}").format(
            day=dates.short_day_text(row.key.last_working_day), days=words.days(row.days_left)
        )
    return words.days_left(row.days_left) if row.state is KeyState.EXPIRED else ""


def _remark(row: Row) -> str:
    """Say what must not be taken for a key that OpenAthens knows, and whom nobody is told of."""
    elsewhere = row.tells_where and row.key.organisation != row.people.home
    where = row.people.organisation_name(row.key) if elsewhere else ""
    made_here = _("made here") if row.key.origin is Origin.MADE_HERE else ""
    in_use = not (row.key.retired or row.key.disabled_at)
    untold = in_use and not row.people.told(row.key)
    parts = (_("nobody told") if untold else "", made_here, where)
    return " · ".join(part for part in parts if part)


def _used_by(row: Row) -> str:
    """Say how many applications use it, as far as is known."""
    count = row.key.used_by
    if count:
        return ngettext("{n} app", "{n} apps", count).format(n=count)
    return _("unknown") if row.key.use_is_unknown else _("nothing")


def _state(row: Row) -> BadgeLook:
    return looks.state_look(row.state) if row.key.intact else looks.altered_look()


COLUMNS = (
    Column("name", lambda: _("Name"), lambda row: row.key.name, 200, Sort.NAME, muted=_remark),
    Column(
        "permission",
        lambda: _("Permission"),
        lambda row: row.levels.label(row.key.permission),
        128,
        Sort.PERMISSION,
    ),
    Column("key", lambda: _("Key"), lambda row: masked(row.key), 114, Sort.ENDING, mono=True),
    Column("used_by", lambda: _("Used by"), _used_by, 76),
    Column(
        "organisation",
        lambda: _("Organisation"),
        lambda row: row.people.organisation_name(row.key),
        110,
        Sort.ORGANISATION,
    ),
    Column("expires", lambda: _("Expires"), _expires, 252, Sort.EXPIRES, muted=_expires_detail),
    Column(
        "state",
        lambda: _("State"),
        lambda row: _state(row).label,
        104,
        Sort.STATE,
        badge=_state,
    ),
    Column("actions", lambda: "", lambda _row: "", 200),
)

KEY_COLUMN = 2
ORGANISATION_COLUMN = 4
EXPIRES_COLUMN = 5
