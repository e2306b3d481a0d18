"""How requests to the stand-in look in a list."""

from collections import Counter
from collections.abc import Iterable
from gettext import gettext as _

from app.core import decision_words, stand_in_words
from app.core.stand_in import Heard
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone
from app.ui.record_table import RecordColumn

WHY = 4


def columns() -> list[RecordColumn[Heard]]:
    """Return the columns of the list."""
    return [
        RecordColumn(
            _("Time"),
            lambda one: f"{one.at.astimezone():%H:%M:%S}",
            90,
            sort_key=lambda one: one.at,
        ),
        RecordColumn(_("API key"), _key, 190),
        RecordColumn(_("Asked"), stand_in_words.asked, 250),
        RecordColumn(
            _("Answer"),
            lambda one: str(one.status),
            110,
            sort_key=lambda one: one.status,
            badge=_answer,
        ),
        RecordColumn(_("Why"), lambda one: one.why, 220),
    ]


def _key(one: Heard) -> str:
    """Return the key's name; nothing where no key was looked at."""
    return one.key_name or (_("No key") if one.operation is not None else "")


def _answer(one: Heard) -> BadgeLook:
    if one.allowed:
        return BadgeLook(str(one.status), Tone.ACTIVE, Shape.CHECK)
    return BadgeLook(str(one.status), Tone.EXPIRED, Shape.CROSS)


def counted(heard: Iterable[Heard]) -> str:
    """Say how many requests there were, and why so many were refused."""
    all_of = list(heard)
    reasons = Counter(_reason(one) for one in all_of if not one.allowed)
    told = _("Requests: {n}").format(n=len(all_of))
    refused = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    return f"{told} · " + _("refused: {reasons}").format(reasons=refused) if refused else told


def _reason(one: Heard) -> str:
    return str(one.status) if one.reason is None else decision_words.short(one.reason)
