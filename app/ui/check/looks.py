"""How a check looks: the keys that were found, and what each may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from app.core import decision_words, words
from app.core.decision import Reason
from app.core.key import Origin
from app.core.permission import PermissionLevels
from app.services.key_check import KeyCheck, Known, Ruling, Sighting, Standing
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone
from app.ui.record_table import RecordColumn

_MASK = "•" * 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A value in the text, and one key that it is of or may be of; None is no key."""

    at: int
    sighting: Sighting
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Row:
    """What is ruled of one operation, and where it stands among all."""

    at: int
    ruling: Ruling


def hits_of(check: KeyCheck, sightings: Sequence[Sighting], on: date | None) -> list[Hit]:
    """Return a line for each key that each value may be of, and for each value of no key."""
    found = [
        (one, None if key is None else check.standing(key, on))
        for one in sightings
        for key in one.keys or (None,)
    ]
    return [Hit(at, one, standing) for at, (one, standing) in enumerate(found)]


def hit_columns() -> list[RecordColumn[Hit]]:
    """Return the columns of what was found."""
    return [
        RecordColumn(_("Found"), _name, 220, sort_key=lambda one: one.at, muted=_where),
        RecordColumn(
            _("State"),
            lambda one: _state(one).label,
            116,
            sort_key=lambda one: _state(one).label,
            badge=_state,
        ),
    ]


def _name(one: Hit) -> str:
    return _("No key") if one.standing is None else one.standing.key.name


def _where(one: Hit) -> str:
    """Say which value it is, and on which lines it stands."""
    sighting = one.sighting
    shown = _MASK + sighting.ending
    if sighting.known is Known.ENDING:
        shown = _("perhaps {value}").format(value=shown)
    if not sighting.lines:
        return shown
    lines = ", ".join(map(str, sighting.lines))
    told = ngettext("{value}, line {lines}", "{value}, lines {lines}", len(sighting.lines))
    return told.format(value=shown, lines=lines)


def _state(one: Hit) -> BadgeLook:
    if one.standing is None:
        return BadgeLook(_("Unknown"), Tone.DISABLED, Shape.RING)
    if not one.standing.key.intact:
        return looks.altered_look()
    return looks.state_look(one.standing.state)


def row_columns() -> list[RecordColumn[Row]]:
    """Return the columns of what a key may do."""
    return [
        RecordColumn(
            _("Operation"),
            lambda one: _(one.ruling.operation.label),
            230,
            sort_key=lambda one: one.at,
            muted=_request,
        ),
        RecordColumn(
            _("Answer"),
            lambda one: decision_words.verdict(one.ruling.decision),
            112,
            badge=_answer,
        ),
        RecordColumn(_("Why"), _why, 184, muted=_inferred),
    ]


def _request(one: Row) -> str:
    asked = one.ruling.operation
    return f"{asked.method} {asked.base} {asked.path}"


def _why(one: Row) -> str:
    reason = one.ruling.decision.reason
    return "" if reason is None else decision_words.short(reason)


def _inferred(one: Row) -> str:
    operation = one.ruling.operation
    return "" if operation.is_vendors else decision_words.source(operation)


def _answer(one: Row) -> BadgeLook:
    decision = one.ruling.decision
    told = decision_words.verdict(decision)
    if decision.allowed:
        return BadgeLook(told, Tone.ACTIVE, Shape.CHECK)
    return BadgeLook(told, Tone.EXPIRED, Shape.CROSS)


def title_of(hit: Hit) -> str:
    """Return what a thing that was found is called."""
    if hit.standing is None:
        return _("No key: {value}").format(value=_MASK + hit.sighting.ending)
    return hit.standing.key.name


def found_text(hits: Sequence[Hit], name: str) -> str:
    """Say how much was found, in the file called *name* or in the text."""
    keys = len({one.standing.key.id for one in hits if one.standing is not None})
    unknown = sum(one.standing is None for one in hits)
    parts = [words.keys_counted(keys)]
    if unknown:
        told = ngettext("{n} value of no key", "{n} values of no key", unknown)
        parts.append(told.format(n=unknown))
    told = ", ".join(parts)
    return _("{name}: {found}").format(name=name, found=told) if name else told


def stopped_text(hit: Hit) -> str:
    """Say why nothing works; empty where something may."""
    if hit.standing is None:
        return decision_words.stopped(Reason.UNKNOWN)
    return hit.standing.stopped


def allowed_text(standing: Standing) -> str:
    """Say how much a key may do on the day."""
    return _("On {day}, {n} of {all} operations are allowed.").format(
        day=dates.weekday_text(standing.day), n=standing.allowed, all=len(standing.rulings)
    )


def remarks(hit: Hit, levels: PermissionLevels) -> Iterator[str]:
    """Yield what else there is to say of a key."""
    standing = hit.standing
    if standing is None:
        yield _(
            "Whoever uses it gets an error, unless OpenAthens knows it. If it is in the portal, "
            "add it to the inventory."
        )
        return
    if hit.sighting.known is Known.ENDING:
        yield _("Its last four characters are the same; the whole value could not be compared.")
    yield _("{level}, {organisation}. Last working day: {day}.").format(
        level=standing.level,
        organisation=standing.organisation.name,
        day=dates.weekday_text(standing.key.last_working_day),
    )
    level = levels.get(standing.key.permission)
    if level is not None:
        yield level.explained()
    if standing.key.origin is Origin.MADE_HERE:
        yield words.made_here()
