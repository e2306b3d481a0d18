"""The columns of the applications' list, and what each row knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from app.core import words
from app.core.application import Application, searched
from app.core.key import WORST_FIRST, Key, KeyState
from app.services.applications import Listed
from app.services.key_list import People
from app.services.suite import Services
from app.ui import looks
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone
from app.ui.record_table import RecordColumn

_DATED = {KeyState.EXPIRED, KeyState.EXPIRING, KeyState.ACTIVE}
_NEEDING = {KeyState.EXPIRED, KeyState.EXPIRING}


@dataclass(frozen=True, slots=True)
class Row:
    """An application in the list, and what its cells need to know besides."""

    listed: Listed
    kind: str
    organisation: str
    people: People

    @property
    def application(self) -> Application:
        """What the row is about."""
        return self.listed.application

    @property
    def states(self) -> list[KeyState]:
        """How its keys stand, the worst first."""
        found = [key.state_on(self.people.day(key)) for key in self.listed.keys]
        return sorted(found, key=WORST_FIRST.index)

    @property
    def next_stop(self) -> date | None:
        """When the first of its keys stops, or stopped, of those whose dates count."""
        return next((key.expires_on for key in self._dated()), None)

    def stops(self) -> str:
        """Say how far away that is."""
        soonest = next(self._dated(), None)
        if soonest is None:
            return ""
        return words.distance(soonest.days_left(self.people.day(soonest)))

    def _dated(self) -> Iterator[Key]:
        for key in self.listed.keys:
            if key.state_on(self.people.day(key)) in _DATED:
                yield key


def rows(services: Services, listed: list[Listed]) -> list[Row]:
    """Return the rows of *listed*."""
    people = services.keys.people()
    kinds = services.workplace.kinds
    return [
        Row(
            one,
            kinds.label(one.application.kind),
            people.organisations[one.application.organisation].name,
            people,
        )
        for one in listed
    ]


def is_kept(row: Row) -> bool:
    """Tell whether it is not removed."""
    return row.application.removed_at is None


def is_removed(row: Row) -> bool:
    """Tell whether it is removed."""
    return not is_kept(row)


def needs_you(row: Row) -> bool:
    """Tell whether one of its keys has expired or is about to."""
    return not _NEEDING.isdisjoint(row.states)


def has_no_key(row: Row) -> bool:
    """Tell whether no key is recorded that it uses, though it is not removed."""
    return is_kept(row) and not row.listed.keys


def told_words(row: Row) -> Iterator[str]:
    """Return what a filter looks for."""
    return searched(row.application, row.kind)


def columns() -> list[RecordColumn[Row]]:
    """Return the columns."""
    return [
        RecordColumn(_("Name"), lambda row: row.application.name, 220, muted=lambda row: row.kind),
        RecordColumn(_("Place"), lambda row: row.application.place, 160),
        RecordColumn(_("Contact"), _contact, 150, muted=_contact_detail),
        RecordColumn(_("Keys"), _keys, 212, sort_key=_by_date, muted=lambda row: row.stops()),
        RecordColumn(
            _("State"), lambda row: _state(row).label, 108, sort_key=_by_state, badge=_state
        ),
    ]


def _contact_parts(row: Row) -> list[str]:
    one = row.application
    return [part for part in (one.contact_name, one.contact_email, one.contact_phone) if part]


def _contact(row: Row) -> str:
    return next(iter(_contact_parts(row)), "")


def _contact_detail(row: Row) -> str:
    return " · ".join(_contact_parts(row)[1:])


def _keys(row: Row) -> str:
    keys = row.listed.keys
    if len(keys) == 1:
        return keys[0].name
    return words.keys_counted(len(keys)) if keys else ""


def _by_date(row: Row) -> tuple[date, int]:
    return row.next_stop or date.max, -len(row.listed.keys)


def _state(row: Row) -> BadgeLook:
    states = row.states
    if is_removed(row):
        return looks.state_look(KeyState.REMOVED)
    if not states:
        return BadgeLook(_("No key"), Tone.DISABLED, Shape.RING)
    return looks.state_look(states[0])


def _by_state(row: Row) -> int:
    states = row.states
    return WORST_FIRST.index(states[0]) if states else len(WORST_FIRST)
