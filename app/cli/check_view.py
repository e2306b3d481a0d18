"""What a check found, as the command line shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from app.cli.output import Record
from app.cli.table import Table, pairs
from app.core import decision_words, words
from app.core.decision import Reason
from app.core.key import Origin
from app.core.operation import Route
from app.services.key_check import Known, Ruling, Sighting, Standing

_MASK = "•" * 4
_ANSWERS = {0: "allowed", 1: "refused", 3: "unknown"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A value, how each key stands that it may be of, and what is ruled of what was asked."""

    sighting: Sighting
    standings: Sequence[Standing]
    rulings: Sequence[Ruling]


def told(found: Sequence[Checked], route: Route | None) -> str:
    """Return what was found, as text."""
    blocks = [decision_words.predicted()]
    blocks += ["\n".join(_lines(one, route)) for one in found]
    return "\n\n".join(blocks)


def _lines(one: Checked, route: Route | None) -> Iterator[str]:
    yield _value(one.sighting)
    for at, standing in enumerate(one.standings):
        yield pairs(_facts(standing))
        if route is not None:
            yield _ruled(one.rulings[at])
            continue
        table = Table(_("Operation"), _("Request"), _("Answer"), _("Why"))
        yield table.lines(_row(ruling) for ruling in standing.rulings)


def _value(one: Sighting) -> str:
    """Say which value it is, where it stands, and what is known of it."""
    shown = _MASK + one.ending
    if one.lines:
        shown = _("{value}, line {lines}").format(value=shown, lines=", ".join(map(str, one.lines)))
    match one.known:
        case Known.VALUE:
            return shown
        case Known.ENDING:
            return _("{value}: its last characters alone are known; it may be:").format(value=shown)
        case Known.UNKNOWN:
            return f"{shown}: {decision_words.stopped(Reason.UNKNOWN)}"


def _facts(one: Standing) -> Iterator[tuple[str, str]]:
    yield _("Id"), one.key.id
    yield _("Name"), one.key.name
    yield _("Organisation"), one.organisation.name
    yield _("Permission"), one.level
    yield _("On"), one.day.isoformat()
    yield _("State"), words.key_state(one.state) + (f". {one.stopped}" if one.stopped else "")
    yield _("Last working day"), one.key.last_working_day.isoformat()
    if one.key.origin is Origin.MADE_HERE:
        yield _("Origin"), words.made_here()


def _ruled(one: Ruling) -> str:
    told = f"{decision_words.verdict(one.decision)}: {one.operation.id}"
    return f"{told}. {one.why}" if one.why else told


def _row(one: Ruling) -> Sequence[str]:
    asked = one.operation
    return (
        asked.id,
        f"{asked.method} {asked.base} {asked.path}",
        decision_words.verdict(one.decision),
        one.why,
    )


def record(found: Sequence[Checked], route: Route | None, code: int) -> Record:
    """Return what was found, as JSON shows it."""
    return {
        "predicted_from": "inventory",
        "answer": _ANSWERS[code],
        "operation": None if route is None else route.operation.id,
        "values": [
            {
                "key_ending": one.sighting.ending,
                "lines": list(one.sighting.lines),
                "known": one.sighting.known.value,
                "keys": [
                    _key(standing, one.rulings[at] if one.rulings else None)
                    for at, standing in enumerate(one.standings)
                ],
            }
            for one in found
        ],
    }


def _key(one: Standing, asked: Ruling | None) -> Record:
    rulings = one.rulings if asked is None else [asked]
    return {
        "id": one.key.id,
        "name": one.key.name,
        "organisation": one.organisation.name,
        "permission": one.key.permission,
        "origin": one.key.origin.value,
        "expires_on": one.key.expires_on.isoformat(),
        "last_working_day": one.key.last_working_day.isoformat(),
        "on": one.day.isoformat(),
        "state": one.state.value,
        "operations": [_operation(ruling) for ruling in rulings],
    }


def _operation(one: Ruling) -> Record:
    asked, decided = one.operation, one.decision
    return {
        "id": asked.id,
        "base": asked.base,
        "method": asked.method,
        "path": asked.path,
        "allowed": decided.allowed,
        "reason": None if decided.reason is None else decided.reason.value,
        "status": decided.answer.status,
        "told_by": "vendor" if asked.is_vendors else "inferred",
    }
