"""Advice: what is not wrong, and would be better otherwise. It never forbids anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.audit import Thing
from app.core.identity import OrganisationId

NAMED = 3
"""So many names are given; of the others, how many there are."""
IN_USE = "-state:disabled"
"""The filter for keys in use: those that are neither disabled, removed nor superseded."""


class AdviceKind(StrEnum):
    """What could be better, what comes first mattering most."""

    NO_ADMINISTRATOR = "no_administrator"
    OWNER = "owner"
    ONE_PERSON = "one_person"
    UNKNOWN_USE = "unknown_use"
    SHARED = "shared"
    PERMISSION = "permission"
    NOT_COMPARED = "not_compared"
    NO_KEY = "no_key"


FILTERS = {
    AdviceKind.ONE_PERSON: f"told:one {IN_USE}",
    AdviceKind.UNKNOWN_USE: f"used:unknown {IN_USE}",
    AdviceKind.SHARED: f"used:several {IN_USE}",
    AdviceKind.PERMISSION: f"needs:less {IN_USE}",
    AdviceKind.NOT_COMPARED: f"compared:old {IN_USE}",
}
"""The kinds of which each advice is about a key, and the filter that lists all those keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing that could be better, and why."""

    kind: AdviceKind
    thing: Thing
    """Whether it is about a key, an application, an account or an organisation."""
    id: str
    name: str
    organisation: OrganisationId
    why: str


def label(kind: AdviceKind) -> str:
    """Return a few words for a kind."""
    return {
        AdviceKind.NO_ADMINISTRATOR: _("No administrator"),
        AdviceKind.OWNER: _("Owner out of reach"),
        AdviceKind.ONE_PERSON: _("One person told"),
        AdviceKind.UNKNOWN_USE: _("Use unknown"),
        AdviceKind.SHARED: _("Shared key"),
        AdviceKind.PERMISSION: _("More than needed"),
        AdviceKind.NOT_COMPARED: _("Long not compared"),
        AdviceKind.NO_KEY: _("No key recorded"),
    }[kind]


def what_to_do(kind: AdviceKind) -> str:
    """Say what a person can do about it."""
    return {
        AdviceKind.NO_ADMINISTRATOR: _(
            "Add an administrator there, so that somebody sees to its keys."
        ),
        AdviceKind.OWNER: _(
            "Put the account right, or hand its keys over to somebody who can be reached."
        ),
        AdviceKind.ONE_PERSON: _("Name a second address: one person may be away on that day."),
        AdviceKind.UNKNOWN_USE: _("Record what uses it, or confirm that nothing does."),
        AdviceKind.SHARED: _(
            "Give each application its own key: OpenAthens advises it, to tell them apart in "
            "activity streams."
        ),
        AdviceKind.PERMISSION: _("Give it less permission: whoever finds it can do less with it."),
        AdviceKind.NOT_COMPARED: _("Compare it with what the portal shows, and note that here."),
        AdviceKind.NO_KEY: _("Record which key it uses, or remove the application."),
    }[kind]


def counted(count: int) -> str:
    """Say *count* pieces of advice."""
    return ngettext("{n} piece of advice", "{n} pieces of advice", count).format(n=count)


def thing_label(thing: Thing) -> str:
    """Return the word for what an advice is about."""
    return {
        Thing.KEY: _("key"),
        Thing.APPLICATION: _("application"),
        Thing.ACCOUNT: _("account"),
        Thing.ORGANISATION: _("organisation"),
    }[thing]


def few(names: Sequence[str]) -> str:
    """Return the first of *names*, and how many more there are."""
    more = len(names) - NAMED
    shown = ", ".join(names[:NAMED])
    return _("{names} and {n} more").format(names=shown, n=more) if more > 0 else shown


def in_use(count: int) -> str:
    """Say *count* keys in use."""
    return ngettext("{n} key in use", "{n} keys in use", count).format(n=count)


def stale(days: int, *, compared: bool) -> str:
    """Say that *days* have passed since a key was compared with the portal, or recorded."""
    told = _("Last compared with the portal {when}.") if compared else _("Never; recorded {when}.")
    return told.format(when=words.distance(-days))
