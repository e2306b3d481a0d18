"""How many keys there are: by state, permission, organisation, and age."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from gettext import gettext as _

from app.core import search, text, words
from app.core.calendar import add_months
from app.core.forecast import level_series
from app.core.identity import OrganisationId
from app.core.key import KeyState
from app.core.organisation import Organisation
from app.core.permission import PermissionLevels
from app.core.statistics import Bar, Chart, Counted, Lead, Series, to_keys

AGES = (3, 6, 9, 12, 24)
"""Months that part the ages."""
_PLAIN = re.compile(r"[\w.-]+")
_IN_CHIPS = frozenset(KeyState) - {KeyState.SUPERSEDED}
"""The states that a list can be switched to; the other one is filtered for."""


def _chart(chart_id: str, title: str, about: str, axis: str, bars: Iterable[Bar]) -> Chart:
    return Chart(
        id=chart_id,
        title=title,
        about=about,
        counted=Counted.KEYS,
        axis=axis,
        bars=tuple(bars),
        series=(Series("keys", _("Keys")),),
        empty=_("No key is recorded yet."),
    )


def states(counts: Mapping[KeyState, int]) -> Chart:
    """Return the chart of all keys by state."""
    return _chart(
        "states",
        _("Keys by state"),
        _("All records, removed and superseded ones too"),
        _("State"),
        (
            Bar(
                id=state.value,
                label=words.key_state(state),
                values=(counts.get(state, 0),),
                lead=_of_state(state),
            )
            for state in KeyState
        ),
    )


def _of_state(state: KeyState) -> Lead:
    return to_keys(state=state) if state in _IN_CHIPS else to_keys(f"state:{state}")


def permissions(counts: Mapping[str, int], levels: PermissionLevels) -> Chart:
    """Return the chart of the keys of every day by permission level."""
    return _chart(
        "permissions",
        _("Keys by permission"),
        _("Without removed and superseded ones"),
        _("Permission"),
        (
            Bar(
                id=one.id,
                label=one.label,
                values=(counts.get(one.id, 0),),
                lead=_of_level(one.id),
            )
            for one in level_series(levels, counts)
        ),
    )


def _of_level(level: str) -> Lead | None:
    """Return the lead to keys of a level; None for what a filter cannot say."""
    sayable = level == level.lower() and _PLAIN.fullmatch(level)
    return to_keys(f"permission:{level}") if sayable else None


def organisations(
    counts: Mapping[OrganisationId, int],
    shown: Sequence[Organisation],
    known: Sequence[Organisation],
) -> Chart:
    """Return the chart of the keys of every day by organisation, most keys first."""
    bars = [
        Bar(
            id=one.id,
            label=one.name,
            values=(counts.get(one.id, 0),),
            lead=to_keys(organisation_term(one, known)),
        )
        for one in shown
    ]
    return _chart(
        "organisations",
        _("Keys by organisation"),
        _("Without removed and superseded ones"),
        _("Organisation"),
        sorted(bars, key=lambda bar: -bar.total),
    )


def organisation_term(wanted: Organisation, known: Iterable[Organisation]) -> str:
    """Return the filter for one of the *known* organisations: by its name if that is enough."""
    name = wanted.name
    form = text.sort_form(name.lower())
    meant = [one for one in known if form in text.sort_form(one.name) or form == one.id]
    plain = '"' not in name and name.lower() != search.NOBODY and name.isprintable()
    return f'org:"{name}"' if plain and meant == [wanted] else f"org:{wanted.id}"


def age_days(day: date) -> list[date]:
    """Return the days that part the ages, seen from *day*, latest first."""
    return [add_months(day, -months) for months in AGES]


def ages(day: date, recorded_after: Sequence[int], total: int) -> Chart:
    """Return the chart of the keys of every day by age.

    *recorded_after* counts those recorded after each of *age_days*.
    """
    parts = [None, *age_days(day), None]
    reached = [0, *recorded_after, total]
    bars = [
        Bar(
            id=age_id,
            label=label,
            values=(reached[at + 1] - reached[at],),
            lead=to_keys(_recorded(parts[at + 1], parts[at])),
        )
        for at, (age_id, label) in enumerate(_age_names())
    ]
    return _chart(
        "ages",
        _("Keys by age"),
        _("By the time since they were recorded here; a key of the portal may be older"),
        _("Recorded for"),
        bars,
    )


def _recorded(after: date | None, until: date | None) -> str:
    """Return the filter for keys recorded after one day, and until another."""
    terms = [f"created>{after.isoformat()}"] if after else []
    terms += [f"created<={until.isoformat()}"] if until else []
    return " ".join(terms)


def _age_names() -> list[tuple[str, str]]:
    return [
        ("under-3-months", _("Under 3 months")),
        ("3-to-6-months", _("3 to 6 months")),
        ("6-to-9-months", _("6 to 9 months")),
        ("9-to-12-months", _("9 to 12 months")),
        ("1-to-2-years", _("1 to 2 years")),
        ("over-2-years", _("Over 2 years")),
    ]
