"""Evidence as the command line shows it: a key that a person owns, or whose value they had."""

from collections.abc import Mapping
from datetime import datetime
from gettext import gettext as _

from app.cli import use_view
from app.cli.output import Record
from app.core.identity import KeyId, ReplacementId
from app.core.replacement import works_on
from app.services.evidence import Evidence
from app.services.key_list import People

Planned = Mapping[KeyId, ReplacementId | None]
"""The keys that are to be replaced, each with the plan to do so, once that was made."""


def headings() -> tuple[str, ...]:
    """Return what stands over a list of evidence."""
    return (
        *(_("Key"), _("Name"), _("Permission"), _("State")),
        *(_("Owned"), _("Made"), _("Copied"), _("Revealed")),
    )


def planned_headings() -> tuple[str, ...]:
    """Return the same for a list that tells what is to be replaced, too."""
    return (*headings(), _("Replace"), _("Replacement"))


def row(one: Evidence, people: People) -> tuple[str, ...]:
    """Return the cells of a piece of evidence."""
    key = one.key
    return (
        key.id[:8],
        key.name,
        key.permission,
        key.state_on(people.day(key)).value,
        _("yes") if one.owned else "",
        *(_day(one, moment, people) for moment in (one.created_at, one.copied_at, one.revealed_at)),
    )


def planned_row(one: Evidence, people: People, planned: Planned) -> tuple[str, ...]:
    """Return the same, and whether the key is to be replaced."""
    chosen = _("yes") if one.key.id in planned else ""
    return (*row(one, people), chosen, (planned.get(one.key.id) or "")[:8])


def record(one: Evidence, people: People) -> Record:
    """Return a piece of evidence as JSON shows it."""
    key, day = one.key, people.day(one.key)
    return {
        "key": key.id,
        "key_name": key.name,
        "permission": key.permission,
        "organisation": people.organisation_name(key),
        "state": key.state_on(day).value,
        "works": works_on(key, day),
        "owned": one.owned,
        "created_at": use_view.iso(one.created_at),
        "copied_at": use_view.iso(one.copied_at),
        "revealed_at": use_view.iso(one.revealed_at),
    }


def planned_record(one: Evidence, people: People, planned: Planned) -> Record:
    """Return the same, and whether the key is to be replaced."""
    return {
        **record(one, people),
        "replace": one.key.id in planned,
        "replacement": planned.get(one.key.id),
    }


def _day(one: Evidence, moment: datetime | None, people: People) -> str:
    return "" if moment is None else people.day_of(moment, one.key.organisation).isoformat()
