"""How the comparison with the portal's list looks: its columns, its chips, its words."""

from collections.abc import Iterator
from functools import partial
from gettext import gettext as _

from app.core import reconcile, reconcile_words
from app.core.permission import PermissionLevels
from app.core.reconcile import Pairing, Standing
from app.ui.record_table import RecordColumn
from app.ui.searched_page import Leaving

_ORDER = {standing: at for at, standing in enumerate(Standing)}


def identity(one: Pairing) -> object:
    """Return what stays the same of a pairing though it is mended."""
    return one.line.number if one.line is not None else one.key and one.key.id


def words(one: Pairing) -> Iterator[str]:
    """Yield what the filter looks at."""
    yield one.name
    if one.line is not None:
        yield one.line.name
        yield one.line.ending


def chips() -> list[Leaving[Pairing]]:
    """Return all, and one for each standing."""
    return [
        Leaving("all", _("All"), lambda _one: True),
        *(
            Leaving(standing.value, reconcile.label(standing), partial(_stands, standing))
            for standing in Standing
        ),
    ]


def _stands(standing: Standing, one: Pairing) -> bool:
    return one.standing is standing


def columns(levels: PermissionLevels) -> list[RecordColumn[Pairing]]:
    """Return the columns of the list."""
    return [
        RecordColumn(
            _("Stands"),
            lambda one: reconcile.label(one.standing),
            160,
            sort_key=lambda one: _ORDER[one.standing],
        ),
        RecordColumn(_("Name"), lambda one: one.name, 210, muted=_where),
        RecordColumn(
            _("What differs"),
            lambda one: "; ".join(reconcile_words.differences(one, levels)),
            320,
            muted=_mending,
        ),
    ]


def _where(one: Pairing) -> str:
    return "" if one.line is None else _("line {number}").format(number=one.line.number)


def _mending(one: Pairing) -> str:
    """Say what mending does, or why there is none."""
    if one.standing is Standing.AGREES:
        return ""
    return reconcile_words.why_not(one) or reconcile_words.mending(one.standing)
